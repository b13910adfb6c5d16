package dev.autograd.torch;

import org.jspecify.annotations.Nullable;

/// Python's `start:stop:step` in an indexing expression.
///
/// @param start null for the first position
/// @param stop null for the end
/// @param step null for 1
public record TorchSlice(
        @Nullable Long start, @Nullable Long stop, @Nullable Long step) {}
