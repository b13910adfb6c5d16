package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// Running products along a dimension; integers and bools are multiplied as int64.
///
/// Gradient: with `y[k] = x[0] ... x[k]`, element `i` gets `y[i-1]` times `s[i] = g[i] + x[i+1] s[i+1]`, the sum of the
/// gradients of all later products without their common factors. No division: zeros are no special case.
public final class CumProd implements Op {
    private final Reduced along;

    private CumProd(Reduced along) {
        this.along = along;
    }

    /// Every element times all before it along a dimension.
    public static Tensor of(Tensor x, int dim) {
        return Tape.run(new CumProd(Reduced.of("cumprod", x.shape(), true, dim)), x);
    }

    @Override
    public String name() {
        return "cumprod";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        DType read = Sum.readType(x.dtype());
        Storage out = Storage.forResult(Sum.resultType(read), x.numel());
        along.dense(x, read).feed(Kernels.reductions(read)::cumprod, out);
        return new Tensor[] {Tape.wrap(out, x.shape().contiguous())};
    }

    @Override
    public long saves(int input) {
        return Op.input(0) | Op.output(0);
    }

    @Override
    public String gradientRule() {
        return "x[i]: sum over k >= i of grad[k] * (product of x[0] ... x[k] without x[i])";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        if (along.dims().length == 0) {
            return b.grad();
        }
        int dim = along.dims()[0];
        Tensor later = LinearScan.backward(Shift.left(b.in(0), dim, 0), b.grad(), dim);
        return Shift.right(b.out(), dim, 1).mul(later);
    }

    /// By the product rule `y'[k] = x[k] y'[k-1] + y[k-1] x'[k]`.
    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        if (along.dims().length == 0) {
            return new Tensor[] {f.tangent()};
        }
        int dim = along.dims()[0];
        Tensor terms = Shift.right(f.out(), dim, 1).mul(f.tangent());
        return new Tensor[] {LinearScan.forward(f.in(0), terms, dim)};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new CumProd(along.moved()));
    }
}
