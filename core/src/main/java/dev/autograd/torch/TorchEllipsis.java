package dev.autograd.torch;

/// Python's `...` in an indexing expression.
public record TorchEllipsis() {}
