package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Reductions;
import dev.autograd.kernel.Kernels;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// The sum over dimensions; integers and bools are summed as int64. Gradient: the result's gradient in every place.
public final class Sum implements Op {
    private final Reduced reduced;

    private Sum(Reduced reduced) {
        this.reduced = reduced;
    }

    /// Sums over the given dimensions; none given means all.
    public static Tensor of(Tensor x, boolean keepDim, int... dims) {
        return Tape.run(new Sum(Reduced.of("sum", x.shape(), keepDim, dims)), x);
    }

    @Override
    public String name() {
        return "sum";
    }

    @Override
    public String onnx() {
        return "ReduceSum";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        Shape shape = reduced.shape(x.shape());
        Storage out = Storage.allocate(resultType(x.dtype()), shape.numel());
        Reduced.Dense dense = reduced.dense(x, x.dtype());
        if (x.dtype() == DType.BOOL) {
            boolean[] from = (boolean[]) dense.array();
            long[] to = (long[]) out.array();
            Kernels.bool().sum(from, dense.offset(), to, 0, dense.outer(), dense.length(), dense.inner());
        } else {
            Reductions<Object, Object> kernels = Kernels.reductions(x.dtype());
            kernels.sum(dense.array(), dense.offset(), out.array(), 0, dense.outer(), dense.length(), dense.inner());
        }
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    /// The type in which sums and products of a type are given.
    static DType resultType(DType dtype) {
        return dtype.isFloating() ? dtype : DType.INT64;
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return reduced.restore(b.grad(), b.inputShape(0));
    }
}
