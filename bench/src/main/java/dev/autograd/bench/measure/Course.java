package dev.autograd.bench.measure;

import java.util.List;

/// How a side's time per step changed with the time since its process started.
public sealed interface Course {
    /// It was followed.
    ///
    /// @param versions what it ran on
    /// @param points growing in time
    record Followed(String versions, List<Point> points) implements Course {
        /// Points that are copied.
        public Followed {
            points = List.copyOf(points);
        }
    }

    /// It could not be followed.
    ///
    /// @param why one sentence
    record Failed(String why) implements Course {}

    /// What a stretch of time showed.
    ///
    /// @param seconds the end of the stretch, counted from before the process was started
    /// @param time the time per step in it, in the workload's unit: the median of all blocks that ended in it
    /// @param done how many steps were done by its end: the median of the processes
    record Point(double seconds, double time, double done) {}
}
