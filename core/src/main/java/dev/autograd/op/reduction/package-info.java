/// Operators that combine the elements along dimensions: sums, extremes, norms, running sums.
///
/// [dev.autograd.op.reduction.Reduced] brings any choice of dimensions into the one form that the kernels know,
/// (outer, length, inner), and gradients back to the input's shape.
@NullMarked
package dev.autograd.op.reduction;

import org.jspecify.annotations.NullMarked;
