package dev.autograd.kernel;

import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.kernel.parallel.Workers;
import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.List;

/// Feeds pointwise kernels, which only know dense runs of one type, with operands of any layout and type.
///
/// Operands that are dense over a run are passed as they are. Others are brought into a tile of that run first: a
/// repeated element is filled in, strided or differently typed elements are copied. A tile stays in the first-level
/// cache.
public final class Loops {
    private static final int TILE = 1024;
    private static final int SHORT_RUN = 16; // below it, copying whole operands is cheaper than preparing runs

    /// Elements from which several threads pay, and those of the smallest part.
    private static final int SEVERAL = 1 << 18;

    private static final int BLOCK = 1 << 14;

    private Loops() {}

    /// Whether a dense operand of shape `small` lies against one of shape `large` as whole runs worth a kernel call
    /// each: a row against a matrix, such as a bias.
    public static boolean repeatsAlong(Shape small, Shape large) {
        int added = large.rank() - small.rank();
        if (added <= 0 || small.numel() < SHORT_RUN) {
            return false;
        }
        for (int i = 0; i < small.rank(); i++) {
            if (small.size(i) != large.size(added + i)) {
                return false;
            }
        }
        return true;
    }

    /// Computes every element of a dense result from one dense operand.
    public static void run1(PointwiseKernel kernel, Object out, Object a, int ao, double[] params, int n) {
        if (n < SEVERAL) {
            kernel.run1(out, 0, a, ao, params, n);
        } else {
            Workers.shared().cut(n, BLOCK, true, (at, count) -> kernel.run1(out, at, a, ao + at, params, count));
        }
    }

    /// Computes every element of a dense result, which may be an operand, from two dense operands.
    public static void run2(
            PointwiseKernel kernel, Object out, int oo, Object a, int ao, Object b, int bo, double[] params, int n) {
        if (n < SEVERAL) {
            kernel.run2(out, oo, a, ao, b, bo, params, n);
        } else {
            Workers.shared()
                    .cut(
                            n,
                            BLOCK,
                            true,
                            (at, count) -> kernel.run2(out, oo + at, a, ao + at, b, bo + at, params, count));
        }
    }

    private static void runN(PointwiseKernel kernel, Object out, Object[] in, int[] offsets, double[] params, int n) {
        Workers.shared().cut(n, BLOCK, n >= SEVERAL, (at, count) -> {
            int[] from = offsets.clone();
            for (int i = 0; i < from.length; i++) {
                from[i] += at;
            }
            kernel.runN(out, at, in, from, params, count);
        });
    }

    /// Computes every element of a dense result of the given shape, to which the operands' layouts broadcast.
    public static void run(
            PointwiseKernel kernel, Shape shape, Object out, double[] params, Storage[] storages, Layout[] layouts) {
        int n = (int) shape.numel();
        if (n == 0) {
            return;
        }
        Object[] arrays = new Object[storages.length];
        int[] offsets = new int[storages.length];
        List<DType> types = kernel.spec().operands();
        boolean dense = true;
        for (int i = 0; i < storages.length; i++) {
            Layout layout = layouts[i];
            arrays[i] = storages[i].array();
            offsets[i] = (int) layout.offset();
            dense &= layout.isContiguous()
                    && storages[i].dtype() == types.get(i)
                    && layout.shape().numel() == n;
        }
        if (dense) {
            runN(kernel, out, arrays, offsets, params, n);
        } else {
            new Runs(kernel, shape, out, params, storages, layouts, arrays, offsets).go();
        }
    }

    /// A loop over the innermost runs of operands of mixed layout.
    private static final class Runs {
        private final PointwiseKernel kernel;
        private final List<DType> types;
        private final Object out;
        private final double[] params;
        private final Object[] arrays;
        private final int[] positions; // of the current run's first element, by operand
        private final int[][] strides; // by operand and merged dimension
        private int[] sizes; // of merged dimensions
        private final boolean[] converted;

        Runs(
                PointwiseKernel kernel,
                Shape shape,
                Object out,
                double[] params,
                Storage[] storages,
                Layout[] broadcast,
                Object[] arrays,
                int[] positions) {
            this.kernel = kernel;
            this.types = kernel.spec().operands();
            this.out = out;
            this.params = params;
            this.arrays = arrays;
            this.positions = positions;
            this.strides = new int[arrays.length][];
            this.converted = new boolean[arrays.length];
            this.sizes = new int[0];
            Layout[] layouts = new Layout[arrays.length];
            for (int i = 0; i < layouts.length; i++) {
                layouts[i] = broadcast[i].expand(shape);
                converted[i] = storages[i].dtype() != types.get(i);
            }
            merge(shape, layouts);
            if (sizes[sizes.length - 1] < SHORT_RUN && sizes.length > 1) {
                copyWhole(layouts, shape);
            }
        }

        /// Merges neighbouring dimensions that every operand walks as one.
        private void merge(Shape shape, Layout[] layouts) {
            int rank = Math.max(1, shape.rank());
            int[] merged = new int[rank];
            for (int i = 0; i < layouts.length; i++) {
                strides[i] = new int[rank];
            }
            int last = 0;
            merged[0] = 1;
            for (int d = 0; d < shape.rank(); d++) {
                int size = (int) shape.size(d);
                if (size == 1) {
                    continue;
                }
                boolean joins = merged[last] != 1;
                for (int i = 0; joins && i < layouts.length; i++) {
                    joins = strides[i][last] == layouts[i].stride(d) * size;
                }
                if (merged[last] != 1 && !joins) {
                    merged[++last] = 1;
                }
                merged[last] *= size;
                for (int i = 0; i < layouts.length; i++) {
                    strides[i][last] = (int) layouts[i].stride(d);
                }
            }
            sizes = java.util.Arrays.copyOf(merged, last + 1);
        }

        /// Replaces operands that are not dense by whole dense copies, so that there is one long run.
        private void copyWhole(Layout[] layouts, Shape shape) {
            int n = (int) shape.numel();
            for (int i = 0; i < layouts.length; i++) {
                if (converted[i] || !layouts[i].isContiguous()) {
                    Object copy = types.get(i).newArray(n);
                    Strided.gather(arrays[i], layouts[i], copy, 0);
                    arrays[i] = copy;
                    positions[i] = 0;
                    converted[i] = false;
                }
                strides[i] = new int[] {1};
            }
            sizes = new int[] {n};
        }

        void go() {
            int inner = sizes.length - 1;
            int length = sizes[inner];
            int[] index = new int[inner];
            int at = 0;
            Tiles tiles = new Tiles(length);
            while (true) {
                tiles.run(at);
                at += length;
                int d = inner - 1;
                while (d >= 0) {
                    advance(d, 1);
                    if (++index[d] < sizes[d]) {
                        break;
                    }
                    advance(d, -sizes[d]);
                    index[d--] = 0;
                }
                if (d < 0) {
                    return;
                }
            }
        }

        private void advance(int d, int by) {
            for (int i = 0; i < positions.length; i++) {
                positions[i] += by * strides[i][d];
            }
        }

        /// The buffers that stand in for operands that are not dense over a run.
        private final class Tiles {
            private final int length;
            private final int chunk;
            private final Object[] feed;
            private final int[] offsets;
            private final int[] filled; // position of the element a tile repeats

            Tiles(int length) {
                this.length = length;
                this.feed = new Object[arrays.length];
                this.offsets = new int[arrays.length];
                this.filled = new int[arrays.length];
                boolean any = false;
                for (int i = 0; i < feed.length; i++) {
                    any |= needsTile(i);
                }
                chunk = any ? Math.min(length, TILE) : length;
                for (int i = 0; i < feed.length; i++) {
                    feed[i] = needsTile(i) ? types.get(i).newArray(chunk) : arrays[i];
                    filled[i] = -1;
                }
            }

            private int step(int i) {
                return strides[i][sizes.length - 1];
            }

            private boolean needsTile(int i) {
                return converted[i] || (step(i) != 1 && length > 1);
            }

            void run(int at) {
                for (int done = 0; done < length; done += chunk) {
                    int n = Math.min(chunk, length - done);
                    for (int i = 0; i < feed.length; i++) {
                        int position = positions[i] + done * step(i);
                        if (!needsTile(i)) {
                            offsets[i] = position;
                        } else if (step(i) != 0) {
                            Elements.copy(arrays[i], position, step(i), feed[i], 0, n);
                        } else if (filled[i] != position) {
                            Elements.copy(arrays[i], position, 0, feed[i], 0, chunk);
                            filled[i] = position;
                        }
                    }
                    kernel.runN(out, at + done, feed, offsets, params, n);
                }
            }
        }
    }
}
