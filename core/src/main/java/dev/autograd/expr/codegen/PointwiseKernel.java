package dev.autograd.expr.codegen;

import dev.autograd.value.DType;

/// A loop over arrays: `out[oo + i] = f(in0[o0 + i], in1[o1 + i], ...)` for i from 0 to n - 1.
///
/// Every operand has unit stride and the array of its type in the [KernelSpec]: `boolean[]`, `int[]`, `long[]`,
/// `float[]` or `double[]`. The result may be written over an operand, if array and offset are both the same; a
/// partial overlap gives undefined values. Of the methods `run0` to `run3` only the one for the kernel's number
/// of operands works; `runN` works for every number. Kernels have no state: threads may share them.
///
/// Parameters are given as `double` and rounded to the type that is computed in; for integers the fraction is
/// cut off, and whole numbers are exact up to 2^53.
///
/// Errors are those of the arrays: `ClassCastException` for one of the wrong type, `IndexOutOfBoundsException`
/// for one that is too short, `ArithmeticException` for an integer division by zero. The result may then be
/// partly written.
public abstract class PointwiseKernel {
    /// What to pass when the formula has no parameters.
    public static final double[] NO_PARAMETERS = {};

    private final KernelSpec spec;
    private final Form form;
    private final String note;

    /// For generated classes, and those that stand for them.
    protected PointwiseKernel(KernelSpec spec, Form form, String note) {
        this.spec = spec;
        this.form = form;
        this.note = note;
    }

    /// What the kernel computes.
    public final KernelSpec spec() {
        return spec;
    }

    /// The form that really runs. That of an adaptive kernel changes once, from `PLAIN` to `VECTOR`.
    public Form form() {
        return form;
    }

    /// Why the form is not the one that was asked for; empty if it is.
    public String note() {
        return note;
    }

    /// The number of operands.
    public final int arity() {
        return spec.operands().size();
    }

    /// What was generated, to read.
    public final String dump() {
        return Listing.of(this);
    }

    /// The loop without operands: fills the range of `out`.
    public void run0(Object out, int oo, double[] params, int n) {
        throw wrongArity(0);
    }

    /// The loop over one operand.
    public void run1(Object out, int oo, Object a, int ao, double[] params, int n) {
        throw wrongArity(1);
    }

    /// The loop over two operands.
    public void run2(Object out, int oo, Object a, int ao, Object b, int bo, double[] params, int n) {
        throw wrongArity(2);
    }

    /// The loop over three operands.
    public void run3(Object out, int oo, Object a, int ao, Object b, int bo, Object c, int co, double[] params, int n) {
        throw wrongArity(3);
    }

    /// The loop over any number of operands, given as arrays of arrays and offsets.
    public void runN(Object out, int oo, Object[] in, int[] offsets, double[] params, int n) {
        requireOperands(in.length);
        switch (in.length) {
            case 0 -> run0(out, oo, params, n);
            case 1 -> run1(out, oo, in[0], offsets[0], params, n);
            case 2 -> run2(out, oo, in[0], offsets[0], in[1], offsets[1], params, n);
            default -> run3(out, oo, in[0], offsets[0], in[1], offsets[1], in[2], offsets[2], params, n);
        }
    }

    /// The formula's functions, the types and the form, such as `neg_exp_add_reciprocal float32 VECTOR`.
    @Override
    public final String toString() {
        DType out = spec.out();
        String types = out == spec.compute() ? out.toString() : spec.compute() + " to " + out;
        return Listing.name(spec.program()) + " " + types + " " + form();
    }

    /// Refuses another number of operands than the kernel has.
    protected final void requireOperands(int given) {
        if (given != arity()) {
            throw wrongArity(given);
        }
    }

    private IllegalArgumentException wrongArity(int given) {
        return new IllegalArgumentException(
                "kernel " + this + ": takes " + arity() + " operands, but was called with " + given);
    }
}
