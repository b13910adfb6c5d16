package dev.autograd.kernel;

import dev.autograd.expr.Expr;
import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.KernelCache;
import dev.autograd.expr.codegen.KernelCompiler;
import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.value.DType;
import java.util.List;

/// The generated kernels of this process, each made when first asked for and kept: there are as many as there are formulas in
/// use. They are vector loops where the process's [Backends] are, plain loops elsewhere.
public final class PointwiseKernels {
    private static final KernelCache KERNELS = new KernelCache(KernelCompiler.forThisMachine());
    private static final Form FORM = Backends.current().name().equals("vector") ? Form.VECTOR : Form.PLAIN;

    private PointwiseKernels() {}

    /// The loop over a formula whose operands and result have the type that is computed in.
    public static PointwiseKernel get(Expr formula, DType dtype) {
        return KERNELS.get(KernelSpec.of(formula, dtype, dtype), FORM);
    }

    /// The loop over a formula.
    ///
    /// @param operands the type of each operand: `compute`, or bool
    /// @param out the type of the result: `compute`, or bool
    public static PointwiseKernel get(Expr formula, DType compute, List<DType> operands, DType out) {
        return KERNELS.get(KernelSpec.of(formula, compute, operands, out), FORM);
    }
}
