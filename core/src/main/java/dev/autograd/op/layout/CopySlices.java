package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// A base with other values in the places that a view shows: what an in-place operation on the view makes of the base.
/// Gradient: the result's with zeros in these places for the old base, and what it holds in them for the values.
public final class CopySlices implements Op {
    private final String name;
    private final Places places;

    /// The new base as a function of the old one and of the view's values.
    ///
    /// @param name `copySlices`, or what has overwritten the base as a whole
    /// @param base the base's layout, whose elements do not overlap
    /// @param view the view's, in the same storage, showing no more of it, and not overlapping either
    public CopySlices(String name, Layout base, Layout view) {
        this(name, Places.of(base, view));
    }

    private CopySlices(String name, Places places) {
        this.name = name;
        this.places = places;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Storage storage = places.spread(inputs[0]);
        places.put(inputs[1], storage);
        return new Tensor[] {places.baseOf(storage)};
    }

    @Override
    public String gradientRule() {
        return """
                x: grad, 0 where y was written
                y: grad where it was written""";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor g = b.grad();
        if (input == 1) {
            return Tape.run(new AsStrided(places), g);
        }
        if (places.isWhole()) {
            return Tensor.zerosLike(g);
        }
        Shape view = places.view().shape();
        return Tape.run(new CopySlices("copySlices", places), g, Tensor.zeros(view, g.dtype()));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor values = f.tangent(1);
        Tensor moved = values != null ? values : Tensor.zeros(places.view().shape(), f.outputDtype(0));
        return Tape.runAll(this, f.outputTangent(0), moved);
    }
}
