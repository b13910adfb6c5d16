package dev.autograd.conformance.reference;

/// A short training run of a known program.
///
/// @param steps how many steps it makes
/// @param descent how a step is made, in words: `SGD lr=0.1 momentum=0.9`
public record TrainingCase(Label label, Location location, int steps, String descent, Tolerance tolerance)
        implements ReferenceCase {}
