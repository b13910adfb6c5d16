package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.value.DType;
import org.jspecify.annotations.Nullable;

/// The sum over dimensions; integers and bools are summed as int64. Gradient: the result's gradient in every place.
public final class Sum implements ReductionOp {
    private final Reduced reduced;

    private Sum(Reduced reduced) {
        this.reduced = reduced;
    }

    /// Sums over the given dimensions; none given means all.
    public static Tensor of(Tensor x, boolean keepDim, int... dims) {
        return Tape.run(new Sum(Reduced.of("sum", x.shape(), keepDim, dims)), x);
    }

    /// Sums over the dimensions of another reduction.
    static Tensor over(Tensor x, Reduced reduced) {
        return Tape.run(new Sum(reduced), x);
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
        Reduced.Kernel kernel =
                x.dtype() == DType.BOOL ? Truth.kernel(Truth.Question.COUNT) : Kernels.reductions(x.dtype())::sum;
        return new Tensor[] {reduced.reduce(x, x.dtype(), resultType(x.dtype()), kernel)};
    }

    /// The type in which sums and products of a type are given.
    static DType resultType(DType dtype) {
        return dtype.isFloating() ? dtype : DType.INT64;
    }

    /// The type in which the kernels of products and scans read a type: they know no bools.
    static DType readType(DType dtype) {
        return dtype == DType.BOOL ? DType.INT32 : dtype;
    }

    @Override
    public String gradientRule() {
        return "x: grad in every place";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return reduced.restore(b.grad(), b.inputShape(0));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Sum(reduced.moved()));
    }
}
