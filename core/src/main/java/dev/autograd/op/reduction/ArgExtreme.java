package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.kernel.Reductions;
import dev.autograd.value.DType;

/// Where the largest or smallest element is: the first of equals, and the first NaN before any number. Without a
/// gradient.
public final class ArgExtreme implements ReductionOp {
    private final Goal goal;
    private final Reduced reduced;

    private ArgExtreme(Goal goal, Reduced reduced) {
        this.goal = goal;
        this.reduced = reduced;
    }

    /// The index of the largest element along a dimension, or in the flattened tensor when no dimension is given.
    ///
    /// @throws IllegalArgumentException when there is no element
    public static Tensor argmax(Tensor x, boolean keepDim, int... dim) {
        return of(Goal.LARGEST, x, keepDim, dim);
    }

    /// The index of the smallest element along a dimension, or in the flattened tensor when no dimension is given.
    ///
    /// @throws IllegalArgumentException when there is no element
    public static Tensor argmin(Tensor x, boolean keepDim, int... dim) {
        return of(Goal.SMALLEST, x, keepDim, dim);
    }

    private static Tensor of(Goal goal, Tensor x, boolean keepDim, int... dims) {
        String name = name(goal);
        Reduced reduced = Reduced.of(name, x.shape(), keepDim, dims);
        goal.requireElements(name, x.shape(), reduced);
        return Tape.run(new ArgExtreme(goal, reduced), x);
    }

    private static String name(Goal goal) {
        return goal == Goal.LARGEST ? "argmax" : "argmin";
    }

    @Override
    public String name() {
        return name(goal);
    }

    @Override
    public String onnx() {
        return goal == Goal.LARGEST ? "ArgMax" : "ArgMin";
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        return new Tensor[] {indices(inputs[0], goal, reduced)};
    }

    /// Positions in the reduced dimension, int64.
    static Tensor indices(Tensor x, Goal goal, Reduced reduced) {
        DType read = Sum.readType(x.dtype());
        Reductions<Object, Object> kernels = Kernels.reductions(read);
        return reduced.reduce(
                x,
                read,
                DType.INT64,
                goal == Goal.LARGEST
                        ? (from, offset, to, at, outer, length, inner) ->
                                kernels.argmax(from, offset, (long[]) to, at, outer, length, inner)
                        : (from, offset, to, at, outer, length, inner) ->
                                kernels.argmin(from, offset, (long[]) to, at, outer, length, inner));
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new ArgExtreme(goal, reduced.moved()));
    }
}
