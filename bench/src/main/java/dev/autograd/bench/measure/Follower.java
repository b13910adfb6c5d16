package dev.autograd.bench.measure;

import dev.autograd.bench.measure.Stretches.Block;
import dev.autograd.bench.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Follows the steps of a workload from the start of a process on. Each side has some processes, which run one at a
/// time, in turns.
public final class Follower {
    /// How long a block lasts, as a share of the time since the start: short enough for the picture, long
    /// enough that asking for it does not count.
    private static final double SHARE = 0.01;

    private final Protocol protocol;
    private final Consumer<String> progress;

    /// @param protocol how many processes, and how long each
    /// @param progress is told what is being done
    public Follower(Protocol protocol, Consumer<String> progress) {
        this.protocol = protocol;
        this.progress = progress;
    }

    /// Follows.
    ///
    /// @return of each side its course or why there is none, in their order
    /// @throws IOException when the machine fails, not a side
    public Courses follow(Workload workload, List<Implementation> implementations) throws IOException {
        Map<String, List<List<Block>>> processes = new LinkedHashMap<>();
        Map<String, Course> sides = new LinkedHashMap<>();
        for (int turn = 1; turn <= protocol.processes(); turn++) {
            for (Implementation implementation : implementations) {
                String name = implementation.name();
                if (!(sides.get(name) instanceof Course.Failed)) {
                    progress.accept("curve: " + name + ", process " + turn + " of " + protocol.processes());
                    var blocks = processes.computeIfAbsent(name, _ -> new ArrayList<>());
                    sides.put(name, course(workload, implementation, blocks));
                }
            }
        }
        return new Courses(workload, sides);
    }

    /// Follows one more process, and says what all of them show.
    private Course course(Workload workload, Implementation implementation, List<List<Block>> processes)
            throws IOException {
        long start = System.nanoTime();
        try (WorkerProcess worker = new WorkerProcess(implementation)) {
            worker.prepare(workload.name());
            processes.add(blocks(worker, start));
            return new Course.Followed(worker.versions(), Stretches.points(workload, processes));
        } catch (BenchException e) {
            return new Course.Failed(String.valueOf(e.getMessage()));
        }
    }

    private List<Block> blocks(WorkerProcess worker, long start) throws BenchException, IOException {
        List<Block> blocks = new ArrayList<>();
        long end;
        long runs = 1;
        do {
            long took = worker.run(runs);
            end = System.nanoTime() - start;
            blocks.add(new Block(end, runs, took));
            runs = Math.clamp(Math.round(SHARE * end * runs / Math.max(1, took)), 1, 2 * runs + 1);
        } while (end < protocol.watch().toNanos());
        return blocks;
    }
}
