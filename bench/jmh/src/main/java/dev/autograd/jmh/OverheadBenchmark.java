package dev.autograd.jmh;

import static dev.autograd.expr.Expr.var;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.kernel.PointwiseKernels;
import dev.autograd.value.DType;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What an operation costs when there is nothing to compute. The kernel by itself is the floor: what the others take
/// beyond it is for checks, dispatch, the new tensor and the tape.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OverheadBenchmark {
    static {
        Inputs.use("vector");
    }

    private final PointwiseKernel kernel = PointwiseKernels.get(var(0).plus(var(1)), DType.FLOAT32);
    private final float[] one = {0.5f};
    private final float[] out = {0};

    private final Tensor a = Tensor.of(0.5f);
    private final Tensor b = Tensor.of(0.25f);
    private final Tensor parameter = Tensor.of(0.5f).requiresGrad_();
    private final Tensor matrix = Tensor.rand(4, 4);

    @Benchmark
    public Object kernelAlone() {
        kernel.run2(out, 0, one, 0, one, 0, PointwiseKernel.NO_PARAMETERS, 1);
        return out;
    }

    @Benchmark
    public Object add() {
        return a.add(b);
    }

    @Benchmark
    public Object addUnderNoGrad() {
        try (var _ = Autograd.noGrad()) {
            return parameter.add(b);
        }
    }

    @Benchmark
    public Object addRecorded() {
        return parameter.add(b);
    }

    @Benchmark
    public Object addNumber() {
        return a.add(0.25);
    }

    @Benchmark
    public @Nullable Object addAndBackward() {
        parameter.add(b).backward();
        @Nullable Tensor gradient = parameter.grad();
        parameter.setGrad(null);
        return gradient;
    }

    @Benchmark
    public Object view() {
        return matrix.transpose(0, 1);
    }

    @Benchmark
    public Object sum() {
        return a.sum();
    }

    @Benchmark
    public Object matmul() {
        return matrix.matmul(matrix);
    }
}
