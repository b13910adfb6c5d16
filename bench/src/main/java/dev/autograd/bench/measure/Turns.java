package dev.autograd.bench.measure;

import dev.autograd.bench.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Measures a workload on several sides in turns, A B A B, so that what else the machine does meets all of them
/// alike. While one runs, the others wait for their orders.
public final class Turns {
    private static final int LEAST_RUNS = 3;

    private final Protocol protocol;
    private final Consumer<String> progress;

    /// @param protocol how long
    /// @param progress is told what is being done
    public Turns(Protocol protocol, Consumer<String> progress) {
        this.protocol = protocol;
        this.progress = progress;
    }

    /// Measures.
    ///
    /// @return of each side its measurements or why there are none, in their order
    /// @throws IOException when the machine fails, not a side
    public Result measure(Workload workload, List<Implementation> implementations) throws IOException {
        Map<String, Side> sides =
                workload.isWhole() ? processes(workload, implementations) : workers(workload, implementations);
        return new Result(workload, sides);
    }

    // ------------------------------------------------------------------------------------------------ whole processes

    private Map<String, Side> processes(Workload workload, List<Implementation> implementations) throws IOException {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        Map<String, Side> sides = new LinkedHashMap<>();
        for (int turn = 1; turn <= protocol.processes(); turn++) {
            for (Implementation implementation : implementations) {
                String name = implementation.name();
                if (sides.get(name) instanceof Side.Failed) {
                    continue;
                }
                progress.accept(workload.name() + ": " + name + ", process " + turn + " of " + protocol.processes());
                try {
                    long time = WorkerProcess.whole(implementation, workload.name());
                    times.computeIfAbsent(name, _ -> new ArrayList<>()).add(workload.time(time, 1));
                    sides.put(name, new Side.Measured("", new Samples(times.get(name))));
                } catch (BenchException e) {
                    sides.put(name, new Side.Failed(String.valueOf(e.getMessage())));
                }
            }
        }
        return sides;
    }

    // -------------------------------------------------------------------------------------------------------- workers

    private Map<String, Side> workers(Workload workload, List<Implementation> implementations) throws IOException {
        Map<String, Side> sides = new LinkedHashMap<>();
        List<Racer> racers = new ArrayList<>();
        try {
            for (Implementation implementation : implementations) {
                progress.accept(workload.name() + ": " + implementation.name() + " warms up");
                sides.put(implementation.name(), warm(implementation, workload, racers));
            }
            race(workload, racers, sides);
        } finally {
            for (Racer racer : racers) {
                racer.worker.close();
            }
        }
        return sides;
    }

    /// A side that runs, with how many runs a measurement has.
    private record Racer(String name, WorkerProcess worker, long runs, List<Double> times) {}

    /// Starts and warms a side; adds it to the racers unless it fails.
    private Side warm(Implementation implementation, Workload workload, List<Racer> racers) throws IOException {
        try {
            WorkerProcess worker = new WorkerProcess(implementation);
            try {
                worker.prepare(workload.name());
                racers.add(new Racer(implementation.name(), worker, warm(worker), new ArrayList<>()));
            } catch (BenchException e) {
                worker.close();
                throw e;
            }
            return new Side.Failed("not measured");
        } catch (BenchException e) {
            return new Side.Failed(String.valueOf(e.getMessage()));
        }
    }

    /// Runs a workload until it is warm.
    ///
    /// @return how many runs make a block
    private long warm(WorkerProcess worker) throws BenchException, IOException {
        long spent = 0;
        long done = 0;
        long runs = 1;
        while (done < LEAST_RUNS || spent < protocol.warmUp().toNanos()) {
            long took = worker.run(runs);
            spent += took;
            done += runs;
            runs = block(took, runs);
        }
        return runs;
    }

    /// How many runs last for a block, where so many took this long.
    private long block(long nanoseconds, long runs) {
        double wanted = (double) protocol.block().toNanos() * runs / Math.max(1, nanoseconds);
        return Math.clamp(Math.round(wanted), 1, 2 * runs + 1);
    }

    private void race(Workload workload, List<Racer> racers, Map<String, Side> sides) throws IOException {
        List<Racer> left = new ArrayList<>(racers);
        for (int turn = 1; turn <= protocol.turns(); turn++) {
            progress.accept(workload.name() + ": turn " + turn + " of " + protocol.turns());
            for (Racer racer : List.copyOf(left)) {
                try {
                    racer.times.add(workload.time(racer.worker.run(racer.runs), racer.runs));
                    sides.put(racer.name, new Side.Measured(racer.worker.versions(), new Samples(racer.times)));
                } catch (BenchException e) {
                    left.remove(racer);
                    sides.put(racer.name, new Side.Failed(String.valueOf(e.getMessage())));
                }
            }
        }
    }
}
