package dev.autograd;

/// The methods of [Tensor] that pick or place elements by index.
sealed interface TensorIndexing permits Tensor {}
