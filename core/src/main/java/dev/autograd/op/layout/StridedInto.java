package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// Zeros of a base's shape with the input added in the places that a view shows: the gradient of [AsStrided], which in
/// turn is its gradient.
record StridedInto(Places places) implements Op {
    @Override
    public String name() {
        return "stridedInto";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Storage storage = places.zeros(inputs[0].dtype());
        places.add(inputs[0], storage);
        return new Tensor[] {places.baseOf(storage)};
    }

    @Override
    public String gradientRule() {
        return "x: grad in the places that are written";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Tape.run(new AsStrided(places), b.grad());
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }
}
