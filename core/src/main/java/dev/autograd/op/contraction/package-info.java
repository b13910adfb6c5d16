/// Operators that multiply and sum over shared dimensions: matrix products, einsum, convolutions.
@NullMarked
package dev.autograd.op.contraction;

import org.jspecify.annotations.NullMarked;
