package dev.autograd.bench.measure;

import dev.autograd.bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Makes few points of the many blocks of some processes. Time is cut into stretches, ten to each power of ten, the
/// same for all sides.
final class Stretches {
    private static final int PER_POWER = 10;

    private Stretches() {}

    /// Runs that were timed together.
    ///
    /// @param end when they ended, in nanoseconds since before the process was started
    /// @param runs how many they were
    /// @param took how many nanoseconds they took
    record Block(long end, long runs, long took) {
        /// The number of the stretch in which they ended; 0 is the one that ends after a second.
        int stretch() {
            return (int) Math.ceil(PER_POWER * Math.log10(end / 1e9));
        }
    }

    /// When a stretch ends, in seconds.
    private static double end(int stretch) {
        return Math.pow(10, (double) stretch / PER_POWER);
    }

    /// What each stretch showed in which a block ended. The last one is left out, since nobody has seen its end.
    static List<Course.Point> points(Workload workload, List<List<Block>> processes) {
        TreeMap<Integer, List<Double>> times = new TreeMap<>();
        for (List<Block> blocks : processes) {
            int last = blocks.getLast().stretch();
            blocks.stream()
                    .filter(block -> block.stretch() < last)
                    .forEach(block -> times.computeIfAbsent(block.stretch(), _ -> new ArrayList<>())
                            .add(workload.time(block.took, block.runs)));
        }
        return times.entrySet().stream()
                .map(stretch -> new Course.Point(
                        end(stretch.getKey()),
                        new Samples(stretch.getValue()).median(),
                        done(stretch.getKey(), workload, processes)))
                .toList();
    }

    /// The median of the processes.
    private static double done(int stretch, Workload workload, List<List<Block>> processes) {
        var each = processes.stream().map(blocks -> (double) workload.count() * runs(stretch, blocks));
        return new Samples(each.toList()).median();
    }

    private static long runs(int stretch, List<Block> blocks) {
        return blocks.stream()
                .filter(block -> block.stretch() <= stretch)
                .mapToLong(Block::runs)
                .sum();
    }
}
