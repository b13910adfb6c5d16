package dev.autograd.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which generators a stretch of code draws from, and where they stood, so that the code can run a second time with the
/// same numbers. Whoever draws needs to know nothing of it.
///
/// ```java
/// Draws draws = Draws.record();
/// try (draws) {
///     body.run();
/// }
/// try (Draws again = draws.rewind()) {
///     body.run();                      // sees the same numbers
/// }                                    // and generators stand where they stood before the second run
/// ```
///
/// Only what the recording thread draws is seen. A recording inside another one is part of it; a second run is not,
/// since it leaves no generator changed.
public final class Draws implements AutoCloseable {
    private static final ThreadLocal<@Nullable Draws> RECORDING = new ThreadLocal<>();

    private final @Nullable Draws before = RECORDING.get();
    private final @Nullable Draws outer; // told of everything that this one sees
    private final boolean isSecond;
    private final List<Random> restored; // by close, to their states
    private final List<long[]> states;
    private final List<Random> generators = new ArrayList<>(2); // in the order of their first draw
    private final Set<Random> known = Collections.newSetFromMap(new IdentityHashMap<>(4));
    private final List<long[]> starts = new ArrayList<>(2);
    private final List<long[]> ends = new ArrayList<>(2);
    private boolean closed;

    private Draws(boolean isSecond, List<Random> restored) {
        this.isSecond = isSecond;
        this.outer = isSecond ? null : before;
        this.restored = restored;
        this.states = states(restored);
    }

    /// Starts to record what the calling thread draws, until the result is closed.
    public static Draws record() {
        Draws draws = new Draws(false, List.of());
        RECORDING.set(draws);
        return draws;
    }

    /// Sets the recorded generators to where they stood before the recording, and records a second run, until the
    /// result is closed: then these generators, and others that it drew from, are set back to where they stand now.
    public Draws rewind() {
        Draws again = new Draws(true, List.copyOf(generators));
        RECORDING.set(again);
        restore(generators, starts);
        return again;
    }

    /// Is told by a generator that it is about to change.
    static void note(Random random) {
        Draws draws = RECORDING.get();
        if (draws != null) {
            draws.add(random);
        }
    }

    private void add(Random random) {
        if (known.add(random)) {
            generators.add(random);
            starts.add(random.snapshot());
            if (outer != null) {
                outer.add(random);
            }
        }
    }

    private static List<long[]> states(List<Random> generators) {
        List<long[]> states = new ArrayList<>(generators.size());
        for (Random random : generators) {
            states.add(random.snapshot());
        }
        return states;
    }

    private static void restore(List<Random> generators, List<long[]> states) {
        for (int i = 0; i < generators.size(); i++) {
            generators.get(i).restore(states.get(i));
        }
    }

    /// Ends the recording, on the thread that started it. A second call does nothing.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ends.addAll(states(generators));
        if (isSecond) {
            restore(generators, starts); // also what the first run did not draw from
            restore(restored, states);
        }
        if (before == null) {
            RECORDING.remove();
        } else {
            RECORDING.set(before);
        }
    }

    /// What another recording drew that this one did not, in words, or null when both saw the same numbers.
    /// Generators are compared by what they gave, not by which object they are.
    public @Nullable String difference(Draws other) {
        for (int i = 0; i < Math.max(generators.size(), other.generators.size()); i++) {
            String expected = drawn(i);
            String found = other.drawn(i);
            if (!found.equals(expected)) {
                return "it drew " + found + " instead of " + expected;
            }
            if (!Arrays.equals(starts.get(i), other.starts.get(i))) {
                return "it drew " + found + " as before, but other numbers";
            }
        }
        return null;
    }

    private String drawn(int i) {
        String generator = " from random generator " + i;
        return i < generators.size() ? Random.distance(starts.get(i), ends.get(i)) + generator : "nothing" + generator;
    }
}
