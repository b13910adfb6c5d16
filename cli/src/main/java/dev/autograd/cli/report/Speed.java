package dev.autograd.cli.report;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How fast examples are learned from. Only the last seconds count, because the first ones are slow, until the virtual
/// machine has compiled what runs often.
final class Speed {
    private static final long WINDOW_NANOS = 2_000_000_000;

    private final LongSupplier nanoTime;
    private Mark older;
    private Mark newer;
    private Mark now;

    /// @param done the examples learned from by then
    private record Mark(long nanos, long done) {}

    /// @param before the examples that were learned from before, when a training goes on
    Speed(long before, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        now = new Mark(nanoTime.getAsLong(), before);
        older = now;
        newer = now;
    }

    /// So many examples are done by now.
    void at(long done) {
        now = new Mark(nanoTime.getAsLong(), done);
        if (now.nanos - newer.nanos > WINDOW_NANOS) {
            older = newer;
            newer = now;
        }
    }

    /// Examples a second.
    double perSecond() {
        return (now.done - older.done) * 1e9 / Math.max(1, now.nanos - older.nanos);
    }

    /// The time that the rest of `total` examples takes at this speed.
    Duration left(long total) {
        double perSecond = perSecond();
        return perSecond > 0 ? Duration.ofMillis(Math.round(1e3 * (total - now.done) / perSecond)) : Duration.ZERO;
    }
}
