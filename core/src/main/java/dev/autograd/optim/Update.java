package dev.autograd.optim;

import dev.autograd.Tensor;

/// What an optimiser changes one parameter by in a step.
///
/// @param settings those of the parameter's group
/// @param parameter dense, from the start of its storage
/// @param gradient likewise
/// @param state what was remembered of the parameter; its step is that of this update
public record Update(Settings settings, Tensor parameter, Tensor gradient, ParameterState state) {}
