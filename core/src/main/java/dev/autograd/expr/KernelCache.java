package dev.autograd.expr;

import dev.autograd.value.DType;
import java.lang.reflect.Array;

/// Kernels by formula and type.
public final class KernelCache {
    private static final KernelCache SHARED = new KernelCache();

    private KernelCache() {}

    /// The cache of this process.
    public static KernelCache shared() {
        return SHARED;
    }

    /// The kernel of a formula.
    public PointwiseKernel get(Expr e, DType compute, DType result) {
        Interpreter interpreter = Interpreter.of(e);
        return new PointwiseKernel() {
            @Override
            public void run(Object out, int oo, Object[] in, int[] offsets, double[] params, int n) {
                double[] reals = new double[in.length];
                long[] integers = new long[in.length];
                for (int i = 0; i < n; i++) {
                    for (int k = 0; k < in.length; k++) {
                        if (compute == DType.BOOL) {
                            integers[k] = Array.getBoolean(in[k], offsets[k] + i) ? 1 : 0;
                        } else if (compute.isFloating()) {
                            reals[k] = Array.getDouble(in[k], offsets[k] + i);
                        } else {
                            integers[k] = Array.getLong(in[k], offsets[k] + i);
                        }
                    }
                    double value = compute.isFloating()
                            ? interpreter.real(reals, params)
                            : interpreter.integer(compute, integers, params);
                    switch (out) {
                        case float[] a -> a[oo + i] = (float) value;
                        case double[] a -> a[oo + i] = value;
                        case long[] a -> a[oo + i] = (long) value;
                        case int[] a -> a[oo + i] = (int) value;
                        case boolean[] a -> a[oo + i] = value != 0;
                        default -> throw new IllegalArgumentException();
                    }
                }
            }
        };
    }
}
