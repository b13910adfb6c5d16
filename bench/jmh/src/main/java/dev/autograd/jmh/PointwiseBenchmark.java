package dev.autograd.jmh;

import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.exp;
import static dev.autograd.expr.Functions.relu;
import static dev.autograd.expr.Functions.tanh;

import dev.autograd.expr.Expr;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.kernel.PointwiseKernels;
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

/// Generated kernels.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PointwiseBenchmark {
    /// What is computed.
    public enum Formula {
        ADD(var(0).plus(var(1))),
        RELU(relu(var(0))),
        EXP(exp(var(0))),
        TANH(tanh(var(0)));

        private final Expr expr;

        Formula(Expr expr) {
            this.expr = expr;
        }
    }

    @Param({"vector", "plain"})
    public String kernels = "vector";

    @Param
    public Formula formula = Formula.ADD;

    @Param({"1000", "1000000"})
    public int elements = 1000;

    private @Nullable PointwiseKernel kernel;
    private Object[] operands = {};
    private int[] offsets = {};
    private float[] y = {};

    @Setup
    public void make() {
        Inputs.use(kernels);
        PointwiseKernel found = PointwiseKernels.get(formula.expr, DType.FLOAT32);
        kernel = found;
        operands = new Object[found.arity()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = Inputs.numbers(elements);
        }
        offsets = new int[operands.length];
        y = new float[elements];
    }

    @Benchmark
    public Object run() {
        Objects.requireNonNull(kernel).runN(y, 0, operands, offsets, PointwiseKernel.NO_PARAMETERS, elements);
        return y;
    }
}
