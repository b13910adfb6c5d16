package dev.autograd.cli.task;

import dev.autograd.cli.model.Answer.Classes;
import dev.autograd.cli.model.Inputs.Images;
import dev.autograd.cli.model.Mlp;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.cli.train.Order;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Settings;
import dev.autograd.data.Batch;
import dev.autograd.data.Dataset;
import dev.autograd.data.Example;
import dev.autograd.data.ImageDataset;
import java.util.List;
import java.util.stream.IntStream;

/// Problems of reading digits, wherever the pictures come from.
final class DigitPictures {
    static final int CLASSES = 10;

    private DigitPictures() {}

    /// Pictures as rows, for networks that do not look at their two dimensions.
    private record Flat(ImageDataset pictures) implements Dataset {
        @Override
        public int size() {
            return pictures.size();
        }

        @Override
        public Example get(int index) {
            Example example = pictures.get(index);
            return new Example(example.x().flatten(), example.y());
        }

        @Override
        public Batch gather(int... indices) {
            Batch batch = pictures.gather(indices);
            return new Batch(batch.x().flatten(1, -1), batch.y());
        }
    }

    static Problem problem(String task, Settings settings, ImageDataset train, ImageDataset test) {
        Images images = new Images(train.height(), train.width());
        List<String> names =
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
        Mlp network = Mlp.of(images.width(), settings.hidden(), CLASSES);
        ModelCard card = new ModelCard(task, network, images, new Classes("digit", names));
        return new Problem(card, new Flat(train), new Flat(test), Order.SHUFFLED);
    }
}
