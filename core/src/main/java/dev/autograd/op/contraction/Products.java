package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.kernel.Elements;
import dev.autograd.kernel.Gemm;
import dev.autograd.kernel.Kernels;
import dev.autograd.kernel.Strided;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Layout;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// One matrix product as the kernels want it, from operands of any strides.
final class Products {
    private Products() {}

    /// Writes the product of the matrices that two layouts show to `out`, row-major from `offset`.
    static void matrix(Tensor a, Layout aLayout, Tensor b, Layout bLayout, Storage out, int offset) {
        matrix(a, aLayout, b, bLayout, null, out, offset);
    }

    /// As above, starting every row from `bias`, a vector.
    static void matrix(
            Tensor a, Layout aLayout, Tensor b, Layout bLayout, @Nullable Tensor bias, Storage out, int offset) {
        if (!out.dtype().isFloating()) {
            integers(a, aLayout, b, bLayout, out, offset);
            return;
        }
        Gemm<Object> gemm = Kernels.floating(out.dtype()).gemm();
        int N = (int) bLayout.shape().size(1);
        Tensor init = bias == null ? null : Copy.dense(bias);
        gemm.gemm(
                (int) aLayout.shape().size(0),
                N,
                (int) aLayout.shape().size(1),
                a.storage().array(),
                (int) aLayout.offset(),
                (int) aLayout.stride(0),
                (int) aLayout.stride(1),
                b.storage().array(),
                (int) bLayout.offset(),
                (int) bLayout.stride(0),
                (int) bLayout.stride(1),
                init == null ? null : init.storage().array(),
                init == null ? 0 : (int) init.layout().offset(),
                0,
                out.array(),
                offset,
                N);
    }

    /// Integers are multiplied exactly, modulo their size, by the definition: nobody needs them fast.
    private static void integers(Tensor a, Layout aLayout, Tensor b, Layout bLayout, Storage out, int offset) {
        long[] x = longs(a, aLayout);
        long[] y = longs(b, bLayout);
        int M = (int) aLayout.shape().size(0);
        int K = (int) aLayout.shape().size(1);
        int N = (int) bLayout.shape().size(1);
        for (int i = 0; i < M; i++) {
            for (int j = 0; j < N; j++) {
                long sum = 0;
                for (int k = 0; k < K; k++) {
                    sum += x[i * K + k] * y[k * N + j];
                }
                Elements.set(out.array(), offset + i * N + j, sum);
            }
        }
    }

    private static long[] longs(Tensor tensor, Layout layout) {
        long[] values = new long[(int) layout.shape().numel()];
        Strided.gather(tensor.storage().array(), layout, values, 0);
        return values;
    }
}
