package dev.autograd.cli;

import dev.autograd.cli.base.ExitStatus;
import dev.autograd.cli.bench.BenchCommand;
import dev.autograd.cli.conformance.ConformanceCommand;
import dev.autograd.cli.predict.PredictCommand;
import dev.autograd.cli.task.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The root command. Alone it does nothing: its subcommands do the work.
@Command(
        name = "autograd",
        description = "Deep learning for the JVM in plain Java.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {
            TrainCommand.class,
            PredictCommand.class,
            GraphCommand.class,
            ExampleCommand.class,
            BenchCommand.class,
            ConformanceCommand.class,
            InfoCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error came from; so does AUTOGRAD_DEBUG=1.")
    private boolean debug;

    private Main() {}

    /// Runs the command line and ends the process with its exit status.
    public static void main(String[] args) {
        // Pictures are painted into files, whether or not the display that the environment names is there.
        System.setProperty("java.awt.headless", "true");
        System.exit(run(args));
    }

    private static int run(String[] args) {
        try {
            return commandLine().execute(args);
        } catch (OutOfMemoryError e) {
            System.err.println("autograd: " + Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " MiB are not enough memory for this (AUTOGRAD_JAVA_OPTS=-Xmx8g gives 8 GiB)");
            return ExitStatus.FAILED;
        } catch (ExceptionInInitializerError e) {
            return wrongProperty(e);
        }
    }

    /// What the library says of a system property that it reads when it is first used, such as `autograd.threads`.
    private static int wrongProperty(ExceptionInInitializerError thrown) {
        if (!(thrown.getCause() instanceof IllegalArgumentException wrong)) {
            throw thrown;
        }
        System.err.println("autograd: " + wrong.getMessage());
        return ExitStatus.WRONG_USAGE;
    }

    static CommandLine commandLine() {
        Main main = new Main();
        return new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler(
                        new Failures(() -> main.debug || System.getenv("AUTOGRAD_DEBUG") != null));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command? One of train, predict, graph, example, bench, conformance, info");
    }
}
