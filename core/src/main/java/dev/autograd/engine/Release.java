package dev.autograd.engine;

import dev.autograd.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Frees what a graph saved without going backward through it.
public final class Release {
    private Release() {}

    /// Lets go of what the operators behind the roots saved, but for those behind tensors that are kept.
    /// Linear in nodes and edges, but for the order.
    ///
    /// @param by named by a later pass that needs what is gone
    public static void of(Tensor[] roots, Tensor[] kept, Caller by) {
        Set<Node> boundary = Collections.newSetFromMap(new IdentityHashMap<>());
        boundary.addAll(Reach.from(kept, Set.of(), 0).nodes());
        for (Node node : Reach.from(roots, boundary, 0).nodes()) {
            if (node instanceof OpNode op) {
                op.free(by);
            }
        }
    }
}
