package dev.autograd.expr.codegen;

import dev.autograd.expr.Interpreter;
import dev.autograd.value.DType;

/// The reference loop: one element at a time through the [Interpreter].
final class InterpretedKernel extends PointwiseKernel {
    private final Interpreter interpreter;

    InterpretedKernel(KernelSpec spec, String note) {
        super(spec, Form.INTERPRETED, note);
        this.interpreter = Interpreter.of(spec.program());
    }

    @Override
    public void run0(Object out, int oo, double[] params, int n) {
        runN(out, oo, new Object[] {}, new int[] {}, params, n);
    }

    @Override
    public void run1(Object out, int oo, Object a, int ao, double[] params, int n) {
        runN(out, oo, new Object[] {a}, new int[] {ao}, params, n);
    }

    @Override
    public void run2(Object out, int oo, Object a, int ao, Object b, int bo, double[] params, int n) {
        runN(out, oo, new Object[] {a, b}, new int[] {ao, bo}, params, n);
    }

    @Override
    public void run3(Object out, int oo, Object a, int ao, Object b, int bo, Object c, int co, double[] params, int n) {
        runN(out, oo, new Object[] {a, b, c}, new int[] {ao, bo, co}, params, n);
    }

    @Override
    public void runN(Object out, int oo, Object[] in, int[] offsets, double[] params, int n) {
        requireOperands(in.length);
        requireArray(spec().out(), out);
        for (int k = 0; k < in.length; k++) {
            requireArray(spec().operands().get(k), in[k]);
        }
        DType compute = spec().compute();
        double[] reals = new double[in.length];
        long[] integers = new long[in.length];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < in.length; k++) {
                reals[k] = real(in[k], offsets[k] + i);
                integers[k] = integer(in[k], offsets[k] + i);
            }
            if (compute.isFloating()) {
                store(out, oo + i, interpreter.real(reals, params));
            } else {
                store(out, oo + i, interpreter.integer(compute, integers, params));
            }
        }
    }

    private static void requireArray(DType type, Object array) {
        if (!type.newArray(0).getClass().isInstance(array)) {
            throw new ClassCastException("kernel: an array of " + type + " is wanted, not "
                    + array.getClass().getSimpleName());
        }
    }

    private static double real(Object array, int index) {
        return switch (array) {
            case float[] x -> x[index];
            case double[] x -> x[index];
            default -> integer(array, index);
        };
    }

    private static long integer(Object array, int index) {
        return switch (array) {
            case boolean[] x -> x[index] ? 1 : 0;
            case int[] x -> x[index];
            case long[] x -> x[index];
            case float[] x -> (long) x[index];
            case double[] x -> (long) x[index];
            default -> throw new ClassCastException("kernel: not an array of numbers: " + array.getClass());
        };
    }

    private static void store(Object out, int index, double value) {
        switch (out) {
            case boolean[] x -> x[index] = value != 0;
            case float[] x -> x[index] = (float) value;
            default -> ((double[]) out)[index] = value;
        }
    }

    private static void store(Object out, int index, long value) {
        switch (out) {
            case boolean[] x -> x[index] = value != 0;
            case int[] x -> x[index] = (int) value;
            default -> ((long[]) out)[index] = value;
        }
    }
}
