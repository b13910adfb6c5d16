package dev.autograd.cli.task;

import dev.autograd.Tensor;
import dev.autograd.cli.model.Answer.Classes;
import dev.autograd.cli.model.Feature;
import dev.autograd.cli.model.Inputs.Columns;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.cli.model.Scale;
import dev.autograd.cli.model.Toy4;
import dev.autograd.cli.train.Order;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Settings;
import dev.autograd.cli.train.Task;
import dev.autograd.data.TensorDataset;
import dev.autograd.value.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The reference workload: 713 rows to learn from and 287 to be tested on, which the program carries with it; one-hot
/// targets; batches in the order of the rows.
public final class Toy4Task implements Task {
    private static final String DATA = "/dev/autograd/cli/toy4.csv";
    private static final int SIZE = 4;

    @Override
    public String name() {
        return "toy4";
    }

    @Override
    public Settings defaults() {
        return new Settings(
                Map.of("epochs", "2000", "batch-size", "16", "optimizer", "sgd", "lr", "0.05", "seed", "0"));
    }

    @Override
    public Problem problem(Settings settings) throws IOException {
        List<String[]> rows = rows();
        List<Feature> features = IntStream.range(0, SIZE)
                .mapToObj(i -> (Feature) new Feature.Scaled("x" + i, new Scale(0, 1)))
                .toList();
        var answer = new Classes(
                "label", IntStream.range(0, SIZE).mapToObj(Integer::toString).toList());
        var card = new ModelCard(name(), new Toy4(), new Columns(features), answer);
        return new Problem(card, examples(rows, "train"), examples(rows, "test"), Order.AS_GIVEN);
    }

    /// The cells behind the header: split, x0 to x3, label.
    private static List<String[]> rows() throws IOException {
        InputStream data = Toy4Task.class.getResourceAsStream(DATA);
        if (data == null) {
            throw new IOException("the program lacks its own data " + DATA);
        }
        try (var reader = new BufferedReader(new InputStreamReader(data, StandardCharsets.US_ASCII))) {
            return reader.lines().skip(1).map(line -> line.split(",")).toList();
        }
    }

    private static TensorDataset examples(List<String[]> all, String name) {
        List<String[]> rows = all.stream().filter(row -> row[0].equals(name)).toList();
        float[] x = new float[rows.size() * SIZE];
        float[] y = new float[rows.size() * SIZE];
        for (int row = 0; row < rows.size(); row++) {
            String[] cells = rows.get(row);
            for (int column = 0; column < SIZE; column++) {
                x[row * SIZE + column] = Float.parseFloat(cells[1 + column]);
            }
            y[row * SIZE + Integer.parseInt(cells[1 + SIZE])] = 1;
        }
        Shape shape = Shape.of(rows.size(), SIZE);
        return new TensorDataset(Tensor.of(x, shape), Tensor.of(y, shape));
    }
}
