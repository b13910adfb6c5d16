package dev.autograd.cli.conformance;

import dev.autograd.Environment;
import dev.autograd.cli.base.ExitStatus;
import dev.autograd.cli.base.Reason;
import dev.autograd.conformance.Conformance;
import dev.autograd.conformance.Selection;
import dev.autograd.conformance.report.Report;
import dev.autograd.conformance.report.ReportJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `conformance`.
@Command(
        name = "conformance",
        description = {
            "Compares the library with what PyTorch computed, from a folder of reference cases.",
            "These are outputs, gradients of first and second order, bad calls, modules, optimisers, schedules and"
                    + " training runs. The last line counts the cases. Exit status: 0 when all passed, 1 when some did"
                    + " not, 2 when the folder or the command line is wrong."
        })
public final class ConformanceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "DIR", arity = "1", description = "The folder, with its index.json.")
    private Path folder = Path.of("");

    @Option(
            names = "--filter",
            paramLabel = "REGEX",
            description = "Only the cases in whose id (opinfo/add/f64/2) this is found.")
    private @Nullable String filter;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            description = "Only the operators that most programs use (core), or only the others (extended).")
    private @Nullable Tier tier;

    @Option(names = "--kernels", paramLabel = "KIND", description = "The kernels to run on: plain or vector.")
    private @Nullable KernelKind kernels;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every case with its state and reasons here.")
    private @Nullable Path json;

    @Option(
            names = "--failures",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many failures to tell (${DEFAULT-VALUE}).")
    private int failures;

    private enum Tier {
        CORE,
        EXTENDED
    }

    /// A command that picocli fills.
    public ConformanceCommand() {}

    @Override
    public Integer call() throws IOException {
        Selection selection = selection();
        Path file = json;
        checkRest(file);
        if (kernels != null) {
            kernels.choose();
        }
        Report report = run(selection);
        if (report.results().isEmpty()) {
            throw wrong("no case of " + folder + " is selected by --filter and --tier");
        }
        PrintWriter out = command.commandLine().getOut();
        out.println(folder + ", on " + Environment.current().kernels() + " kernels");
        out.println();
        out.print(report.toText(failures));
        out.flush();
        if (file != null) {
            ReportJson.write(file, report);
        }
        return report.allPassed() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private Report run(Selection selection) {
        var progress = new ProgressLine(command.commandLine().getErr());
        try {
            return Conformance.run(folder, selection, progress);
        } catch (IOException e) {
            throw wrong(Reason.of(e));
        } finally {
            progress.end();
        }
    }

    private Selection selection() {
        Selection selection = Selection.ALL;
        if (filter != null) {
            try {
                selection = selection.matching(Pattern.compile(filter));
            } catch (PatternSyntaxException e) {
                throw wrong("--filter " + filter + " is no regular expression: " + e.getDescription());
            }
        }
        return switch (tier) {
            case null -> selection;
            case CORE -> selection.core();
            case EXTENDED -> selection.extended();
        };
    }

    /// What a long run should not end with.
    private void checkRest(@Nullable Path file) {
        if (failures < 0) {
            throw wrong("--failures must be at least 0, but is " + failures);
        }
        if (file != null) {
            Path parent = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file) || parent == null || !Files.isDirectory(parent)) {
                throw wrong("--json " + file + " must be a file in a folder that exists");
            }
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
