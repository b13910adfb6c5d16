package dev.autograd.cli.report;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How fast examples are learned from, since the start of this session.
final class Speed {
    private final LongSupplier nanoTime;
    private final long before;
    private final long begin;
    private long done;

    /// @param before the examples that an earlier session learned from
    Speed(long before, LongSupplier nanoTime) {
        this.before = before;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.done = before;
    }

    /// So many examples are done by now.
    void at(long done) {
        this.done = done;
    }

    /// Examples a second.
    double perSecond() {
        return (done - before) * 1e9 / Math.max(1, nanoTime.getAsLong() - begin);
    }

    /// The time that the rest of `total` examples takes at this speed.
    Duration left(long total) {
        double perSecond = perSecond();
        return perSecond > 0 ? Duration.ofMillis(Math.round(1e3 * (total - done) / perSecond)) : Duration.ZERO;
    }
}
