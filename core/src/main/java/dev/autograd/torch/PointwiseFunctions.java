package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Tensor;
import java.util.List;

/// Functions of each element by itself.
final class PointwiseFunctions {
    static final List<TorchRow> ROWS = List.of(
            row("exp(Tensor input)", a -> a.tensor("input").exp()),
            row(
                    "add(Tensor input, Tensor other, *, Number alpha=1)",
                    a -> a.tensor("input").add(times(a.tensor("other"), a.number("alpha")))),
            row("add(Tensor input, Number other)", a -> add(a.tensor("input"), a.number("other"))),
            row(
                    "add_(Tensor input, Tensor other, *, Number alpha=1)",
                    a -> a.tensor("input").add_(times(a.tensor("other"), a.number("alpha")))));

    private PointwiseFunctions() {}

    private static Tensor times(Tensor x, Object number) {
        return switch (number) {
            case Long n when n == 1 -> x;
            case Long n -> x.mul(n);
            case Object n -> x.mul((Double) n);
        };
    }

    private static Tensor add(Tensor x, Object number) {
        return number instanceof Long n ? x.add(n) : x.add((Double) number);
    }
}
