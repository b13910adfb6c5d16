package dev.autograd.engine.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place in a profile: what ran, inside what, and what it took. All runs of one name inside the same frame
/// share a frame.
public final class Frame {
    private final @Nullable Frame parent;
    private final Kind kind;
    private final String name;
    private final Map<Kind, Map<String, Frame>> byName = new EnumMap<>(Kind.class);
    private final List<Frame> children = new ArrayList<>();
    private long calls;
    private long selfNanos;
    private long selfBytes;

    Frame(@Nullable Frame parent, Kind kind, String name) {
        this.parent = parent;
        this.kind = kind;
        this.name = name;
    }

    Frame child(Kind wanted, String called) {
        Map<String, Frame> known = byName.get(wanted);
        if (known == null) {
            known = new HashMap<>();
            byName.put(wanted, known);
        }
        Frame child = known.get(called);
        if (child == null) {
            child = new Frame(this, wanted, called);
            known.put(called, child);
            children.add(child);
        }
        return child;
    }

    void count() {
        calls++;
    }

    void addNanos(long nanos) {
        selfNanos += nanos;
    }

    void addBytes(long bytes) {
        selfBytes += bytes;
    }

    /// What it runs inside of; null for the root.
    public @Nullable Frame parent() {
        return parent;
    }

    /// What it is.
    public Kind kind() {
        return kind;
    }

    /// What it is called, for its kind.
    public String name() {
        return name;
    }

    /// What tables and graphs call it.
    public String label() {
        return kind.label(name);
    }

    /// How often it ran.
    public long calls() {
        return calls;
    }

    /// The nanoseconds in which it ran and nothing inside it did.
    public long selfNanos() {
        return selfNanos;
    }

    /// The bytes that it allocated itself for outputs.
    public long selfBytes() {
        return selfBytes;
    }

    /// What ran inside it, in the order of the first runs.
    public List<Frame> children() {
        return Collections.unmodifiableList(children);
    }
}
