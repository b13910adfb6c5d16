/// Neural-network modules and functions, under PyTorch's names.
///
/// ```java
/// var model = new Sequential(new Linear(4, 64), new ReLU(), new Linear(64, 3));
/// Tensor logits = model.forward(Tensor.randn(16, 4));
/// Tensor loss = F.crossEntropy(logits, Tensor.randint(0, 3, 16));
/// ```
///
/// A [dev.autograd.nn.Module] owns named parameters, buffers and other modules; a [dev.autograd.nn.Layer] is one that
/// maps a tensor to a tensor; [dev.autograd.nn.F] holds the functions without state.
@NullMarked
package dev.autograd.nn;

import org.jspecify.annotations.NullMarked;
