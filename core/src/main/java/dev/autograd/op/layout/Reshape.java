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

/// The same elements in the same order under another shape. Gradient: reshaped back.
public final class Reshape extends View {
    private final String name;
    private final Shape target;

    private Reshape(String name, Shape target) {
        this.name = name;
        this.target = target;
    }

    /// As `view`: never copies.
    ///
    /// @throws IllegalArgumentException when the element counts differ or the strides do not allow it
    public static Tensor view(Tensor x, long... sizes) {
        Shape target = infer("view", x.shape(), sizes);
        if (x.layout().view(target) == null) {
            throw new IllegalArgumentException("view: shape " + x.shape() + " with strides "
                    + Arrays.toString(x.layout().strides()) + " cannot be seen as " + target
                    + " without a copy; use reshape, which copies when it must");
        }
        return Tape.run(new Reshape("view", target), x);
    }

    /// As `reshape`: the tensor itself when it has that shape, a view where the strides allow one, a copy
    /// otherwise.
    ///
    /// @throws IllegalArgumentException when the element counts differ
    public static Tensor reshape(Tensor x, long... sizes) {
        Shape target = infer("reshape", x.shape(), sizes);
        return x.shape().equals(target) ? x : to("reshape", x, target);
    }

    /// As `reshape`, to a shape that must hold as many elements.
    public static Tensor reshape(Tensor x, Shape target) {
        return x.shape().equals(target) ? x : reshape(x, target.sizes());
    }

    /// As `flatten`: dimensions `start` to `end`, both included, become one.
    public static Tensor flatten(Tensor x, int start, int end) {
        Shape shape = x.shape();
        int first = Check.dim("flatten", start, shape);
        int last = Check.dim("flatten", end, shape);
        Check.that(
                first <= last,
                () -> "flatten: start dimension " + start + " comes after end dimension " + end + " of shape " + shape);
        if (shape.rank() == 0) {
            return to("flatten", x, Shape.of(1));
        }
        long[] sizes = new long[shape.rank() - (last - first)];
        long merged = 1;
        for (int i = 0; i < shape.rank(); i++) {
            if (i < first) {
                sizes[i] = shape.size(i);
            } else if (i > last) {
                sizes[i - (last - first)] = shape.size(i);
            } else {
                merged *= shape.size(i);
            }
        }
        sizes[first] = merged;
        return to("flatten", x, Shape.of(sizes));
    }

    private static Tensor to(String name, Tensor x, Shape target) {
        Tensor source = x.layout().view(target) == null ? x.contiguous() : x;
        return Tape.run(new Reshape(name, target), source);
    }

    /// Fills in a size given as -1.
    static Shape infer(String op, Shape shape, long[] sizes) {
        long[] known = sizes.clone();
        int unknown = -1;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1) {
                Check.that(
                        unknown < 0,
                        () -> op + ": only one size can be -1, but " + Arrays.toString(sizes) + " has several");
                unknown = i;
                known[i] = 1;
            } else {
                if (sizes[i] < 0) {
                    throw new IllegalArgumentException(op + ": size " + sizes[i] + " at position " + i + " of "
                            + Arrays.toString(sizes) + " is negative");
                }
            }
        }
        if (unknown >= 0) {
            long others = Shape.of(known).numel();
            Check.that(
                    others != 0,
                    () -> op + ": " + Arrays.toString(sizes) + " of shape " + shape
                            + " is ambiguous, since -1 could be any size");
            Check.that(shape.numel() % others == 0, () -> mismatch(op, shape, sizes));
            known[unknown] = shape.numel() / others;
            return Shape.of(known);
        }
        Shape target = Shape.of(sizes);
        Check.that(target.numel() == shape.numel(), () -> mismatch(op, shape, sizes));
        return target;
    }

    private static String mismatch(String op, Shape shape, long[] sizes) {
        return op + ": shape " + shape + " has " + shape.numel() + " elements, which do not fit "
                + Arrays.toString(sizes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String onnx() {
        return "Reshape";
    }

    @Override
    Layout layout(Layout input) {
        Layout layout = input.view(target);
        if (layout == null) {
            throw new IllegalStateException(name + ": " + input + " has no view of shape " + target);
        }
        return layout;
    }

    @Override
    public String gradientRule() {
        return "x: grad in the shape of x";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return b.grad().reshape(b.inputShape(0));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return new Tensor[] {f.tangent().reshape(target)};
    }

    /// A view again: strides that let one example be seen as the target let all of them.
    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Reshape(name, b.shape(target)));
    }
}
