package dev.autograd.bench.measure;

import dev.autograd.bench.workload.Workload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the time per step of each side changed from the start of its process on.
///
/// @param workload whose steps
/// @param sides what came out for each implementation, by name
public record Courses(Workload workload, Map<String, Course> sides) {
    /// Sides that are copied in their order.
    public Courses {
        sides = Collections.unmodifiableMap(new LinkedHashMap<>(sides));
    }

    /// Whether every side was followed.
    public boolean complete() {
        return sides.values().stream().allMatch(Course.Followed.class::isInstance);
    }
}
