package dev.autograd.kernel;

import dev.autograd.expr.Expr;
import dev.autograd.expr.cache.KernelCache;
import dev.autograd.expr.cache.Warmer;
import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.KernelCompiler;
import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.value.DType;
import java.util.List;

/// The generated kernels of this process, each made when first asked for and kept: there are as many as there are
/// formulas in use. Where the process's [Backends] are vector kernels, loops start plain and become vector loops when
/// the JIT has compiled those; elsewhere they stay plain. Results do not change.
public final class PointwiseKernels {
    private static final KernelCache KERNELS = new KernelCache(KernelCompiler.forThisMachine(), Warmer.SHARED);
    private static final boolean VECTORS = Backends.current().name().equals("vector");

    private static final boolean ADAPTIVE = VECTORS && Backends.warmsUp();

    private PointwiseKernels() {}

    /// The loop over a formula whose operands and result have the type that is computed in.
    public static PointwiseKernel get(Expr formula, DType dtype) {
        return get(KernelSpec.of(formula, dtype, dtype));
    }

    /// The loop over a formula.
    ///
    /// @param operands the type of each operand: `compute`, or bool
    /// @param out the type of the result: `compute`, or bool
    public static PointwiseKernel get(Expr formula, DType compute, List<DType> operands, DType out) {
        return get(KernelSpec.of(formula, compute, operands, out));
    }

    private static PointwiseKernel get(KernelSpec spec) {
        return ADAPTIVE ? KERNELS.adaptive(spec) : KERNELS.get(spec, VECTORS ? Form.VECTOR : Form.PLAIN);
    }
}
