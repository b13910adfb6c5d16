package dev.autograd.cli;

import dev.autograd.cli.base.ExitStatus;
import dev.autograd.examples.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs one of the example programs, or lists them.
@Command(
        name = "example",
        description = "Run a small program that shows what derivatives are good for; without a name, list them.")
final class ExampleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One of: ${COMPLETION-CANDIDATES}")
    private @Nullable String name;

    @Option(names = "--out", paramLabel = "DIR", description = "Where pictures go; default: ${DEFAULT-VALUE}")
    private Path out = Path.of("runs", "examples");

    /// What may be given.
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Example.ALL.stream().map(Example::name).iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        var print = spec.commandLine().getOut();
        if (name == null) {
            Example.ALL.forEach(example -> print.printf("%-22s %s%n", example.name(), example.description()));
            print.flush();
            return ExitStatus.DONE;
        }
        Example example = Example.ALL.stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no example \"" + name + "\"; there are " + String.join(", ", new Names())));
        Files.createDirectories(out);
        example.program().run(out, line -> {
            print.println(line);
            print.flush();
        });
        return ExitStatus.DONE;
    }
}
