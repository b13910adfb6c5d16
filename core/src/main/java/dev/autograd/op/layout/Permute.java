package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Check;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reorders dimensions. Gradient: the inverse order.
public final class Permute extends View {
    private final String name;
    private final int[] order;

    private Permute(String name, int[] order) {
        this.name = name;
        this.order = order;
    }

    /// Dimension `i` of the result is dimension `order[i]` of `x`.
    ///
    /// @throws IllegalArgumentException when `order` is not a reordering of all dimensions
    public static Tensor permute(Tensor x, int... order) {
        Shape shape = x.shape();
        Check.that(
                order.length == shape.rank(),
                () -> "permute: " + Arrays.toString(order) + " names " + order.length + " dimensions, but shape "
                        + shape + " has " + shape.rank());
        int[] positive = new int[order.length];
        boolean[] seen = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            int dim = Check.dim("permute", order[i], shape);
            if (seen[dim]) {
                throw new IllegalArgumentException(
                        "permute: dimension " + order[i] + " appears twice in " + Arrays.toString(order));
            }
            seen[dim] = true;
            positive[i] = dim;
        }
        return Tape.run(new Permute("permute", positive), x);
    }

    /// Swaps two dimensions.
    public static Tensor transpose(Tensor x, int dim0, int dim1) {
        Shape shape = x.shape();
        int a = Check.dim("transpose", dim0, shape);
        int b = Check.dim("transpose", dim1, shape);
        int[] order = new int[shape.rank()];
        Arrays.setAll(order, i -> i);
        if (order.length > 0) {
            order[a] = b;
            order[b] = a;
        }
        return Tape.run(new Permute("transpose", order), x);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String onnx() {
        return "Transpose";
    }

    @Override
    Layout layout(Layout input) {
        return input.permute(order);
    }

    @Override
    public String gradientRule() {
        return "x: grad with its dimensions in the order of x";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return Tape.run(new Permute(name, inverse), b.grad());
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        int[] moved = new int[order.length + 1];
        for (int i = 0; i < order.length; i++) {
            moved[i + 1] = order[i] + 1;
        }
        return b.run(new Permute(name, moved));
    }
}
