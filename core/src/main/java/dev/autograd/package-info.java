/// Eager tensors that remember how they were made.
///
/// ```java
/// Tensor w = Tensor.of(1f, 2f, 3f).requiresGrad_();
/// Tensor loss = w.mul(w).sum();
/// loss.backward();
/// w.grad(); // tensor([2, 4, 6])
/// ```
///
/// [dev.autograd.Tensor] is the data and its operators, [dev.autograd.Autograd] switches and asks for gradients.
@NullMarked
package dev.autograd;

import org.jspecify.annotations.NullMarked;
