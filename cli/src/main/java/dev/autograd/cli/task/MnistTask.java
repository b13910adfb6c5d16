package dev.autograd.cli.task;

import dev.autograd.cli.base.Failure;
import dev.autograd.cli.model.Inputs.Images;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Settings;
import dev.autograd.cli.train.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// The MNIST files, or others of their names and form.
final class MnistTask implements Task {
    @Override
    public String name() {
        return "mnist";
    }

    @Override
    public Settings defaults() {
        return new Settings(
                Map.of("epochs", "5", "batch-size", "64", "optimizer", "adam", "hidden", "128", "seed", "0"));
    }

    @Override
    public Problem problem(Settings settings) throws IOException {
        MnistFolder folder = new MnistFolder(Path.of(settings.text("data")));
        folder.requireFiles();
        LabelledImages train = folder.read("train");
        LabelledImages test = folder.read("t10k");
        if (!train.images().equals(test.images())) {
            throw new Failure("the training pictures in " + folder.path() + " are " + LabelledImages.size(train.images())
                    + ", but the test pictures are " + LabelledImages.size(test.images()));
        }
        return DigitPictures.problem(name(), train.images(), settings, train.split(), test.split());
    }
}
