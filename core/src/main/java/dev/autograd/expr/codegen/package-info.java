/// Loops over arrays, generated from the formulas of `dev.autograd.expr`.
///
/// A [KernelSpec] says what is to be computed over which element types; [KernelCompiler] makes a
/// [PointwiseKernel] of it in a chosen [Form]. Kernels are best got from a `KernelCache` of
/// `dev.autograd.expr.cache`.
///
/// ```java
/// KernelSpec spec = KernelSpec.of(x.mul(sigmoid(x)), DType.FLOAT32, DType.FLOAT32);
/// PointwiseKernel silu = KernelCompiler.forThisMachine().compile(spec, Form.VECTOR);
/// silu.run1(out, 0, in, 0, PointwiseKernel.NO_PARAMETERS, n);
/// silu.form();         // VECTOR, or what it had to fall back to; silu.note() says why
/// silu.dump();         // the loop as text
/// ```
///
/// Generated code is bytecode in hidden classes, which the garbage collector unloads with the kernel. `PLAIN`
/// loops are what a Java programmer would write, for the JIT compiler to vectorise. `VECTOR` loops use
/// `jdk.incubator.vector` when that module is in the boot layer ([Vectors]); nothing else here refers to its
/// classes but by name. Both give the same bits for the same operands, wherever these lie.
@NullMarked
package dev.autograd.expr.codegen;

import org.jspecify.annotations.NullMarked;
