package dev.autograd.cli.model;

import dev.autograd.nn.Layer;
import dev.autograd.value.Random;
import java.util.List;

/// Which network a model is: enough to build it again before its weights are read.
public sealed interface Architecture permits Mlp, Toy4 {
    /// The number of columns that the network takes.
    int inputs();

    /// The number of columns that the network gives.
    int outputs();

    /// A fresh network with random weights.
    Layer build(Random random);

    /// The architecture as a file names it: `toy4`, or the sizes of the layers such as `784-128-10`.
    String text();

    /// The architecture of a [#text()].
    ///
    /// @throws IllegalArgumentException if `text` names none
    static Architecture parse(String text) {
        if (text.equals(Toy4.NAME)) {
            return new Toy4();
        }
        try {
            return new Mlp(
                    List.of(text.split("-")).stream().map(Integer::valueOf).toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the architecture \"" + text + "\" is neither " + Toy4.NAME
                            + " nor sizes of layers such as 784-128-10",
                    e);
        }
    }
}
