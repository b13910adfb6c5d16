package dev.autograd.bench.measure;

import java.time.Duration;

/// How long is measured.
///
/// @param turns how many measurements are taken of each side
/// @param warmUp how long each side runs before the first of them
/// @param block how long a measurement lasts at least
/// @param processes how many turns there are of what starts a process for each
/// @param watch how long a process is followed from its start on
public record Protocol(int turns, Duration warmUp, Duration block, int processes, Duration watch) {
    /// 15 turns of at least 100 ms after 10 s, and 5 of processes, which are followed for 20 s.
    public static final Protocol DEFAULT =
            new Protocol(15, Duration.ofSeconds(10), Duration.ofMillis(100), 5, Duration.ofSeconds(20));

    /// So many turns.
    public Protocol withTurns(int count) {
        return new Protocol(count, warmUp, block, Math.min(processes, count), watch);
    }

    /// So long a warm-up.
    public Protocol withWarmUp(Duration time) {
        return new Protocol(turns, time, block, processes, watch);
    }

    /// So long a look at a process.
    public Protocol withWatch(Duration time) {
        return new Protocol(turns, warmUp, block, processes, time);
    }
}
