package dev.autograd.cli.task;

import dev.autograd.cli.model.Inputs.Images;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Settings;
import dev.autograd.cli.train.Split;
import dev.autograd.cli.train.Task;
import dev.autograd.data.Digits;
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
        Split train = split(settings, "train-count", 2 * settings.seed());
        Split test = split(settings, "test-count", 2 * settings.seed() + 1);
        return DigitPictures.problem(name(), new Images(Digits.SIDE, Digits.SIDE), settings, train, test);
    }

    private static Split split(Settings settings, String count, long seed) {
        Digits digits = Digits.generate(Integer.parseInt(settings.text(count)), seed);
        return DigitPictures.split(digits.images(), digits.labels());
    }
}
