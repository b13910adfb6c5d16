package dev.autograd.bench.workload;

import java.util.function.Supplier;

/// Work that is timed.
///
/// @param name what the command line calls it
/// @param description one line: what a run does, with its shapes
/// @param per what the time is given for: a step, an operation, ...
/// @param unit in which unit of time
/// @param count how many of `per` a run has
/// @param program makes what a run does
public record Workload(
        String name, String description, String per, Unit unit, int count, Supplier<? extends Runnable> program) {
    /// Units of time.
    public enum Unit {
        /// Nanoseconds.
        NANOSECONDS("ns", 1),
        /// Microseconds.
        MICROSECONDS("us", 1e3),
        /// Seconds, of workloads that are whole processes.
        SECONDS("s", 1e9);

        private final String symbol;
        private final double nanoseconds;

        Unit(String symbol, double nanoseconds) {
            this.symbol = symbol;
            this.nanoseconds = nanoseconds;
        }

        /// Its symbol.
        public String symbol() {
            return symbol;
        }
    }

    /// Whether a run is a process, from its start to the end of its work.
    public boolean isWhole() {
        return unit == Unit.SECONDS;
    }

    /// The time of one of `per`, in the unit.
    ///
    /// @param nanoseconds that `runs` runs took
    public double time(long nanoseconds, long runs) {
        return nanoseconds / (unit.nanoseconds * runs * count);
    }
}
