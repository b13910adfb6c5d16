/// Operators that compute each element of the result from the elements at the same place of their inputs.
///
/// Each is a row of [dev.autograd.op.pointwise.Pointwises]: a name, a rule for types, and a formula. The gradient is a
/// formula too, derived symbolically or written beside the row where a stabler form exists; so the backward of a
/// pointwise operator is again one pointwise operator, at every order.
@NullMarked
package dev.autograd.op.pointwise;

import org.jspecify.annotations.NullMarked;
