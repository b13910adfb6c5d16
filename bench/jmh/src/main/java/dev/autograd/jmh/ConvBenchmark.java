package dev.autograd.jmh;

import dev.autograd.kernel.Conv2d;
import dev.autograd.kernel.Conv2dShape;
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

/// Convolutions and their gradients.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ConvBenchmark {
    /// What is measured: both layers of the workload `lenet`, and one image of the workload `conv`.
    public enum Layer {
        LENET_1(new Conv2dShape(32, 1, 28, 28, 8, 5, 5, 1, 1, 0, 0, 1, 1, 1)),
        LENET_2(new Conv2dShape(32, 8, 12, 12, 16, 5, 5, 1, 1, 0, 0, 1, 1, 1)),
        IMAGE(new Conv2dShape(1, 64, 56, 56, 64, 3, 3, 1, 1, 1, 1, 1, 1, 1));

        private final Conv2dShape shape;

        Layer(Conv2dShape shape) {
            this.shape = shape;
        }
    }

    @Param({"vector", "plain"})
    public String kernels = "vector";

    @Param
    public Layer layer = Layer.IMAGE;

    private @Nullable Conv2d<Object> made;
    private float[] x = {};
    private float[] weight = {};
    private float[] y = {};

    @Setup
    public void make() {
        Inputs.use(kernels);
        made = Kernels.floating(DType.FLOAT32).conv2d();
        Conv2dShape shape = layer.shape;
        x = Inputs.numbers(shape.batch() * shape.inChannels() * shape.inPlane());
        weight = Inputs.numbers(shape.outChannels() * shape.taps());
        y = Inputs.numbers(shape.batch() * shape.outChannels() * shape.outPlane());
    }

    private Conv2d<Object> conv() {
        return Objects.requireNonNull(made);
    }

    @Benchmark
    public Object forward() {
        conv().forward(layer.shape, x, 0, weight, 0, null, 0, y, 0);
        return y;
    }

    @Benchmark
    public Object backwardInput() {
        conv().backwardInput(layer.shape, y, 0, weight, 0, x, 0);
        return x;
    }

    @Benchmark
    public Object backwardWeight() {
        conv().backwardWeight(layer.shape, x, 0, y, 0, weight, 0);
        return weight;
    }
}
