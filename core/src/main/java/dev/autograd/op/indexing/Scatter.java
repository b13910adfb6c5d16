package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Elements;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// Writes elements to where an index points: along the second of two dimensions `out[i][index[i][j]] = source[i][j]`.
/// Of several that point to one place the last in row-major order stays.
///
/// Gradient: the result's with zeros where something was written for the tensor written to, and gathered from it for
/// what is written, with zeros for what was overwritten again.
public final class Scatter implements Op {
    private final Axis axis;

    private Scatter(Axis axis) {
        this.axis = axis;
    }

    /// A copy of `x` with elements of `source` where `index` points along a dimension.
    ///
    /// @param index integers, with as many dimensions as `x` and nowhere larger than `source`, nor than `x` but in
    /// `dim`
    /// @throws IllegalArgumentException when shapes or types do not fit
    /// @throws IndexOutOfBoundsException when there is no such dimension, or an index is outside it
    public static Tensor of(Tensor x, int dim, Tensor index, Tensor source) {
        return Tape.run(new Scatter(Along.check("scatter", x, dim, index, source)), x, source, index);
    }

    /// A copy of `x` with one value where `index` points along a dimension.
    ///
    /// @throws IllegalArgumentException when shapes do not fit or `index` holds no integers
    /// @throws IndexOutOfBoundsException when there is no such dimension, or an index is outside it
    public static Tensor of(Tensor x, int dim, Tensor index, double value) {
        Axis axis = Along.check("scatter", x, dim, index);
        return Tape.run(new Scatter(axis), x, Tensor.full(index.shape(), value, x.dtype()), index);
    }

    @Override
    public String name() {
        return "scatter";
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
        int[] places = Indices.places("scatter", x.shape(), axis, inputs[2]);
        Storage out = Indices.copy(x);
        Tensor part = Along.part(inputs[1], inputs[2].shape());
        Elements.put(part.storage().array(), (int) part.layout().offset(), out.array(), places);
        return new Tensor[] {Tape.wrap(out, x.shape().contiguous())};
    }

    @Override
    public long saves(int input) {
        return Op.input(2);
    }

    @Override
    public String gradientRule() {
        return """
                x: grad, 0 where source was written
                source: grad where it was written""";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor index = b.in(2);
        if (input == 0) {
            return of(b.grad(), axis.dim(), index, 0);
        }
        Tensor stayed = Tape.run(new Stayed(b.outputShape(0), axis), index).to(b.inputDtype(1));
        return Along.whole(Gather.of(b.grad(), axis.dim(), index).mul(stayed), b.inputShape(1));
    }

    /// The tangents are written alike, zeros where the source does not move.
    @Override
    public Tensor[] jvp(Forward f) {
        Tensor x = f.outputTangent(0);
        Tensor source = f.tangent(1);
        Tensor index = f.in(2);
        return new Tensor[] {source == null ? of(x, axis.dim(), index, 0) : Tape.run(this, x, source, index)};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        Tensor all =
                Tape.run(new Scatter(axis.behindExamples()), Examples.of(b, 0), Examples.of(b, 1), Examples.of(b, 2));
        return new Tensor[] {all.reshape(b.shape(b.example(0).shape()))};
    }

    /// Which elements of an index are not overwritten by a later one that points to the same place.
    private record Stayed(Shape shape, Axis axis) implements Op {
        @Override
        public String name() {
            return "scatterStayed";
        }

        @Override
        public boolean differentiable(int input) {
            return false;
        }

        @Override
        public Tensor[] forward(Tensor[] inputs) {
            Tensor index = inputs[0];
            int[] places = Indices.places("scatter", shape, axis, index);
            boolean[] taken = new boolean[(int) shape.numel()];
            boolean[] stayed = new boolean[places.length];
            for (int i = places.length - 1; i >= 0; i--) {
                stayed[i] = !taken[places[i]];
                taken[places[i]] = true;
            }
            return new Tensor[] {
                Tape.wrap(Storage.wrap(DType.BOOL, stayed), index.shape().contiguous())
            };
        }

        @Override
        public Tensor[] vmap(Batch b) {
            Shape all = b.shape(shape.rank() == 0 ? Shape.of(1) : shape);
            Tensor stayed = Tape.run(new Stayed(all, axis.behindExamples()), Examples.of(b, 0));
            return new Tensor[] {stayed.reshape(b.shape(b.example(0).shape()))};
        }
    }
}
