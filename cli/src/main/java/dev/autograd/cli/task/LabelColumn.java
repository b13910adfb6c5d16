package dev.autograd.cli.task;

import dev.autograd.Tensor;
import dev.autograd.cli.base.Failure;
import dev.autograd.cli.model.Answer;
import dev.autograd.cli.model.Answer.Classes;
import dev.autograd.cli.model.Answer.Quantity;
import dev.autograd.cli.model.Scale;
import dev.autograd.csv.CsvTable;
import dev.autograd.csv.NumericColumn;
import dev.autograd.csv.TextColumn;
import dev.autograd.value.Shape;
import java.util.Arrays;

/// The column of a table that is to be predicted.
sealed interface LabelColumn {
    /// What the network's outputs mean.
    Answer answer();

    /// The number of the network's outputs.
    int outputs();

    /// What is asked for in the given rows.
    Tensor targets(int[] rows);

    /// Text is classes, numbers are a quantity, standardised by what the training rows say.
    static LabelColumn of(CsvTable table, String name, int[] trainingRows) {
        return switch (table.column(name)) {
            case TextColumn text -> {
                if (text.categories().size() < 2) {
                    throw new Failure("column \"" + name + "\" has only one value, \"" + text.cell(0)
                            + "\", so there is nothing to tell apart");
                }
                yield new OfClasses(new Classes(name, text.categories()), text.codes());
            }
            case NumericColumn numbers -> {
                double[] values = numbers.values();
                Scale scale = Scale.of(Arrays.stream(trainingRows)
                        .mapToDouble(row -> values[row])
                        .toArray());
                yield new OfNumbers(new Quantity(name, scale), values);
            }
        };
    }

    /// One class a row.
    record OfClasses(Classes answer, int[] codes) implements LabelColumn {
        @Override
        public int outputs() {
            return answer.names().size();
        }

        @Override
        public Tensor targets(int[] rows) {
            return Tensor.of(Arrays.stream(rows).mapToLong(row -> codes[row]).toArray());
        }
    }

    /// One number a row.
    record OfNumbers(Quantity answer, double[] values) implements LabelColumn {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public Tensor targets(int[] rows) {
            float[] targets = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                targets[i] = (float) answer.scale().apply(values[rows[i]]);
            }
            return Tensor.of(targets, Shape.of(rows.length, 1));
        }
    }
}
