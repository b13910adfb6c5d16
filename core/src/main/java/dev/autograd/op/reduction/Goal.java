package dev.autograd.op.reduction;

import dev.autograd.op.Check;
import dev.autograd.value.Shape;

/// Which extreme is looked for.
enum Goal {
    LARGEST("largest"),
    SMALLEST("smallest");

    private final String word;

    Goal(String word) {
        this.word = word;
    }

    /// @throws IllegalArgumentException when a reduced dimension has size 0, so that there is nothing to choose
    /// from
    void requireElements(String op, Shape shape, Reduced reduced) {
        for (int dim : reduced.dims()) {
            Check.that(
                    shape.size(dim) > 0,
                    () -> op + ": dimension " + dim + " of shape " + shape + " has size 0, so there is no " + word
                            + " element");
        }
    }
}
