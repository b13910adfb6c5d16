/// The language in which every pointwise operator and its derivative is written: formulas for one element.
///
/// [Expr] is the formula, a small immutable graph of constants, operands, per-call parameters, functions and
/// selects. [UnaryFn] and [BinaryFn] are the functions, each a row with its definition and its derivative;
/// [Functions] names them for static import. [Derivative] differentiates, to any order, since a derivative is
/// an `Expr` again. [Program] is the same formula as a list of steps with common sub-expressions computed once:
/// what code generators read. [Interpreter] evaluates one element, slowly and obviously: the specification of
/// every generated kernel.
///
/// ```java
/// Expr x = var(0);
/// Expr silu = x.mul(sigmoid(x));
/// Expr slope = Derivative.of(silu, var(0));
/// silu.toString();                                  // x * sigmoid(x)
/// Interpreter.of(slope).real(new double[] {0});     // 0.5
/// ```
///
/// Kernels over whole arrays are generated in `dev.autograd.expr.codegen` and kept in
/// `dev.autograd.expr.cache`.
@NullMarked
package dev.autograd.expr;

import org.jspecify.annotations.NullMarked;
