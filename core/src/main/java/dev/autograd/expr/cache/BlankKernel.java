package dev.autograd.expr.cache;

import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.expr.codegen.PointwiseKernel;

/// Kernels that do nothing, of several classes. Calling them in turns with a real kernel from one place keeps
/// C2 from inlining that kernel there: its loop is then compiled on its own, and is fast for every other caller
/// as well.
abstract class BlankKernel extends PointwiseKernel {
    private BlankKernel(KernelSpec spec) {
        super(spec, Form.PLAIN, "");
    }

    /// One of each class for the arguments of the specification. C2 remembers two receivers of a call, so three
    /// make it forget.
    static PointwiseKernel[] ofEachClass(KernelSpec spec) {
        return new PointwiseKernel[] {new First(spec), new Second(spec), new Third(spec)};
    }

    /// Unpacks up to three operands as every kernel does; more of them are passed on as they are.
    @Override
    public void runN(Object out, int oo, Object[] in, int[] offsets, double[] params, int n) {
        if (in.length <= 3) {
            super.runN(out, oo, in, offsets, params, n);
        }
    }

    @Override
    public void run0(Object out, int oo, double[] params, int n) {}

    @Override
    public void run1(Object out, int oo, Object a, int ao, double[] params, int n) {}

    @Override
    public void run2(Object out, int oo, Object a, int ao, Object b, int bo, double[] params, int n) {}

    @Override
    public void run3(
            Object out, int oo, Object a, int ao, Object b, int bo, Object c, int co, double[] params, int n) {}

    private static final class First extends BlankKernel {
        First(KernelSpec spec) {
            super(spec);
        }
    }

    private static final class Second extends BlankKernel {
        Second(KernelSpec spec) {
            super(spec);
        }
    }

    private static final class Third extends BlankKernel {
        Third(KernelSpec spec) {
            super(spec);
        }
    }
}
