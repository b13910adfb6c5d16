package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.op.Op;
import dev.autograd.value.Layout;
import org.jspecify.annotations.Nullable;

/// What a view shows of its base, as a function of the base: how a view depends on its base after an in-place operation
/// on it or another view, whatever operators had made the view. Gradient: zeros of the base's shape with the gradient
/// added in the places that the view shows.
public final class AsStrided implements Op {
    private final Places places;

    /// The view's elements as a function of the base's.
    ///
    /// @param base the base's layout
    /// @param view the view's, in the same storage and showing no more of it
    public AsStrided(Layout base, Layout view) {
        this(Places.of(base, view));
    }

    AsStrided(Places places) {
        this.places = places;
    }

    @Override
    public String name() {
        return "asStrided";
    }

    @Override
    public OperatorFamily family() {
        return OperatorFamily.VIEW;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        return new Tensor[] {places.viewOf(places.spread(inputs[0]))};
    }

    @Override
    public String gradientRule() {
        return "x: grad added in the places that were shown, 0 elsewhere";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Tape.run(new StridedInto(places), b.grad());
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }
}
