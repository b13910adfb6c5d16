package dev.autograd.data;

import dev.autograd.Tensor;

/// One thing to learn from.
///
/// @param x what is given
/// @param y what is to be found
public record Example(Tensor x, Tensor y) {}
