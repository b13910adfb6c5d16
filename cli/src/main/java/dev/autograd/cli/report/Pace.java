package dev.autograd.cli.report;

import java.time.Duration;
import java.util.function.LongSupplier;

/// When something is done again that takes time from what matters more: at most every few seconds, and so
/// seldom that it takes no more than a fiftieth of the time.
final class Pace {
    private static final int SHARE = 50;

    private final long least;
    private final LongSupplier nanoTime;
    private long next;

    Pace(Duration least, LongSupplier nanoTime) {
        this.least = least.toNanos();
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() + this.least;
    }

    /// Does it, if it is time.
    void perhaps(Runnable work) {
        long begin = nanoTime.getAsLong();
        if (begin >= next) {
            work.run();
            long end = nanoTime.getAsLong();
            next = end + Math.max(least, SHARE * (end - begin));
        }
    }
}
