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

/// The variance over dimensions: `sum((x - mean)^2) / (n - correction)`. Gradient: `2 (x - mean) / (n - correction)`
/// times the result's gradient.
public final class Var implements ReductionOp {
    private final Reduced reduced;
    private final double correction;

    private Var(Reduced reduced, double correction) {
        this.reduced = reduced;
        this.correction = correction;
    }

    /// The variance over the given dimensions; none given means all. Not finite where no more than `correction`
    /// elements are.
    ///
    /// @param correction 1 for the unbiased estimate from a sample, 0 for the variance of a population
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    public static Tensor of(Tensor x, double correction, boolean keepDim, int... dims) {
        Check.floating("var", "input", x);
        return Tape.run(new Var(Reduced.of("var", x.shape(), keepDim, dims), correction), x);
    }

    @Override
    public String name() {
        return "var";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        return new Tensor[] {Modes.quiet(() -> variance(inputs[0], reduced, correction))};
    }

    static Tensor variance(Tensor x, Reduced reduced, double correction) {
        Tensor squares = centred(x, reduced).square();
        return Sum.over(squares, reduced).div(degreesOfFreedom(x, reduced, correction));
    }

    /// The elements less their mean.
    static Tensor centred(Tensor x, Reduced reduced) {
        return x.sub(Mean.kept(x, reduced));
    }

    static double degreesOfFreedom(Tensor x, Reduced reduced, double correction) {
        return Math.max(0, reduced.count(x.shape()) - correction);
    }

    @Override
    public long saves(int input) {
        return Op.input(0);
    }

    @Override
    public String gradientRule() {
        return "x: grad * 2 * (x - mean(x)) / (n - correction)";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return slope(b.in(0)).gradient(b.grad());
    }

    private Slope slope(Tensor x) {
        return new Slope(reduced, centred(x, reduced).mul(2 / degreesOfFreedom(x, reduced, correction)));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return slope(f.in(0)).tangent(f.tangent());
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Var(reduced.moved(), correction));
    }
}
