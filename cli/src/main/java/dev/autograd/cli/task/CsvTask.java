package dev.autograd.cli.task;

import dev.autograd.Tensor;
import dev.autograd.cli.base.Failure;
import dev.autograd.cli.base.Text;
import dev.autograd.cli.model.Feature;
import dev.autograd.cli.model.Inputs.Columns;
import dev.autograd.cli.model.Mlp;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.cli.train.Order;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Settings;
import dev.autograd.cli.train.Task;
import dev.autograd.csv.CsvTable;
import dev.autograd.data.TensorDataset;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Any table: one column is the label, all others are what it is told from. Rows are dealt out to training and test by
/// the seed; numbers are standardised by what the training rows say, text becomes a column for each category.
final class CsvTask implements Task {
    @Override
    public String name() {
        return "csv";
    }

    @Override
    public Settings defaults() {
        return new Settings(Map.of(
                "epochs", "100",
                "batch-size", "32",
                "optimizer", "adam",
                "hidden", "64,64",
                "seed", "0",
                "test-share", "0.2",
                "ignore", "",
                "separator", ","));
    }

    @Override
    public Problem problem(Settings settings) throws IOException {
        Path file = Path.of(settings.text("data"));
        CsvTable table = LabelledTable.read(file, settings);
        String label = settings.text("label");
        Deal deal = Deal.of(table.rows(), Double.parseDouble(settings.text("test-share")), settings.seed());
        if (deal.train().length == 0 || deal.test().length == 0) {
            throw new Failure(file + " has " + Text.count(table.rows(), "row")
                    + ", too few to learn from some and to test on others with --test-share "
                    + settings.text("test-share"));
        }
        List<Feature> features = LabelledTable.features(table, settings, deal.train());
        Columns inputs = new Columns(features);
        LabelColumn answers = LabelColumn.of(table, label, deal.train());
        Mlp network = Mlp.of(inputs.width(), settings.hidden(), answers.outputs());
        ModelCard card = new ModelCard(name(), network, inputs, answers.answer());
        float[] cells = inputs.cells(table);
        return new Problem(
                card,
                examples(cells, inputs.width(), answers, deal.train()),
                examples(cells, inputs.width(), answers, deal.test()),
                Order.SHUFFLED);
    }

    private static TensorDataset examples(float[] cells, int width, LabelColumn answers, int[] rows) {
        float[] x = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(cells, rows[i] * width, x, i * width, width);
        }
        return new TensorDataset(Tensor.of(x, Shape.of(rows.length, width)), answers.targets(rows));
    }

    /// Which rows are for training and which for testing.
    private record Deal(int[] train, int[] test) {
        static Deal of(int rows, double testShare, long seed) {
            int[] order = Random.seed(seed).split("split").permutation(rows);
            int tests = (int) Math.round(rows * testShare);
            int[] test = Arrays.copyOf(order, tests);
            int[] train = Arrays.copyOfRange(order, tests, rows);
            Arrays.sort(test);
            Arrays.sort(train);
            return new Deal(train, test);
        }
    }
}
