package dev.autograd;

import dev.autograd.engine.Tape;
import dev.autograd.kernel.Strided;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Storage;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The inputs of a check: copied for every run, so that none sees what another did to them.
final class GradcheckPoint {
    private final Tensor[] given;
    private final Object[] values; // row-major, of each input's own type
    private final int[] differentiable;

    GradcheckPoint(Tensor... given) {
        this.given = given;
        this.values = new Object[given.length];
        for (int i = 0; i < given.length; i++) {
            Tensor x = given[i];
            int at = i;
            Check.that(
                    x.dtype() != DType.FLOAT32,
                    () -> "gradcheck: input " + at + " " + x.shape() + " is float32, whose differences are too coarse"
                            + " to compare with; give float64, or let the function capture what is no input");
            values[i] = Values.flat(x, x.dtype());
        }
        differentiable = floating(given);
        Check.that(
                differentiable.length > 0,
                () -> "gradcheck: none of the " + given.length + " inputs is float64, so there is nothing to check");
    }

    /// The indices of the tensors of floating types.
    static int[] floating(Tensor... tensors) {
        return IntStream.range(0, tensors.length)
                .filter(i -> tensors[i].dtype().isFloating())
                .toArray();
    }

    /// The inputs as they were given.
    Tensor[] given() {
        return given;
    }

    /// The indices of the float64 inputs.
    int[] differentiable() {
        return differentiable;
    }

    /// The float64 ones among all inputs.
    Tensor[] differentiable(Tensor... all) {
        return Arrays.stream(differentiable).mapToObj(i -> all[i]).toArray(Tensor[]::new);
    }

    /// New leaves with the inputs' values.
    Tensor[] copies() {
        Tensor[] copies = new Tensor[given.length];
        Arrays.setAll(copies, i -> copy(given[i], values[i]));
        return copies;
    }

    /// New leaves, of which one is moved.
    Tensor[] moved(int input, double[] direction, double by) {
        double[] moved = ((double[]) values[input]).clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += by * direction[i];
        }
        Tensor[] copies = copies();
        copies[input] = copy(given[input], moved);
        return copies;
    }

    /// How far apart two moved inputs are along the direction: rounding makes it differ from what was asked
    /// for.
    static double distance(Tensor above, Tensor below, double[] direction) {
        double[] high = above.detach().toDoubleArray();
        double[] low = below.detach().toDoubleArray();
        double distance = 0;
        for (int i = 0; i < direction.length; i++) {
            distance += (high[i] - low[i]) * direction[i];
        }
        return distance;
    }

    /// A leaf with the layout of another tensor, except where elements of that share a place.
    private static Tensor copy(Tensor like, Object values) {
        Layout layout =
                like.layout().isInjective() ? like.layout() : like.shape().contiguous();
        Object array = like.dtype().newArray((int) layout.extent());
        Strided.scatter(values, 0, array, layout);
        Tensor copy = Tape.wrap(Storage.wrap(like.dtype(), array), layout);
        String name = like.name();
        if (name != null) {
            copy.named(name);
        }
        return copy.requiresGrad_(like.dtype().isFloating());
    }

    /// Which input a run has changed, and how, or null.
    @Nullable
    String change(Tensor... copies) {
        for (int i = 0; i < copies.length; i++) {
            double[] after = copies[i].detach().toDoubleArray();
            double[] before = given[i].detach().toDoubleArray();
            int at = Arrays.mismatch(before, after);
            if (at >= 0) {
                return "changed its input " + i + " " + copies[i].shape() + ", which at "
                        + GradcheckNames.index(copies[i].shape(), at) + " was " + before[at] + " and is " + after[at];
            }
        }
        return null;
    }
}
