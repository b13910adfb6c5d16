package dev.autograd.kernel;

import dev.autograd.value.Layout;
import dev.autograd.value.Shape;

/// Walks layouts: copies elements between a strided layout and dense row-major order.
public final class Strided {
    private Strided() {}

    /// Copies the elements that `layout` shows of `from` densely to `to` from `at`, converting between element
    /// types.
    public static void gather(Object from, Layout layout, Object to, int at) {
        if (layout.shape().numel() == 0) {
            return; // the offset of nothing may be anywhere
        }
        if (layout.isContiguous()) {
            Elements.copy(
                    from, (int) layout.offset(), 1, to, at, (int) layout.shape().numel());
            return;
        }
        Rows rows = new Rows(layout);
        for (int row = 0; row < rows.count; row++) {
            Elements.copy(from, rows.position, rows.step, to, at + row * rows.length, rows.length);
            rows.next();
        }
    }

    /// Copies dense elements of `from` from `offset` to the places that `layout` shows of `to`; both are of one
    /// type.
    public static void scatter(Object from, int offset, Object to, Layout layout) {
        if (layout.shape().numel() == 0) {
            return; // as above
        }
        if (layout.isContiguous()) {
            System.arraycopy(from, offset, to, (int) layout.offset(), (int)
                    layout.shape().numel());
            return;
        }
        Rows rows = new Rows(layout);
        for (int row = 0; row < rows.count; row++) {
            Elements.spread(from, offset + row * rows.length, to, rows.position, rows.step, rows.length);
            rows.next();
        }
    }

    /// The innermost rows of a layout one after another, with neighbouring dimensions merged where their strides
    /// allow.
    private static final class Rows {
        final int count;
        final int length;
        final int step;
        int position;
        private final int[] sizes;
        private final int[] strides;
        private final int[] index;

        Rows(Layout layout) {
            Shape shape = layout.shape();
            int[] mergedSizes = new int[Math.max(1, shape.rank())];
            int[] mergedStrides = new int[mergedSizes.length];
            mergedSizes[0] = 1;
            int last = 0;
            for (int i = 0; i < shape.rank(); i++) {
                int size = (int) shape.size(i);
                int stride = (int) layout.stride(i);
                if (size == 1) {
                    continue;
                }
                if (mergedSizes[last] == 1) {
                    mergedSizes[last] = size;
                    mergedStrides[last] = stride;
                } else if (mergedStrides[last] == stride * size) {
                    mergedSizes[last] *= size;
                    mergedStrides[last] = stride;
                } else {
                    mergedSizes[++last] = size;
                    mergedStrides[last] = stride;
                }
            }
            this.sizes = mergedSizes;
            this.strides = mergedStrides;
            this.index = new int[last];
            this.length = mergedSizes[last];
            this.step = mergedStrides[last];
            this.count = length == 0 ? 0 : (int) (shape.numel() / length);
            this.position = (int) layout.offset();
        }

        void next() {
            for (int d = index.length - 1; d >= 0; d--) {
                position += strides[d];
                if (++index[d] < sizes[d]) {
                    return;
                }
                position -= sizes[d] * strides[d];
                index[d] = 0;
            }
        }
    }
}
