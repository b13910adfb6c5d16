package dev.autograd.cli.task;

import dev.autograd.cli.base.Failure;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Settings;
import dev.autograd.cli.train.Task;
import dev.autograd.data.ImageDataset;
import dev.autograd.data.Mnist;
import java.io.IOException;
import java.nio.file.Files;
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
        Path folder = Path.of(settings.text("data"));
        if (!Files.isDirectory(folder)) {
            throw new Failure("--data " + folder + " must be the folder with the files of MNIST, but "
                    + (Files.exists(folder) ? "is a file" : "there is no such folder"));
        }
        Mnist mnist = Mnist.load(folder);
        check(folder, "training", mnist.train());
        check(folder, "test", mnist.test());
        if (mnist.train().height() != mnist.test().height()
                || mnist.train().width() != mnist.test().width()) {
            throw new Failure("the training pictures in " + folder + " are " + size(mnist.train())
                    + ", but the test pictures are " + size(mnist.test()));
        }
        return DigitPictures.problem(name(), settings, mnist.train(), mnist.test());
    }

    private static void check(Path folder, String set, ImageDataset pictures) {
        if (pictures.size() == 0 || pictures.height() * pictures.width() == 0) {
            throw new Failure("the " + set + " pictures in " + folder + " are " + pictures.size() + " of "
                    + size(pictures) + ", which leaves nothing to learn from");
        }
        int[] labels = pictures.labels();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= DigitPictures.CLASSES) {
                throw new Failure("the " + set + " label " + i + " in " + folder + " is " + labels[i]
                        + ", but must be a digit from 0 to 9");
            }
        }
    }

    private static String size(ImageDataset pictures) {
        return pictures.height() + " by " + pictures.width();
    }
}
