package dev.autograd.ledger;

import java.util.List;

/// Calls of the operators in `op.indexing`.
final class IndexingSamples {
    private IndexingSamples() {}

    static List<Sample> all() {
        return List.of();
    }
}
