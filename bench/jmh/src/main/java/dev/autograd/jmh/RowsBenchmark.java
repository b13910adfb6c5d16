package dev.autograd.jmh;

import dev.autograd.kernel.FloatingKernels;
import dev.autograd.kernel.Kernels;
import dev.autograd.value.DType;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Softmax, layer norm and sums of rows: the logits of a small classifier, and a large matrix.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RowsBenchmark {
    @Param({"vector", "plain"})
    public String kernels = "vector";

    /// Rows and their length.
    @Param({"64x10", "1024x1024"})
    public String sizes = "64x10";

    private @Nullable FloatingKernels<Object> made;
    private int rows;
    private int n;
    private float[] x = {};
    private float[] y = {};
    private float[] gamma = {};
    private float[] beta = {};
    private float[] mean = {};
    private float[] rstd = {};

    @Setup
    public void make() {
        Inputs.use(kernels);
        made = Kernels.floating(DType.FLOAT32);
        String[] words = sizes.split("x");
        rows = Integer.parseInt(words[0]);
        n = Integer.parseInt(words[1]);
        x = Inputs.numbers(rows * n);
        y = new float[rows * n];
        gamma = Inputs.numbers(n);
        beta = Inputs.numbers(n);
        mean = new float[rows];
        rstd = new float[rows];
    }

    private FloatingKernels<Object> floats() {
        return Objects.requireNonNull(made);
    }

    @Benchmark
    public Object softmax() {
        floats().softmax().softmax(x, 0, y, 0, rows, n);
        return y;
    }

    @Benchmark
    public Object layerNorm() {
        floats().layerNorm().forward(x, 0, gamma, beta, 1e-5, y, 0, mean, rstd, 0, rows, n);
        return y;
    }

    @Benchmark
    public Object sumOfRows() {
        floats().reductions().sum(x, 0, mean, 0, rows, n, 1);
        return mean;
    }

    @Benchmark
    public Object sumOfAll() {
        floats().reductions().sum(x, 0, mean, 0, 1, rows * n, 1);
        return mean;
    }
}
