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

/// The largest or smallest elements over dimensions; NaN where there is one. The gradient is shared evenly among ties.
public final class Extreme implements ReductionOp {
    private final String name;
    private final Goal goal;
    private final Reduced reduced;

    private Extreme(String name, Goal goal, Reduced reduced) {
        this.name = name;
        this.goal = goal;
        this.reduced = reduced;
    }

    /// The largest elements over the given dimensions; none given means all.
    ///
    /// @throws IllegalArgumentException when a dimension has size 0
    public static Tensor amax(Tensor x, boolean keepDim, int... dims) {
        return of("amax", Goal.LARGEST, x, keepDim, dims);
    }

    /// The smallest elements over the given dimensions; none given means all.
    ///
    /// @throws IllegalArgumentException when a dimension has size 0
    public static Tensor amin(Tensor x, boolean keepDim, int... dims) {
        return of("amin", Goal.SMALLEST, x, keepDim, dims);
    }

    /// The largest element.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Tensor max(Tensor x) {
        return of("max", Goal.LARGEST, x, false);
    }

    /// The smallest element.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Tensor min(Tensor x) {
        return of("min", Goal.SMALLEST, x, false);
    }

    /// The extremes over the dimensions of another reduction, which all have elements.
    static Tensor over(Tensor x, Goal goal, Reduced reduced) {
        return Tape.run(new Extreme(goal == Goal.LARGEST ? "amax" : "amin", goal, reduced), x);
    }

    private static Tensor of(String name, Goal goal, Tensor x, boolean keepDim, int... dims) {
        Reduced reduced = Reduced.of(name, x.shape(), keepDim, dims);
        goal.requireElements(name, x.shape(), reduced);
        return Tape.run(new Extreme(name, goal, reduced), x);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String onnx() {
        return goal == Goal.LARGEST ? "ReduceMax" : "ReduceMin";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        return new Tensor[] {reduced.reduce(x, x.dtype(), x.dtype(), kernel(x.dtype()))};
    }

    private Reduced.Kernel kernel(DType dtype) {
        boolean largest = goal == Goal.LARGEST;
        if (dtype != DType.BOOL) {
            return largest ? Kernels.reductions(dtype)::max : Kernels.reductions(dtype)::min;
        }
        return Truth.kernel(largest ? Truth.Question.ANY : Truth.Question.ALL);
    }

    @Override
    public long saves(int input) {
        return Op.input(0) | Op.output(0);
    }

    @Override
    public String gradientRule() {
        return "x: grad where x = out, shared evenly among ties; 0 elsewhere";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return slope(b.in(0), b.out()).gradient(b.grad());
    }

    private Slope slope(Tensor x, Tensor result) {
        Tensor extreme = reduced.restore(result, x.shape());
        Tensor reached = x.eq(extreme).logicalOr(x.isnan()).to(x.dtype()); // NaN wins, and equals nothing
        Tensor ties = Sum.over(reached, reduced);
        return new Slope(reduced, reached, t -> t.div(ties));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return slope(f.in(0), f.out()).tangent(f.tangent());
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Extreme(name, goal, reduced.moved()));
    }
}
