package dev.autograd.cli.task;

import dev.autograd.Tensor;
import dev.autograd.cli.model.Answer.Classes;
import dev.autograd.cli.model.Inputs.Images;
import dev.autograd.cli.model.Mlp;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.cli.train.Order;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Settings;
import dev.autograd.cli.train.Split;
import dev.autograd.value.Shape;
import java.util.List;
import java.util.stream.IntStream;

/// Problems of reading digits, wherever the pictures come from.
final class DigitPictures {
    static final int CLASSES = 10;

    private DigitPictures() {}

    /// @param pixels pictures one after the other, from 0 to 1
    static Split split(float[] pixels, int[] labels) {
        Tensor x = Tensor.of(pixels, Shape.of(labels.length, pixels.length / Math.max(1, labels.length)));
        long[] y = IntStream.of(labels).asLongStream().toArray();
        return new Split(x, Tensor.of(y));
    }

    static Problem problem(String task, Images images, Settings settings, Split train, Split test) {
        List<String> names = IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
        Mlp network = Mlp.of(images.width(), settings.hidden(), CLASSES);
        return new Problem(new ModelCard(task, network, images, new Classes("digit", names)), train, test, Order.SHUFFLED);
    }
}
