package dev.autograd.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The sizes of a tensor's dimensions, outermost first. A scalar has none.
///
/// Immutable, and compared by value; code on a hot path compares by identity first, since the result of a pointwise
/// operator shares the shape object of its operand.
public final class Shape {
    /// The shape of a tensor with one element and no dimensions.
    public static final Shape SCALAR = new Shape(new long[0]);

    private final long[] sizes;
    private final long numel;
    private @Nullable Layout contiguous;

    private Shape(long[] sizes) {
        this.sizes = sizes;
        this.numel = product(sizes);
    }

    /// The shape of the given sizes.
    ///
    /// @throws IllegalArgumentException when a size is negative or their product does not fit in 63 bits
    public static Shape of(long... sizes) {
        return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
    }

    private static long product(long[] sizes) {
        long product = 1;
        boolean empty = false;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 0) {
                throw new IllegalArgumentException(
                        "shape " + text(sizes) + ": size " + sizes[i] + " of dimension " + i + " is negative");
            }
            empty |= sizes[i] == 0;
        }
        if (empty) {
            return 0;
        }
        for (long size : sizes) {
            if (Math.multiplyHigh(product, size) != 0 || (product *= size) < 0) {
                throw new IllegalArgumentException(
                        "shape " + text(sizes) + ": the number of elements does not fit in 63 bits");
            }
        }
        return product;
    }

    /// The number of dimensions.
    public int rank() {
        return sizes.length;
    }

    /// The size of one dimension; negative dimensions count from the end.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    public long size(int dim) {
        int i = dim < 0 ? dim + sizes.length : dim;
        if (i < 0 || i >= sizes.length) {
            throw new IndexOutOfBoundsException("size: dimension " + dim + " of shape " + this
                    + (sizes.length == 0 ? " does not exist: a scalar has none" : " is not in " + range(sizes.length)));
        }
        return sizes[i];
    }

    /// The number of elements: the product of the sizes, 1 for a scalar.
    public long numel() {
        return numel;
    }

    /// A copy of the sizes.
    public long[] sizes() {
        return sizes.clone();
    }

    /// This shape with another size in one dimension, which is counted from the front.
    public Shape with(int dim, long size) {
        long[] changed = sizes.clone();
        changed[dim] = size;
        return new Shape(changed);
    }

    /// The dense row-major layout of this shape at offset 0, always the same object.
    public Layout contiguous() {
        Layout layout = contiguous;
        if (layout == null) {
            layout = new Layout(this, Layout.rowMajorStrides(this), 0);
            contiguous = layout; // a race only makes an equal object twice
        }
        return layout;
    }

    /// The valid dimensions of a tensor of that rank, as text for errors. A scalar accepts -1 and 0, as in PyTorch.
    public static String range(int rank) {
        int n = Math.max(rank, 1);
        return "[" + -n + ", " + (n - 1) + "]";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Shape shape && numel == shape.numel && hasSizes(shape.sizes));
    }

    /// Whether these are the sizes, given that their product is the same. A loop, since there are few: to prepare a
    /// comparison as vectors takes longer.
    private boolean hasSizes(long[] others) {
        if (sizes.length != others.length) {
            return false;
        }
        if (sizes.length == 1) {
            return true;
        }
        for (int i = 0; i < others.length; i++) {
            if (sizes[i] != others[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /// For example `(2, 3)`, and `()` for a scalar.
    @Override
    public String toString() {
        return text(sizes);
    }

    private static String text(long[] sizes) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < sizes.length; i++) {
            text.append(i == 0 ? "" : ", ").append(sizes[i]);
        }
        return text.append(")").toString();
    }
}
