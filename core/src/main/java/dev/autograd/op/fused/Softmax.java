package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.value.Storage;

/// The softmax of a dimension, or its logarithm.
///
/// - `softmax`: `y = exp(x) / sum(exp(x))`, gradient `y (g - sum(g y))`;
/// - `logSoftmax`: `y = x - log(sum(exp(x)))`, gradient `g - exp(y) sum(g)`.
///
/// Exponentials are taken relative to the largest element, so that finite inputs of any size give finite results.
public final class Softmax implements Op {
    private enum Kind {
        SOFTMAX("softmax", "Softmax"),
        LOG_SOFTMAX("logSoftmax", "LogSoftmax");

        private final String name;
        private final String onnx;

        Kind(String name, String onnx) {
            this.name = name;
            this.onnx = onnx;
        }
    }

    private final Kind kind;
    private final int dim;

    private Softmax(Kind kind, int dim) {
        this.kind = kind;
        this.dim = dim;
    }

    /// Positive numbers that add up to 1 along a dimension; NaN where all elements of a row are `-inf`.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    public static Tensor softmax(Tensor x, int dim) {
        return of(Kind.SOFTMAX, x, dim);
    }

    /// The logarithm of [#softmax], without computing the exponentials' quotient.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    public static Tensor logSoftmax(Tensor x, int dim) {
        return of(Kind.LOG_SOFTMAX, x, dim);
    }

    private static Tensor of(Kind kind, Tensor x, int dim) {
        Check.floating(kind.name, "input", x);
        return Tape.run(new Softmax(kind, Check.dim(kind.name, dim, x.shape())), x);
    }

    /// [#softmax] in other operators.
    public static Tensor softmaxExpansion(Tensor x, int dim) {
        int d = Check.dim("softmax", dim, x.shape());
        Tensor e = x.sub(largest(x, d)).exp();
        return e.div(e.sumKeepDim(d));
    }

    /// [#logSoftmax] in other operators.
    public static Tensor logSoftmaxExpansion(Tensor x, int dim) {
        int d = Check.dim("logSoftmax", dim, x.shape());
        Tensor shifted = x.sub(largest(x, d));
        return shifted.sub(shifted.exp().sumKeepDim(d).log());
    }

    /// What exponentials are taken relative to: a constant, since it cancels.
    private static Tensor largest(Tensor x, int dim) {
        return x.numel() == 0 ? Tensor.scalar(0L) : x.detach().amaxKeepDim(dim);
    }

    @Override
    public String name() {
        return kind.name;
    }

    @Override
    public String onnx() {
        return kind.onnx;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Rows x = Rows.of(inputs[0], dim);
        Storage y = x.allocate();
        if (x.shape().numel() > 0) {
            var kernels = Kernels.floating(x.dtype()).softmax();
            switch (kind) {
                case SOFTMAX -> kernels.softmax(x.array(), x.offset(), y.array(), 0, x.count(), x.length());
                case LOG_SOFTMAX -> kernels.logSoftmax(x.array(), x.offset(), y.array(), 0, x.count(), x.length());
            }
        }
        return new Tensor[] {x.restore(y)};
    }

    @Override
    public long saves(int input) {
        return Op.output(0);
    }

    @Override
    public String gradientRule() {
        return switch (kind) {
            case SOFTMAX -> "x: out * (grad - sum(grad * out))";
            case LOG_SOFTMAX -> "x: grad - exp(out) * sum(grad)";
        };
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return applied(b.out(), b.grad());
    }

    /// The transposed derivative applied to a gradient.
    private Tensor applied(Tensor y, Tensor g) {
        if (Untracked.suffices()) {
            return Untracked.run(kind.name + "Backward", this::backward, y, g);
        }
        return switch (kind) {
            case SOFTMAX -> y.mul(g.sub(g.mul(y).sumKeepDim(dim)));
            case LOG_SOFTMAX -> g.sub(y.exp().mul(g.sumKeepDim(dim)));
        };
    }

    /// The derivative of `softmax` is symmetric, so its tangent is computed as its gradient is.
    @Override
    public Tensor[] jvp(Forward f) {
        Tensor y = f.out();
        Tensor t = f.tangent();
        return new Tensor[] {
            switch (kind) {
                case SOFTMAX -> applied(y, t);
                case LOG_SOFTMAX -> t.sub(y.exp().mul(t).sumKeepDim(dim));
            }
        };
    }

    @Override
    public Tensor[] vmap(Batch b) {
        Tensor x = b.in(0);
        Softmax behind = new Softmax(kind, dim + 1);
        Tensor y = x.dim() > 1 ? Tape.run(behind, x) : Tape.run(behind, x.unsqueeze(1)); // of scalars, rows of one
        return new Tensor[] {y.reshape(x.shape())};
    }

    private Tensor backward(Tensor[] inputs) {
        Rows y = Rows.of(inputs[0], dim);
        Rows g = Rows.of(inputs[1], dim);
        Storage dx = y.allocate();
        if (y.shape().numel() > 0) {
            var kernels = Kernels.floating(y.dtype()).softmax();
            switch (kind) {
                case SOFTMAX ->
                    kernels.softmaxBackward(
                            y.array(), y.offset(), g.array(), g.offset(), dx.array(), 0, y.count(), y.length());
                case LOG_SOFTMAX ->
                    kernels.logSoftmaxBackward(
                            y.array(), y.offset(), g.array(), g.offset(), dx.array(), 0, y.count(), y.length());
            }
        }
        return y.restore(dx);
    }
}
