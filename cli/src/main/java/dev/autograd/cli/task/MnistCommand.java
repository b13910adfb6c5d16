package dev.autograd.cli.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `train mnist`.
@Command(name = "mnist", description = "Learns to read the handwritten digits of MNIST.")
final class MnistCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private TrainOptions options = new TrainOptions();

    @Mixin
    private HiddenOption hidden = new HiddenOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder with the four IDX files of MNIST, gzipped or not.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException {
        hidden.check();
        if (!options.resumes()) {
            new Usage(command).require("--data DIR", "the folder with the IDX files of MNIST", data);
        }
        return options.run(new MnistTask());
    }
}
