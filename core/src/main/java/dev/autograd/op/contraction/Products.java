package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.kernel.Elements;
import dev.autograd.kernel.Kernels;
import dev.autograd.kernel.Strided;
import dev.autograd.kernel.parallel.Workers;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Matrix products as the kernels want them, from operands of any strides.
final class Products {
    /// Multiplications that are worth several threads: one matrix of as many is cut by its kernel, and a stack of
    /// smaller ones here.
    private static final long MANY = 1L << 22;

    private Products() {}

    /// Writes the product of the matrices that two layouts show to `out`, row-major.
    static void matrix(Tensor a, Layout left, Tensor b, Layout right, Storage out) {
        product(a, left, (int) left.offset(), b, right, (int) right.offset(), null, out, 0);
    }

    /// As above, starting every row from `bias`, a vector or null for zeros. The types are floating.
    static void affine(Tensor a, Layout left, Tensor b, Layout right, @Nullable Tensor bias, Storage out) {
        Tensor init = bias == null ? null : Copy.dense(bias);
        product(a, left, (int) left.offset(), b, right, (int) right.offset(), init, out, 0);
    }

    /// Writes the products of two stacks of equally many matrices, the last two dimensions, to `out`, one after the
    /// other.
    static void matrices(Tensor a, Layout left, Tensor b, Layout right, Storage out) {
        int[] leftStarts = starts(left);
        int[] rightStarts = starts(right);
        Layout m = matrix(left);
        Layout n = matrix(right);
        int step = (int) (m.shape().size(0) * n.shape().size(1));
        boolean many = step * m.shape().size(1) * leftStarts.length >= MANY
                && step * m.shape().size(1) < MANY;
        Workers.shared().cut(leftStarts.length, 1, many, (from, count) -> {
            for (int i = from; i < from + count; i++) {
                product(a, m, leftStarts[i], b, n, rightStarts[i], null, out, i * step);
            }
        });
    }

    /// The last two dimensions of a stack's layout.
    private static Layout matrix(Layout stack) {
        int rank = stack.shape().rank();
        Shape shape = Shape.of(stack.shape().size(rank - 2), stack.shape().size(rank - 1));
        return Layout.of(shape, new long[] {stack.stride(rank - 2), stack.stride(rank - 1)}, stack.offset());
    }

    /// Where each matrix of a stack starts, in row-major order of the dimensions in front.
    private static int[] starts(Layout stack) {
        int dims = stack.shape().rank() - 2;
        int count = 1;
        for (int dim = 0; dim < dims; dim++) {
            count *= (int) stack.shape().size(dim);
        }
        int[] starts = new int[count];
        Arrays.fill(starts, (int) stack.offset());
        int block = 1; // matrices below one index of the dimension
        for (int dim = dims - 1; dim >= 0 && count > 0; dim--) {
            int size = (int) stack.shape().size(dim);
            int stride = (int) stack.stride(dim);
            for (int i = 0; i < count; i++) {
                starts[i] += i / block % size * stride;
            }
            block *= size;
        }
        return starts;
    }

    private static void product(
            Tensor a,
            Layout left,
            int leftStart,
            Tensor b,
            Layout right,
            int rightStart,
            @Nullable Tensor init,
            Storage out,
            int at) {
        int M = (int) left.shape().size(0);
        int K = (int) left.shape().size(1);
        int N = (int) right.shape().size(1);
        if (!out.dtype().isFloating()) {
            long[] x = longs(a, Layout.of(left.shape(), left.strides(), leftStart));
            long[] y = longs(b, Layout.of(right.shape(), right.strides(), rightStart));
            integers(x, y, M, K, N, out, at);
            return;
        }
        Kernels.floating(out.dtype())
                .gemm()
                .gemm(
                        M,
                        N,
                        K,
                        a.storage().array(),
                        leftStart,
                        (int) left.stride(0),
                        (int) left.stride(1),
                        b.storage().array(),
                        rightStart,
                        (int) right.stride(0),
                        (int) right.stride(1),
                        init == null ? null : init.storage().array(),
                        init == null ? 0 : (int) init.layout().offset(),
                        0,
                        out.array(),
                        at,
                        N);
    }

    /// Integers are multiplied exactly, modulo their size, by the definition: nobody needs them fast.
    private static void integers(long[] x, long[] y, int M, int K, int N, Storage out, int at) {
        for (int i = 0; i < M; i++) {
            for (int j = 0; j < N; j++) {
                long sum = 0;
                for (int k = 0; k < K; k++) {
                    sum += x[i * K + k] * y[k * N + j];
                }
                Elements.set(out.array(), at + i * N + j, sum);
            }
        }
    }

    private static long[] longs(Tensor tensor, Layout layout) {
        long[] values = new long[(int) layout.shape().numel()];
        Strided.gather(tensor.storage().array(), layout, values, 0);
        return values;
    }
}
