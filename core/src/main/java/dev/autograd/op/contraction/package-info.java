/// Operators that multiply and sum over shared dimensions: matrix products, einsum, convolutions.
///
/// [dev.autograd.op.contraction.MatMul] and [dev.autograd.op.contraction.Linear] hand matrices of any strides to one
/// kernel. [dev.autograd.op.contraction.Einsum] brings any equation to those. A convolution and its two gradients are
/// three operators that are each other's gradients, so that every order of derivative exists; the gradient by the
/// input, used forwards, is [dev.autograd.op.contraction.ConvTranspose2d].
///
/// ```java
/// Tensor scores = Tensor.einsum("bhtd,bhsd->bhts", queries, keys);
/// Tensor y = Linear.of(x, weight, bias); // (..., in) to (..., out)
/// ```
@NullMarked
package dev.autograd.op.contraction;

import org.jspecify.annotations.NullMarked;
