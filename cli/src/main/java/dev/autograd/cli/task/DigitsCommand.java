package dev.autograd.cli.task;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `train digits`.
@Command(
        name = "digits",
        description = "Learns to read digits that the program draws itself: nothing needs to be downloaded.")
final class DigitsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private TrainOptions options = new TrainOptions();

    @Mixin
    private HiddenOption hidden = new HiddenOption();

    @Option(names = "--train-count", paramLabel = "N", description = "How many digits to learn from. Usually 6,000.")
    private @Nullable Integer trainCount;

    @Option(names = "--test-count", paramLabel = "N", description = "How many digits to test on. Usually 1,000.")
    private @Nullable Integer testCount;

    @Override
    public Integer call() throws IOException {
        Usage usage = new Usage(command);
        usage.atLeast("--train-count", 1, trainCount);
        usage.atLeast("--test-count", 1, testCount);
        hidden.check();
        return options.run(new DigitsTask());
    }
}
