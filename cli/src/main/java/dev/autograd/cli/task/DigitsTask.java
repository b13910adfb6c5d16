package dev.autograd.cli.task;

import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Settings;
import dev.autograd.cli.train.Task;
import dev.autograd.data.Digits;
import dev.autograd.data.ImageDataset;
import java.util.Map;

/// Digits that the program draws itself. Training and test pictures follow from the seed, and are independent sets.
final class DigitsTask implements Task {
    @Override
    public String name() {
        return "digits";
    }

    @Override
    public Settings defaults() {
        return new Settings(Map.of(
                "epochs", "15",
                "batch-size", "64",
                "optimizer", "adam",
                "hidden", "128",
                "seed", "0",
                "train-count", "6000",
                "test-count", "1000"));
    }

    @Override
    public Problem problem(Settings settings) {
        ImageDataset train = pictures(settings, "train-count", 2 * settings.seed());
        ImageDataset test = pictures(settings, "test-count", 2 * settings.seed() + 1);
        return DigitPictures.problem(name(), settings, train, test);
    }

    private static ImageDataset pictures(Settings settings, String count, long seed) {
        return ImageDataset.of(Digits.generate(Integer.parseInt(settings.text(count)), seed));
    }
}
