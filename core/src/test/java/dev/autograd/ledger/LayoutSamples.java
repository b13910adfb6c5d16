package dev.autograd.ledger;

import java.util.List;

/// Calls of the operators in `op.layout`.
final class LayoutSamples {
    private LayoutSamples() {}

    static List<Sample> all() {
        return List.of();
    }
}
