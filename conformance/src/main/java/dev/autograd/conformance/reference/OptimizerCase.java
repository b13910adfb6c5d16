package dev.autograd.conformance.reference;

import org.jspecify.annotations.Nullable;

/// The way of some parameters under an optimiser.
///
/// @param constructor the arguments that make the optimiser
/// @param steps how many steps it makes
/// @param parameters how many parameters there are
/// @param objective the function that is minimised, where the gradients are not given
public record OptimizerCase(
        Label label,
        Location location,
        Arguments constructor,
        int steps,
        int parameters,
        @Nullable String objective,
        Tolerance tolerance)
        implements ReferenceCase {}
