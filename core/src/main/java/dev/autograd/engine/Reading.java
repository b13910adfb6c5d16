package dev.autograd.engine;

import dev.autograd.Tensor;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// One pass over a tape that reads saved values, in either direction. What is computed again for it lives as long.
final class Reading implements AutoCloseable {
    private final ThreadState thread = ThreadState.current();
    private final @Nullable Reading outer = thread.reading();
    private @Nullable IdentityHashMap<Object, @Nullable Tensor[]> values;

    private Reading() {}

    static Reading open() {
        Reading reading = new Reading();
        reading.thread.setReading(reading);
        return reading;
    }

    /// What was remembered under a key in this pass, or null.
    @Nullable
    Tensor @Nullable [] get(Object key) {
        return values == null ? null : values.get(key);
    }

    void put(Object key, @Nullable Tensor[] computed) {
        IdentityHashMap<Object, @Nullable Tensor[]> known = values;
        if (known == null) {
            values = known = new IdentityHashMap<>();
        }
        known.put(key, computed);
    }

    @Override
    public void close() {
        thread.setReading(outer);
    }
}
