package dev.autograd.op.random;

import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.ledger.Sample;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.List;

/// Calls of the operators in `op.random`, with what was drawn as an input: drawing itself is [DropoutTest]'s matter.
public final class RandomSamples {
    private static final Tensor KEPT = Tensor.of(new boolean[] {true, false, true, true, false, true}, Shape.of(2, 3));

    private RandomSamples() {}

    /// All of them.
    public static List<Sample> all() {
        return List.of(
                Sample.of("dropout", "dropout", x -> dropped(x[0], x[1]), Inputs.of(2, 3), KEPT),
                Sample.of("dropout", "of a scalar", x -> dropped(x[0], x[1]), Inputs.of(), Tensor.scalar(true)));
    }

    private static Tensor dropped(Tensor x, Tensor kept) {
        return Dropout.scaled(x, kept.to(DType.FLOAT64).mul(2.5));
    }
}
