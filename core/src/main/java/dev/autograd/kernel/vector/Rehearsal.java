package dev.autograd.kernel.vector;

import dev.autograd.expr.cache.Warming.Outcome;
import java.util.List;

/// Calls of one vector loop on scratch arrays, until they take the time of compiled code.
///
/// @param name of the loop
/// @param fastNanos more than a call takes once it is compiled, and far less than before
/// @param calls one call, or a few that reach every part of the loop
/// @param start when it was made
record Rehearsal(String name, double fastNanos, Runnable calls, long start) {
    private static final int CALLS_PER_ROUND = 16;

    /// In an attempt: many at first, until C2 has seen enough of them, and few while it compiles and needs the
    /// processor.
    private static final int FIRST_ROUNDS = 50;

    private static final int ROUNDS = 2;

    /// A busy machine may take long to compile what it was asked for.
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /// Makes the rehearsals of a group.
    interface Maker {
        List<Rehearsal> make();
    }

    Rehearsal(String name, double fastNanos, Runnable calls) {
        this(name, fastNanos, calls, System.nanoTime());
    }

    /// @param first whether this is the first attempt
    Outcome attempt(boolean first) {
        for (int round = 0; round < (first ? FIRST_ROUNDS : ROUNDS); round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < CALLS_PER_ROUND; i++) {
                calls.run();
            }
            if (System.nanoTime() - begin < CALLS_PER_ROUND * fastNanos) {
                return Outcome.FAST;
            }
        }
        return System.nanoTime() - start < PATIENCE_NANOS ? Outcome.NOT_YET : Outcome.HOPELESS;
    }

    @Override
    public String toString() {
        return name;
    }
}
