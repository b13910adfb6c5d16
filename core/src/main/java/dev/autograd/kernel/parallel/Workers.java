package dev.autograd.kernel.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The threads that kernels are computed on, the caller's and helpers of one pool for the whole process:
/// `-Dautograd.threads=N` says how many together, by default as many as there are processors.
public final class Workers {
    private static final Workers SHARED = new Workers(configured(System.getProperty("autograd.threads")));

    /// Parts for each thread: one that is slowed down by others then does less.
    private static final int PER_THREAD = 4;

    /// How long a helper looks out for the next call before it sleeps, in nanoseconds: kernels follow each other
    /// closely, and one that is just worth several threads takes as long.
    private static final long LOOKOUT = 100_000;

    private final int threads;
    private final @Nullable ForkJoinPool helpers;
    private final long lookout;
    private final AtomicInteger lookingOut = new AtomicInteger();
    private volatile @Nullable Run latest;

    /// @param threads the caller's among them
    Workers(int threads) {
        this.threads = threads;
        this.helpers = threads == 1 ? null : pool(threads - 1);
        this.lookout = threads <= Runtime.getRuntime().availableProcessors() ? LOOKOUT : 0;
    }

    private static ForkJoinPool pool(int helpers) {
        return new ForkJoinPool(helpers, Workers::helper, null, true);
    }

    private static ForkJoinWorkerThread helper(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("autograd-" + (thread.getPoolIndex() + 1));
        return thread;
    }

    /// What the property says.
    ///
    /// @throws IllegalArgumentException when it is no number from 1 to 1,024
    static int configured(@Nullable String property) {
        if (property == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (!property.matches("\\d{1,4}") || Integer.parseInt(property) < 1 || Integer.parseInt(property) > 1024) {
            throw new IllegalArgumentException(
                    "-Dautograd.threads must be a number from 1 to 1024, but is '" + property + "'");
        }
        return Integer.parseInt(property);
    }

    /// Those of this process.
    public static Workers shared() {
        return SHARED;
    }

    /// How many threads a kernel may use.
    public int threads() {
        return threads;
    }

    /// Whether parts would run at the same time: not where there is one thread, nor on a helper, which has its part
    /// to do.
    public boolean areSeveral() {
        return helpers != null && ForkJoinTask.getPool() != helpers;
    }

    /// Computes parts 0 to `parts - 1`, each once, in any order, on this thread and on helpers that are free, and
    /// returns when all are done. The first exception of a part is thrown here, after the parts that run already
    /// have ended; an interrupt of this thread interrupts all parts.
    public void run(int parts, IntConsumer part) {
        ForkJoinPool pool = helpers;
        if (parts <= 1 || pool == null || !areSeveral()) {
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
            return;
        }
        Run run = new Run(parts, part);
        latest = run;
        for (int i = lookingOut.get(); i < Math.min(parts, threads) - 1; i++) {
            pool.execute(() -> help(run, pool));
        }
        run.go();
    }

    /// What a helper does: this call's parts, and those of calls that follow soon.
    private void help(Run first, ForkJoinPool pool) {
        Run run = first;
        while (run != null) {
            run.help();
            run = next(run, pool);
        }
    }

    /// The call that comes while this thread looks out for it, or null. One that another follows before it
    /// was seen is computed by who calls.
    private @Nullable Run next(Run done, ForkJoinPool pool) {
        lookingOut.incrementAndGet();
        long end = System.nanoTime() + lookout;
        Run next = open(done);
        while (next == null && System.nanoTime() < end && !pool.hasQueuedSubmissions()) {
            Thread.onSpinWait();
            next = open(done);
        }
        lookingOut.decrementAndGet();
        return next != null ? next : open(done); // who calls after this knows that nobody looks out
    }

    /// The latest call if it has parts left and is another than `done`.
    private @Nullable Run open(Run done) {
        Run run = latest;
        return run != null && !run.equals(done) && run.isOpen() ? run : null;
    }

    /// Computes part of the work.
    @FunctionalInterface
    public interface Part {
        void compute(int from, int count);
    }

    /// Computes `count` elements, in pieces of a multiple of `unit` where the whole is worth several threads.
    public void cut(int count, int unit, boolean worth, Part part) {
        if (!worth || count <= unit || !areSeveral()) {
            part.compute(0, count);
            return;
        }
        int units = Math.ceilDiv(count, unit);
        int parts = Math.min(units, PER_THREAD * threads);
        run(parts, i -> {
            int from = (int) ((long) units * i / parts) * unit;
            int to = (int) Math.min(count, (long) units * (i + 1) / parts * unit);
            part.compute(from, to - from);
        });
    }

    /// One call.
    private static final class Run {
        /// How often the caller looks whether helpers are done before it sleeps: some 20 us, by which parts
        /// differ.
        private static final int SPINS = 1_000;

        private final int parts;
        // Null once all is done: a helper that has not come yet holds on to this run, and should not to its arrays.
        private @Nullable IntConsumer part;
        private final AtomicInteger next = new AtomicInteger();
        private final List<Thread> busy = new ArrayList<>(); // helpers in the middle of a part
        private volatile int working; // how many these are
        private @Nullable Throwable failure;

        Run(int parts, IntConsumer part) {
            this.parts = parts;
            this.part = part;
        }

        /// Whether parts are left to begin.
        boolean isOpen() {
            return next.get() < parts;
        }

        void go() {
            try {
                compute();
            } catch (Throwable e) {
                fail(e);
            }
            for (int i = 0; i < SPINS && working > 0; i++) {
                Thread.onSpinWait();
            }
            awaitHelpers();
            rethrow();
        }

        private void compute() {
            IntConsumer part = Objects.requireNonNull(this.part, "of a run that goes on");
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                part.accept(i);
            }
        }

        /// A helper's share. One that comes when nothing is left to begin does nothing, and nobody waits for
        /// it.
        void help() {
            if (!enter()) {
                return;
            }
            try {
                compute();
            } catch (Throwable e) {
                fail(e);
            } finally {
                leave();
            }
        }

        private synchronized boolean enter() {
            if (!isOpen()) {
                return false;
            }
            busy.add(Thread.currentThread());
            working = busy.size();
            return true;
        }

        private synchronized void leave() {
            busy.remove(Thread.currentThread());
            working = busy.size();
            Thread.interrupted(); // meant for this run alone
            notifyAll();
        }

        /// Lets nobody begin another part.
        private synchronized void fail(Throwable thrown) {
            next.set(parts);
            if (failure == null) {
                failure = thrown;
            }
            if (thrown instanceof CancellationException) {
                busy.forEach(Thread::interrupt);
            }
        }

        private synchronized void awaitHelpers() {
            boolean interrupted = false;
            while (!busy.isEmpty()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    busy.forEach(Thread::interrupt);
                }
            }
            part = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void rethrow() {
            switch (failure) {
                case null -> {}
                case Error e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw new IllegalStateException(failure);
            }
        }
    }
}
