package dev.autograd;

import dev.autograd.kernel.Elements;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Locale;
import java.util.function.IntConsumer;

/// Writes tensors as PyTorch prints them: nested brackets, equal widths, the middle of large tensors left out.
final class TensorText {
    private static final int THRESHOLD = 1000; // elements, from which on the middle is left out
    private static final int EDGE = 3;

    private final Tensor tensor;
    private final boolean abbreviated;
    private final StringBuilder text = new StringBuilder();
    private String format = "%s";
    private int width;

    private TensorText(Tensor tensor) {
        this.tensor = tensor;
        this.abbreviated = tensor.numel() > THRESHOLD;
    }

    static String of(Tensor tensor) {
        return tensor.isBatched()
                ? "tensor(in vmap, shape " + tensor.shape() + ", " + tensor.dtype() + ")"
                : new TensorText(tensor).write();
    }

    private String write() {
        Shape shape = tensor.shape();
        text.append("tensor(");
        if (tensor.numel() == 0) {
            text.append("[]");
        } else {
            chooseFormat();
            write(new long[shape.rank()], 0);
        }
        if (tensor.numel() == 0 || abbreviated) {
            text.append(", shape ").append(shape);
        }
        if (tensor.dtype() != DType.FLOAT32 && tensor.dtype() != DType.INT64 && tensor.dtype() != DType.BOOL) {
            text.append(", ").append(tensor.dtype());
        }
        var gradFn = tensor.gradFn();
        if (gradFn != null) {
            text.append(", gradFn ").append(gradFn.name());
        } else if (tensor.requiresGrad()) {
            text.append(", requiresGrad");
        }
        return text.append(")").toString();
    }

    private void chooseFormat() {
        if (tensor.dtype().isFloating()) {
            Range range = new Range();
            visit(
                    new long[tensor.dim()],
                    0,
                    at -> range.accept(Elements.getDouble(tensor.storage().array(), at)));
            if (range.whole && range.largest < 1e8) {
                format = "%.0f.";
            } else if (range.largest >= 1e8
                    || (range.smallest < 1e-4 && range.smallest > 0)
                    || range.largest / range.smallest > 1e5) {
                format = "%.4e";
            } else {
                format = "%.4f";
            }
        }
        visit(
                new long[tensor.dim()],
                0,
                at -> width = Math.max(width, element(at).length()));
    }

    /// What the shown values are like.
    private static final class Range {
        double largest;
        double smallest = Double.MAX_VALUE;
        boolean whole = true;

        void accept(double value) {
            double size = Math.abs(value);
            if (Double.isFinite(value)) {
                largest = Math.max(largest, size);
                smallest = size > 0 ? Math.min(smallest, size) : smallest;
                whole &= value == Math.rint(value);
            }
        }
    }

    /// Calls for the place in the storage of every element that is shown.
    private void visit(long[] index, int dim, IntConsumer each) {
        if (dim == index.length) {
            each.accept(Values.position(tensor, index));
            return;
        }
        long size = tensor.size(dim);
        for (long i = 0; i < size; i++) {
            i = skip(i, size);
            index[dim] = i;
            visit(index, dim + 1, each);
        }
    }

    private long skip(long i, long size) {
        return abbreviated && size > 2 * EDGE && i == EDGE ? size - EDGE : i;
    }

    private String element(int at) {
        Object array = tensor.storage().array();
        return switch (tensor.dtype().category()) {
            case BOOLEAN -> Boolean.toString(Elements.getLong(array, at) != 0);
            case INTEGER -> Long.toString(Elements.getLong(array, at));
            case FLOATING -> floating(Elements.getDouble(array, at));
        };
    }

    private String floating(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : String.format(Locale.ROOT, format, value);
    }

    private void write(long[] index, int dim) {
        if (dim == index.length) {
            String shown = element(Values.position(tensor, index));
            text.repeat(" ", index.length == 0 ? 0 : width - shown.length()).append(shown);
            return;
        }
        text.append('[');
        long size = tensor.size(dim);
        for (long i = 0; i < size; i++) {
            long next = skip(i, size);
            if (i > 0) {
                separate(index.length - dim - 1, dim);
            }
            if (next != i) {
                text.append("...");
                separate(index.length - dim - 1, dim);
            }
            i = next;
            index[dim] = i;
            write(index, dim + 1);
        }
        text.append(']');
    }

    private void separate(int below, int dim) {
        text.append(',');
        if (below == 0) {
            text.append(' ');
        } else {
            text.repeat('\n', Math.min(below, 2)).repeat(' ', "tensor(".length() + dim + 1);
        }
    }
}
