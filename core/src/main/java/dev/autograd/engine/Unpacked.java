package dev.autograd.engine;

import dev.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/// What one node saved, as one visit reads it: what was packed is unpacked once, however often the rule asks.
final class Unpacked {
    private final OpNode node;
    private @Nullable Tensor @Nullable [] known;

    Unpacked(OpNode node) {
        this.node = node;
    }

    /// A saved input (counted from 0) or output (counted on after the inputs).
    Tensor get(int i) {
        if (!node.isPacked()) {
            return node.saved(i);
        }
        @Nullable Tensor[] values = known;
        if (values == null) {
            known = values = new Tensor[node.inputCount() + node.outputCount()];
        }
        Tensor value = values[i];
        if (value == null) {
            values[i] = value = node.saved(i);
        }
        return value;
    }
}
