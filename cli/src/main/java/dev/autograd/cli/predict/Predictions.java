package dev.autograd.cli.predict;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.cli.model.Answer;
import dev.autograd.cli.model.Answer.Classes;
import dev.autograd.cli.model.Answer.Quantity;
import dev.autograd.cli.model.ModelFile;
import dev.autograd.cli.model.Scale;
import dev.autograd.cli.train.Rows;
import dev.autograd.csv.CsvColumn;
import dev.autograd.nn.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a model says, as columns of a table.
final class Predictions {
    /// So many examples at once keep intermediate results small.
    private static final int CHUNK = 1_000;

    private Predictions() {}

    static List<CsvColumn> of(ModelFile.Model model, Tensor x) {
        Tensor outputs = Autograd.noGrad(() -> outputs(model.network(), x));
        Answer answer = model.card().answer();
        return switch (answer) {
            case Classes(var _, List<String> names) -> classes(names, outputs);
            case Quantity(var _, Scale scale) -> List.of(CsvColumn.numeric("prediction", quantities(scale, outputs)));
        };
    }

    private static Tensor outputs(Layer network, Tensor x) {
        List<Tensor> outputs = new ArrayList<>();
        for (long start = 0; start < x.size(0); start += CHUNK) {
            outputs.add(network.forward(x.narrow(0, start, Math.min(CHUNK, x.size(0) - start))));
        }
        return Tensor.cat(0, outputs.toArray(Tensor[]::new));
    }

    private static List<CsvColumn> classes(List<String> names, Tensor logits) {
        List<CsvColumn> columns = new ArrayList<>();
        int[] largest = Rows.largest(logits);
        columns.add(CsvColumn.text(
                "prediction", Arrays.stream(largest).mapToObj(names::get).toList()));
        Tensor probabilities = logits.softmax(1);
        for (int c = 0; c < names.size(); c++) {
            float[] column = probabilities.select(1, c).toFloatArray();
            columns.add(CsvColumn.numeric("probability of " + names.get(c), column));
        }
        return columns;
    }

    private static float[] quantities(Scale scale, Tensor outputs) {
        float[] quantities = outputs.toFloatArray();
        for (int row = 0; row < quantities.length; row++) {
            quantities[row] = (float) scale.revert(quantities[row]);
        }
        return quantities;
    }
}
