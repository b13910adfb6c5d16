/// Optimisers: what turns gradients into better parameters, under PyTorch's names and in its order of operations.
///
/// ```java
/// var adam = new Adam(model.parameters(), 1e-3);
/// var sgd = new SGD(model.parameters(), SGD.settings(0.1).withMomentum(0.9).withNesterov());
///
/// adam.zeroGrad();
/// loss.backward();
/// ClipGrad.norm(model.parameters(), 1.0);
/// adam.step();
/// ```
///
/// With [dev.autograd.optim.Optimizer#stepInBackward()] the step is taken within `backward`, parameter by
/// parameter, and each gradient is dropped at once.
///
/// An [dev.autograd.optim.Optimizer] holds [dev.autograd.optim.ParameterGroup]s, each with settings of its own, and
/// remembers a [dev.autograd.optim.ParameterState] for every parameter. An optimiser of your own extends it with one
/// method.
@NullMarked
package dev.autograd.optim;

import org.jspecify.annotations.NullMarked;
