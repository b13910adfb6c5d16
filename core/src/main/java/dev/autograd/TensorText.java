package dev.autograd;

import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Locale;

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
        return new TensorText(tensor).write();
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
            visit(new long[tensor.dim()], 0, range);
            if (range.whole && range.largest < 1e8) {
                format = "%.0f.";
            } else if (range.largest >= 1e8 || (range.smallest < 1e-4 && range.smallest > 0)
                    || range.largest / range.smallest > 1e5) {
                format = "%.4e";
            } else {
                format = "%.4f";
            }
        }
        visit(new long[tensor.dim()], 0, value -> width = Math.max(width, element(value).length()));
    }

    /// What the shown values are like.
    private static final class Range implements java.util.function.DoubleConsumer {
        double largest;
        double smallest = Double.MAX_VALUE;
        boolean whole = true;

        @Override
        public void accept(double value) {
            double size = Math.abs(value);
            if (Double.isFinite(value)) {
                largest = Math.max(largest, size);
                smallest = size > 0 ? Math.min(smallest, size) : smallest;
                whole &= value == Math.rint(value);
            }
        }
    }

    private void visit(long[] index, int dim, java.util.function.DoubleConsumer each) {
        if (dim == index.length) {
            each.accept(tensor.get(index));
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

    private String element(double value) {
        if (tensor.dtype() == DType.BOOL) {
            return value != 0 ? "true" : "false";
        }
        if (!tensor.dtype().isFloating()) {
            return Long.toString((long) value);
        }
        if (Double.isNaN(value)) {
            return "nan";
        }
        return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : String.format(Locale.ROOT, format, value);
    }

    private void write(long[] index, int dim) {
        if (dim == index.length) {
            String shown = element(tensor.get(index));
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
