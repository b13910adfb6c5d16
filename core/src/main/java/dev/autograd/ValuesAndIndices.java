package dev.autograd;

/// What an operator chose along a dimension: the elements, and where each of them was.
///
/// @param values the chosen elements, through which gradients flow
/// @param indices their positions along the dimension, int64
public record ValuesAndIndices(Tensor values, Tensor indices) {}
