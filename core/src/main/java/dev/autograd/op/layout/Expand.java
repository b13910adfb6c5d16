package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Check;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Repeats dimensions of size 1 without copying. Gradient: summed over what was repeated.
public final class Expand extends View {
    private final Shape target;

    private Expand(Shape target) {
        this.target = target;
    }

    /// To the given sizes, where -1 keeps a size.
    ///
    /// @throws IllegalArgumentException when a size differs from an existing one that is not 1
    public static Tensor of(Tensor x, long... sizes) {
        int added = sizes.length - x.shape().rank();
        Check.that(
                added >= 0,
                () -> "expand: " + Arrays.toString(sizes) + " has fewer dimensions than shape " + x.shape());
        long[] filled = sizes.clone();
        for (int i = 0; i < filled.length; i++) {
            if (filled[i] == -1) {
                if (i < added) {
                    throw new IllegalArgumentException("expand: size -1 at the new dimension " + i + " of "
                            + Arrays.toString(sizes) + " has no existing size to keep");
                }
                filled[i] = x.shape().size(i - added);
            }
            if (filled[i] < 0) {
                throw new IllegalArgumentException("expand: size " + sizes[i] + " at position " + i + " of "
                        + Arrays.toString(sizes) + " is negative; only -1, which keeps a size, may be");
            }
        }
        return of(x, Shape.of(filled));
    }

    /// To a shape.
    public static Tensor of(Tensor x, Shape target) {
        if (x.shape().equals(target)) {
            return x;
        }
        Check.that(
                Broadcast.fits(x.shape(), target),
                () -> "expand: shape " + x.shape() + " cannot be expanded to " + target
                        + ": only dimensions of size 1 can grow");
        return Tape.run(new Expand(target), x);
    }

    @Override
    public String name() {
        return "expand";
    }

    @Override
    public String onnx() {
        return "Expand";
    }

    @Override
    Layout layout(Layout input) {
        return input.expand(target);
    }

    @Override
    public String gradientRule() {
        return "x: sum of grad over the dimensions that were expanded";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Broadcast.sumTo(b.grad(), b.inputShape(0));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return new Tensor[] {of(b.aligned(0, target.rank()), b.shape(target))};
    }
}
