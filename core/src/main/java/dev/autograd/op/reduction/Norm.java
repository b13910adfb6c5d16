package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Modes;
import dev.autograd.engine.Tape;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import org.jspecify.annotations.Nullable;

/// The vector norm over dimensions: `sum(|x|^p)^(1/p)`, with its limits for `p` infinite (the largest or smallest
/// magnitude) and 0 (how many elements are not 0).
///
/// Gradient: `sign(x) (|x| / norm)^(p - 1)`; 0 where the norm is 0, as in PyTorch, and for infinite `p` shared among
/// the elements that reach the norm.
public final class Norm implements ReductionOp {
    private final double p;
    private final Reduced reduced;

    private Norm(double p, Reduced reduced) {
        this.p = p;
        this.reduced = reduced;
    }

    /// The norm over the given dimensions; none given means all.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type, `p` is NaN, or `p` is
    ///     infinite or negative and a dimension has size 0
    public static Tensor of(Tensor x, double p, boolean keepDim, int... dims) {
        Check.floating("norm", "input", x);
        Check.that(
                !Double.isNaN(p), () -> "norm: p of a tensor of shape " + x.shape() + " must be a number, but is NaN");
        Reduced reduced = Reduced.of("norm", x.shape(), keepDim, dims);
        if (p < 0 || Double.isInfinite(p)) {
            (p > 0 ? Goal.LARGEST : Goal.SMALLEST).requireElements("norm", x.shape(), reduced);
        }
        return Tape.run(new Norm(p, reduced), x);
    }

    @Override
    public String name() {
        return "norm";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        return new Tensor[] {Modes.quiet(() -> norm(inputs[0]))};
    }

    private Tensor norm(Tensor x) {
        if (p == 0) {
            return sum(x.ne(0).to(x.dtype()));
        }
        if (p == 1) {
            return sum(x.abs());
        }
        if (p == 2) {
            return sum(x.square()).sqrt();
        }
        if (Double.isInfinite(p)) {
            return Extreme.over(x.abs(), p > 0 ? Goal.LARGEST : Goal.SMALLEST, reduced);
        }
        return sum(x.abs().pow(p)).pow(1 / p);
    }

    private Tensor sum(Tensor x) {
        return Sum.over(x, reduced);
    }

    @Override
    public long saves(int input) {
        return p == 0 ? 0 : p == 1 ? Op.input(0) : Op.input(0) | Op.output(0);
    }

    @Override
    public String gradientRule() {
        return "x: grad * sign(x) * (|x| / out)^(p - 1)";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        if (p == 0) {
            return Tensor.zeros(b.inputShape(0), b.inputDtype(0));
        }
        return (p == 1 ? signs(b.in(0)) : slope(b.in(0), b.out())).gradient(b.grad());
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        if (p == 0) {
            return new Tensor[] {null};
        }
        return (p == 1 ? signs(f.in(0)) : slope(f.in(0), f.out())).tangent(f.tangent());
    }

    private Slope signs(Tensor x) {
        return new Slope(reduced, x.sign());
    }

    private Slope slope(Tensor x, Tensor norm) {
        if (p == 2) {
            return new Slope(reduced, x, t -> Zeros.divide(t, norm));
        }
        if (Double.isInfinite(p)) {
            Tensor reached = reached(x, norm);
            Tensor ties = sum(reached);
            return new Slope(reduced, x.sign().mul(reached), t -> t.div(ties));
        }
        return new Slope(reduced, power(x), t -> Zeros.divide(t, norm.pow(p - 1)));
    }

    /// `sign(x) |x|^(p - 1)`, and 0 at 0 for every `p`.
    private Tensor power(Tensor x) {
        if (p >= 2) {
            return x.mul(x.abs().pow(p - 2));
        }
        Tensor zero = x.eq(0);
        return x.sign().mul(x.abs().maskedFill(zero, 1).pow(p - 1));
    }

    private Tensor reached(Tensor x, Tensor norm) {
        Tensor magnitude = x.abs();
        DType dtype = x.dtype();
        return magnitude
                .eq(reduced.restore(norm, x.shape()))
                .logicalOr(x.isnan())
                .to(dtype);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Norm(p, reduced.moved()));
    }
}
