package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Modes;
import dev.autograd.engine.Tape;
import dev.autograd.op.Check;
import org.jspecify.annotations.Nullable;

/// The mean over dimensions. Gradient: the result's gradient divided by the count, in every place.
public final class Mean implements ReductionOp {
    private final Reduced reduced;

    private Mean(Reduced reduced) {
        this.reduced = reduced;
    }

    /// Averages over the given dimensions; none given means all. NaN where there is nothing to average.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    public static Tensor of(Tensor x, boolean keepDim, int... dims) {
        Check.floating("mean", "input", x);
        return Tape.run(new Mean(Reduced.of("mean", x.shape(), keepDim, dims)), x);
    }

    /// The means that [Var] subtracts: of the same dimensions, which stay.
    static Tensor kept(Tensor x, Reduced reduced) {
        return Tape.run(new Mean(new Reduced(reduced.dims(), true)), x);
    }

    @Override
    public String name() {
        return "mean";
    }

    @Override
    public String onnx() {
        return "ReduceMean";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        return Modes.quiet(() -> new Tensor[] {Sum.over(x, reduced).div((double) reduced.count(x.shape()))});
    }

    @Override
    public String gradientRule() {
        return "x: grad / n in every place, of n elements";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return reduced.restore(b.grad().div((double) reduced.count(b.inputShape(0))), b.inputShape(0));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Mean(reduced.moved()));
    }
}
