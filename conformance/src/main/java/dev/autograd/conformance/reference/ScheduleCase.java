package dev.autograd.conformance.reference;

import org.jspecify.annotations.Nullable;

/// The learning rates that a scheduler gives.
///
/// @param constructor the arguments that make the scheduler
/// @param note what the arguments cannot say, such as a function
/// @param baseRates the learning rates of the groups at first
/// @param metrics what [#rates]' steps are told, or null where they are told nothing
/// @param rates before any step and after each, by group
/// @param momentum that of the first group, likewise, or null where it does not change
public record ScheduleCase(
        Label label,
        Arguments constructor,
        @Nullable String note,
        double[] baseRates,
        double @Nullable [] metrics,
        double[][] rates,
        double @Nullable [] momentum)
        implements ReferenceCase {}
