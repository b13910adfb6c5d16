package dev.autograd.bench.measure;

import dev.autograd.bench.workload.Workload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What came out for a workload.
///
/// @param workload which
/// @param sides what came out for each implementation, by name; the first is the one that the others are compared with
public record Result(Workload workload, Map<String, Side> sides) {
    /// Sides that are copied in their order.
    public Result {
        sides = Collections.unmodifiableMap(new LinkedHashMap<>(sides));
    }

    /// How many times as long as the first side a peer took, turn by turn; empty where one of the two was not
    /// measured.
    public Optional<Samples> ratio(String peer) {
        return sides.values().iterator().next() instanceof Side.Measured first
                        && sides.get(peer) instanceof Side.Measured other
                ? Optional.of(other.times().over(first.times()))
                : Optional.empty();
    }
}
