/// Functions written as arithmetic: how a program in the functions of `dev.autograd.expr` becomes one in the
/// operations that generated loops have.
///
/// [Lowering] is the table of functions; the classes beside it are their algorithms, written with [Value]s,
/// which make the steps of a [Program][dev.autograd.expr.Program]. Vector loops need this for everything that
/// is not an operation of vectors. The Vector API has its own exponentials and so on, but those give other bits
/// before and after JIT compilation (measured on JDK 25: 4 % of the values of `exp` and 7 % of those of `log`
/// change), and the same training run would not repeat itself. Plain loops use the same arithmetic, so that
/// plain and vector loops agree in every bit; it is also two to five times faster than the functions of [Math].
///
/// The arithmetic relies on a fused multiply-add, which every CPU of the last ten years has; without one the
/// JVM emulates it, correctly and very slowly.
@NullMarked
package dev.autograd.expr.lower;

import org.jspecify.annotations.NullMarked;
