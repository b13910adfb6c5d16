package dev.autograd.ledger;

import java.util.List;

/// Calls of the operators in `op.fused`.
final class FusedSamples {
    private FusedSamples() {}

    static List<Sample> all() {
        return List.of();
    }
}
