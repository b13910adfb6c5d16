package dev.autograd.expr.codegen;

import dev.autograd.value.DType;
import java.lang.reflect.Array;
import java.util.Random;

/// Arrays to test kernels with: special values first, then ordinary ones and random bit patterns.
final class Samples {
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        -3.5,
        0.49999997,
        0.9999999,
        1.0000001,
        3.925,
        8388607.5,
        -8388607.5,
        8388609,
        4194303.5,
        16777217,
        1e6,
        1000000.06,
        -1e10,
        1e30,
        -1e30,
        88.72,
        88.73,
        -87.4,
        -103.97,
        -103.98,
        -104.1,
        89.41,
        89.42,
        127.99,
        128,
        -126,
        -149,
        -149.5,
        -150,
        -17,
        20,
        -20.5
    };

    private Samples() {}

    /// An array of the type with `n` elements, which the seed decides.
    static Object array(DType type, int n, long seed) {
        Random random = new Random(seed);
        Object array = type.newArray(n);
        for (int i = 0; i < n; i++) {
            switch (array) {
                case boolean[] x -> x[i] = random.nextBoolean();
                case int[] x -> x[i] = i % 3 == 0 ? random.nextInt() : random.nextInt(9) - 4;
                case long[] x -> x[i] = i % 3 == 0 ? random.nextLong() : random.nextInt(9) - 4;
                case float[] x -> x[i] = i % 4 == 3 ? Float.intBitsToFloat(random.nextInt()) : (float) real(random, i);
                case double[] x -> x[i] = i % 4 == 3 ? Double.longBitsToDouble(random.nextLong()) : real(random, i);
                default -> throw new IllegalArgumentException();
            }
        }
        return array;
    }

    /// An array of the type that starts with the special values.
    static Object special(DType type, int n, long seed) {
        Object array = array(type, n, seed);
        for (int i = 0; i < Math.min(n, SPECIAL.length); i++) {
            switch (array) {
                case float[] x -> x[i] = (float) SPECIAL[i];
                case double[] x -> x[i] = SPECIAL[i] * (i % 2 == 0 ? 1 : 8);
                default -> {}
            }
        }
        return array;
    }

    private static double real(Random random, int i) {
        return switch (i % 4) {
            case 0 -> random.nextGaussian() * 3;
            case 1 -> random.nextDouble() * 200 - 100;
            default -> 1 + random.nextGaussian() * 0.1;
        };
    }

    /// The element as a number that is equal only for equal bits; all NaNs are one.
    static long bits(Object array, int i) {
        return switch (array) {
            case float[] x -> Float.floatToIntBits(x[i]);
            case double[] x -> Double.doubleToLongBits(x[i]);
            case int[] x -> x[i];
            case long[] x -> x[i];
            default -> ((boolean[]) array)[i] ? 1 : 0;
        };
    }

    /// The element as a number.
    static double number(Object array, int i) {
        return array instanceof boolean[] x ? (x[i] ? 1 : 0) : Array.getDouble(array, i);
    }

    /// Runs a kernel over operands that start at the given offsets.
    static Object run(PointwiseKernel kernel, int n, int outOffset, int[] offsets, double[] params, Object... in) {
        Object out = kernel.spec().out().newArray(outOffset + n);
        kernel.runN(out, outOffset, in, offsets, params, n);
        return out;
    }
}
