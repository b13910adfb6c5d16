package dev.autograd.cli.train;

import dev.autograd.Tensor;

/// Examples to learn from or to be tested on.
///
/// @param x what is given, one example a row
/// @param y what is asked for: class indices, one-hot rows, or a column of standardised quantities
public record Split(Tensor x, Tensor y) {
    /// The number of examples.
    public int size() {
        return (int) x.size(0);
    }
}
