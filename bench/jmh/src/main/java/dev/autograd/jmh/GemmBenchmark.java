package dev.autograd.jmh;

import dev.autograd.kernel.Gemm;
import dev.autograd.kernel.Kernels;
import dev.autograd.value.DType;
import java.util.concurrent.TimeUnit;
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

/// Matrix products: square ones, and that of a layer of a small network.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class GemmBenchmark {
    @Param({"vector", "plain"})
    public String kernels = "vector";

    /// Rows of A, columns of B, and what they have in common.
    @Param({"16x64x64", "64x64x64", "256x256x256", "512x512x512"})
    public String sizes = "64x64x64";

    private Gemm<Object> gemm = (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> {};
    private int M;
    private int N;
    private int K;
    private float[] a = {};
    private float[] b = {};
    private float[] c = {};

    @Setup
    public void make() {
        Inputs.use(kernels);
        gemm = Kernels.floating(DType.FLOAT32).gemm();
        String[] words = sizes.split("x");
        M = Integer.parseInt(words[0]);
        N = Integer.parseInt(words[1]);
        K = Integer.parseInt(words[2]);
        a = Inputs.numbers(M * K);
        b = Inputs.numbers(K * N);
        c = new float[M * N];
    }

    @Benchmark
    public Object product() {
        gemm.gemm(M, N, K, a, 0, K, 1, b, 0, N, 1, null, 0, 0, c, 0, N);
        return c;
    }

    /// With B given by its columns, as the weight of a linear layer is.
    @Benchmark
    public Object productByTransposed() {
        gemm.gemm(M, N, K, a, 0, K, 1, b, 0, 1, K, null, 0, 0, c, 0, N);
        return c;
    }
}
