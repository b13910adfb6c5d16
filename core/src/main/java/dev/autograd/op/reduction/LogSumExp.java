package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.kernel.Softmax;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// `log(sum(exp(x)))` over dimensions, computed from the distances to the largest element so that nothing overflows;
/// integers as float32. Gradient: `exp(x - result)`, the softmax, times the result's gradient.
public final class LogSumExp implements ReductionOp {
    private final Reduced reduced;

    private LogSumExp(Reduced reduced) {
        this.reduced = reduced;
    }

    /// Over the given dimensions; none given means all. `-inf` where there is nothing to sum.
    public static Tensor of(Tensor x, boolean keepDim, int... dims) {
        return Tape.run(new LogSumExp(Reduced.of("logsumexp", x.shape(), keepDim, dims)), x);
    }

    @Override
    public String name() {
        return "logsumexp";
    }

    @Override
    public String onnx() {
        return "ReduceLogSumExp";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        DType dtype = x.dtype().isFloating() ? x.dtype() : DType.FLOAT32;
        Shape shape = reduced.shape(x.shape());
        Storage out = Storage.forResult(dtype, shape.numel());
        Reduced.Dense rows = reduced.rows(x, dtype);
        Softmax<Object> kernels = Kernels.floating(dtype).softmax();
        kernels.logSumExp(rows.array(), rows.offset(), out.array(), 0, rows.outer(), rows.length());
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    @Override
    public long saves(int input) {
        return Op.input(0) | Op.output(0);
    }

    @Override
    public String gradientRule() {
        return "x: grad * exp(x - out)";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return slope(b.in(0), b.out()).gradient(b.grad());
    }

    private Slope slope(Tensor x, Tensor result) {
        return new Slope(reduced, x.sub(reduced.restore(result, x.shape())).exp());
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return slope(f.in(0), f.out()).tangent(f.tangent());
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new LogSumExp(reduced.moved()));
    }
}
