package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.ValuesAndIndices;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Elements;
import dev.autograd.op.Op;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// The largest or smallest element along one dimension and where it is: the first of equals, and the first NaN before
/// any number. The gradient goes to the element that was chosen.
public final class ExtremeDim implements ReductionOp {
    private final String name;
    private final Goal goal;
    private final Reduced reduced;

    private ExtremeDim(String name, Goal goal, Reduced reduced) {
        this.name = name;
        this.goal = goal;
        this.reduced = reduced;
    }

    /// The largest along a dimension.
    ///
    /// @throws IllegalArgumentException when the dimension has size 0
    public static ValuesAndIndices max(Tensor x, boolean keepDim, int dim) {
        return of("max", Goal.LARGEST, x, keepDim, dim);
    }

    /// The smallest along a dimension.
    ///
    /// @throws IllegalArgumentException when the dimension has size 0
    public static ValuesAndIndices min(Tensor x, boolean keepDim, int dim) {
        return of("min", Goal.SMALLEST, x, keepDim, dim);
    }

    private static ValuesAndIndices of(String name, Goal goal, Tensor x, boolean keepDim, int dim) {
        Reduced reduced = Reduced.of(name, x.shape(), keepDim, dim);
        goal.requireElements(name, x.shape(), reduced);
        Tensor[] outputs = Tape.runAll(new ExtremeDim(name, goal, reduced), x);
        return new ValuesAndIndices(outputs[0], outputs[1]);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean differentiableOutput(int output) {
        return output == 0;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        Tensor indices = ArgExtreme.indices(x, goal, reduced);
        Reduced.Dense dense = reduced.dense(x, x.dtype());
        long[] chosen = (long[]) indices.storage().array();
        int[] places = new int[chosen.length];
        for (int i = 0; i < places.length; i++) {
            int outer = i / dense.inner();
            places[i] = dense.offset() + (outer * dense.length() + (int) chosen[i]) * dense.inner() + i % dense.inner();
        }
        Shape shape = indices.shape();
        Storage values = Storage.forResult(x.dtype(), shape.numel());
        Elements.take(dense.array(), places, values.array(), 0);
        return new Tensor[] {Tape.wrap(values, shape.contiguous()), indices};
    }

    @Override
    public long saves(int input) {
        return Op.output(1);
    }

    @Override
    public String gradientRule() {
        return "x: grad in the place that was chosen, 0 elsewhere";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Shape shape = b.inputShape(0);
        if (reduced.dims().length == 0) {
            return b.grad();
        }
        Shape kept = reduced.kept(shape);
        Tensor zeros = Tensor.zeros(shape, b.inputDtype(0));
        return zeros.scatterAdd(
                reduced.dims()[0], b.out(1).reshape(kept), b.grad().reshape(kept));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor t = f.tangent();
        if (reduced.dims().length == 0) {
            return new Tensor[] {t, null};
        }
        Tensor chosen = t.gather(reduced.dims()[0], f.out(1).reshape(reduced.kept(t.shape())));
        return new Tensor[] {chosen.reshape(f.outputShape(0)), null};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new ExtremeDim(name, goal, reduced.moved()));
    }
}
