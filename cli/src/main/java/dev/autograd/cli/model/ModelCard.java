package dev.autograd.cli.model;

/// Everything that must be known of a model beside its weights to use it.
///
/// @param task the name of the training command
/// @param architecture which network it is
/// @param inputs what it is given
/// @param answer what it says
public record ModelCard(String task, Architecture architecture, Inputs inputs, Answer answer) {}
