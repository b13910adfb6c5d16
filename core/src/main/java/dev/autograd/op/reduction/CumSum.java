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

/// Running sums along a dimension; integers and bools are summed as int64. Gradient: running sums from the other end.
public final class CumSum implements Op {
    private final Reduced along;

    private CumSum(Reduced along) {
        this.along = along;
    }

    /// Every element plus all before it along a dimension.
    public static Tensor of(Tensor x, int dim) {
        return Tape.run(new CumSum(Reduced.of("cumsum", x.shape(), true, dim)), x);
    }

    @Override
    public String name() {
        return "cumsum";
    }

    @Override
    public String onnx() {
        return "CumSum";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        DType read = Sum.readType(x.dtype());
        Storage out = Storage.forResult(Sum.resultType(read), x.numel());
        along.dense(x, read).feed(Kernels.reductions(read)::cumsum, out);
        return new Tensor[] {Tape.wrap(out, x.shape().contiguous())};
    }

    @Override
    public String gradientRule() {
        return "x: running sum of grad from the other end";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        int[] dims = along.dims();
        return dims.length == 0 ? b.grad() : Tape.run(this, b.grad().flip(dims)).flip(dims);
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new CumSum(along.moved()));
    }
}
