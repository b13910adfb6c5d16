package dev.autograd.optim;

import dev.autograd.Tensor;

/// What an optimiser changes one parameter by in a step.
///
/// @param settings those of the parameter's group
/// @param parameter dense, from the start of its storage
/// @param gradient likewise
/// @param step the number of this update among those of the parameter, from 1
/// @param state what was remembered of the parameter
public record Update(Settings settings, Tensor parameter, Tensor gradient, long step, ParameterState state) {}
