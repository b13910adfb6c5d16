package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Modes;
import dev.autograd.engine.Tape;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import org.jspecify.annotations.Nullable;

/// The standard deviation over dimensions, the root of [Var]. Gradient: `(x - mean) / ((n - correction) std)` times the
/// result's gradient, and 0 where all elements are equal.
public final class Std implements ReductionOp {
    private final Reduced reduced;
    private final double correction;

    private Std(Reduced reduced, double correction) {
        this.reduced = reduced;
        this.correction = correction;
    }

    /// The standard deviation over the given dimensions; none given means all.
    ///
    /// @param correction 1 for the estimate from a sample, 0 for the deviation of a population
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    public static Tensor of(Tensor x, double correction, boolean keepDim, int... dims) {
        Check.floating("std", "input", x);
        return Tape.run(new Std(Reduced.of("std", x.shape(), keepDim, dims), correction), x);
    }

    @Override
    public String name() {
        return "std";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        return new Tensor[] {
            Modes.quiet(() -> Var.variance(inputs[0], reduced, correction).sqrt())
        };
    }

    @Override
    public long saves(int input) {
        return Op.input(0) | Op.output(0);
    }

    @Override
    public String gradientRule() {
        return "x: grad * (x - mean(x)) / ((n - correction) * out)";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return slope(b.in(0), b.out()).gradient(b.grad());
    }

    private Slope slope(Tensor x, Tensor std) {
        double count = Var.degreesOfFreedom(x, reduced, correction);
        return new Slope(
                reduced, Var.centred(x, reduced), t -> Zeros.divide(t, std).div(count));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return slope(f.in(0), f.out()).tangent(f.tangent());
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Std(reduced.moved(), correction));
    }
}
