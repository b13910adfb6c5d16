package dev.autograd.cli.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The sizes of hidden layers, for the tasks whose network may be chosen.
final class HiddenOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--hidden",
            paramLabel = "N",
            split = ",",
            description = "The sizes of the hidden layers, such as 64,64.")
    private @Nullable List<Integer> sizes;

    void check() {
        Usage usage = new Usage(command);
        for (Integer size : sizes == null ? List.<Integer>of() : sizes) {
            usage.atLeast("--hidden", 1, size);
        }
    }
}
