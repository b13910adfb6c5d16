package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import org.jspecify.annotations.Nullable;

/// The product over dimensions; integers and bools are multiplied as int64. Gradient by an element: the result's
/// gradient times the product of all the others, made of running products from both ends, so that zeros are no special
/// case.
public final class Prod implements ReductionOp {
    private final Reduced reduced;

    private Prod(Reduced reduced) {
        this.reduced = reduced;
    }

    /// Multiplies over the given dimensions; none given means all. 1 where there is nothing to multiply.
    public static Tensor of(Tensor x, boolean keepDim, int... dims) {
        return Tape.run(new Prod(Reduced.of("prod", x.shape(), keepDim, dims)), x);
    }

    @Override
    public String name() {
        return "prod";
    }

    @Override
    public String onnx() {
        return "ReduceProd";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        DType read = Sum.readType(x.dtype());
        return new Tensor[] {reduced.reduce(x, read, Sum.resultType(read), Kernels.reductions(read)::prod)};
    }

    @Override
    public long saves(int input) {
        return Op.input(0);
    }

    @Override
    public String gradientRule() {
        return "x[i]: grad * (product of x without x[i])";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return slope(b.in(0)).gradient(b.grad());
    }

    private Slope slope(Tensor x) {
        Tensor rows = reduced.join(x);
        int last = rows.dim() - 1;
        Tensor before = CumProd.of(Shift.right(rows, last, 1), last);
        Tensor after = CumProd.of(Shift.right(rows.flip(last), last, 1), last).flip(last);
        return new Slope(reduced, reduced.part(before.mul(after), x.shape()));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return slope(f.in(0)).tangent(f.tangent());
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Prod(reduced.moved()));
    }
}
