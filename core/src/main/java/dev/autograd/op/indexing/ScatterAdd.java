package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Elements;
import dev.autograd.op.Op;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// Adds elements to where an index points: along the second of two dimensions `out[i][index[i][j]] += source[i][j]`.
/// What points to one place adds up. Gradient: the result's for the tensor added to, and gathered from it for what is
/// added.
public final class ScatterAdd implements Op {
    private final Axis axis;

    private ScatterAdd(Axis axis) {
        this.axis = axis;
    }

    /// A copy of `x` with elements of `source` added where `index` points along a dimension.
    ///
    /// @param index integers, with as many dimensions as `x` and nowhere larger than `source`, nor than `x` but in
    /// `dim`
    /// @throws IllegalArgumentException when shapes or types do not fit
    /// @throws IndexOutOfBoundsException when there is no such dimension, or an index is outside it
    public static Tensor of(Tensor x, int dim, Tensor index, Tensor source) {
        return Tape.run(new ScatterAdd(Along.check("scatterAdd", x, dim, index, source)), x, source, index);
    }

    @Override
    public String name() {
        return "scatterAdd";
    }

    @Override
    public String onnx() {
        return "ScatterElements";
    }

    @Override
    public boolean differentiable(int input) {
        return input < 2;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        int[] places = Indices.places("scatterAdd", x.shape(), axis, inputs[2]);
        Storage out = Indices.copy(x);
        Tensor part = Along.part(inputs[1], inputs[2].shape());
        Elements.putAdd(part.storage().array(), (int) part.layout().offset(), out.array(), places);
        return new Tensor[] {Tape.wrap(out, x.shape().contiguous())};
    }

    @Override
    public long saves(int input) {
        return input == 1 ? Op.input(2) : 0;
    }

    @Override
    public String gradientRule() {
        return """
                x: grad
                source: grad in the places that it was added to""";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return input == 0 ? b.grad() : Along.whole(Gather.of(b.grad(), axis.dim(), b.in(2)), b.inputShape(1));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor source = f.tangent(1);
        return new Tensor[] {source == null ? f.tangent(0) : Tape.run(this, f.outputTangent(0), source, f.in(2))};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        Tensor all = Tape.run(
                new ScatterAdd(axis.behindExamples()), Examples.of(b, 0), Examples.of(b, 1), Examples.of(b, 2));
        return new Tensor[] {all.reshape(b.shape(b.example(0).shape()))};
    }
}
