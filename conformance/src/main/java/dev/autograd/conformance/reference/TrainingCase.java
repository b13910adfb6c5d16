package dev.autograd.conformance.reference;

/// A short training run of a known program.
///
/// @param steps how many steps it makes
public record TrainingCase(Label label, Location location, int steps, Tolerance tolerance) implements ReferenceCase {}
