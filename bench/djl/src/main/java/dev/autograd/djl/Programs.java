package dev.autograd.djl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// All workloads, by name: each makes what one run does.
final class Programs {
    static final Map<String, Supplier<Runnable>> ALL = all();

    private Programs() {}

    private static Map<String, Supplier<Runnable>> all() {
        Map<String, Supplier<Runnable>> all = new LinkedHashMap<>();
        List.of(Training.ALL, Tapes.ALL, Pointwise.ALL, Large.ALL).forEach(all::putAll);
        return Collections.unmodifiableMap(all);
    }
}
