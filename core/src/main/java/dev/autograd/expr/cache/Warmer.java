package dev.autograd.expr.cache;

import dev.autograd.event.Events;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gets vector loops compiled by the JIT before anybody waits for them.
///
/// Until C2 has compiled it, a loop of the Vector API is about a thousand times slower than afterwards, and
/// takes a second or more of such calls to get there. So kernels start as plain loops, and of those that are
/// used much a background thread calls the vector loops on scratch arrays until they are fast: some thousand short
/// calls, about 0.1 s each on a free core. A loop that never becomes fast, because it is more than C2 can
/// inline, stays plain.
///
/// The thread is a daemon and exists only while there is something to warm.
public final class Warmer {
    /// Made where something is said: to find out who logs, Java opens every jar of the class path, which
    /// takes 20 ms at the start of a program with thirty of them.
    private static final class Log {
        static final System.Logger LOG = System.getLogger(Warmer.class.getName());
    }

    /// The one that the kernels of this process share, so that they do not compete for the JIT compiler.
    public static final Warmer SHARED = new Warmer();

    private static final Map<Warming.Outcome, String> SAID = Map.of(
            Warming.Outcome.FAST, "runs as vectors from now on",
            Warming.Outcome.HOPELESS, "the JIT compiler did not make it fast, so loops over single elements stay");

    /// Between attempts at loops that wait for the JIT compiler.
    private static final int PAUSE_MILLIS = 5;

    /// Before the first attempt where there is one processor, which a short process needs for itself: the first
    /// 100 steps of a small network were done after 1.5 s instead of 1.9 s.
    private static final int HEAD_START_MILLIS = Runtime.getRuntime().availableProcessors() == 1 ? 1_000 : 0;

    /// What is being worked on is the first, and stays in the queue until it is decided.
    private final Deque<Warming> queue = new ArrayDeque<>();

    private @Nullable Thread thread;
    private boolean begun; // by a first thread; read and written by one at a time

    /// A warmer with a thread of its own.
    public Warmer() {}

    /// The number of loops that are being warmed or wait for it.
    public synchronized int pending() {
        return queue.size();
    }

    /// Takes a loop in.
    // The lowest priority is a hint and no more: nothing depends on when the warmer runs.
    @SuppressWarnings("ThreadPriorityCheck")
    public synchronized void add(Warming warming) {
        queue.addLast(warming);
        if (thread == null) {
            thread = Thread.ofPlatform()
                    .daemon()
                    .name("autograd-kernel-warmer")
                    .priority(Thread.MIN_PRIORITY)
                    .start(this::work);
        }
    }

    private void work() {
        try {
            if (!begun) {
                begun = true;
                pause(HEAD_START_MILLIS);
            }
            workOff();
        } finally {
            ended(); // also when memory ran out outside an attempt: then the next loop starts another thread
        }
    }

    private void workOff() {
        for (Warming next = first(); next != null; next = first()) {
            Warming.Outcome outcome = attempt(next);
            if (outcome == Warming.Outcome.NOT_YET) {
                putLast(next);
                pause(PAUSE_MILLIS);
            } else {
                boolean fast = outcome == Warming.Outcome.FAST;
                next.decide(fast);
                String said = SAID.getOrDefault(outcome, "");
                Events.kernelChosen(next, fast ? "vector" : "plain", said);
                if (!fast) {
                    Log.LOG.log(Level.INFO, "{0}: {1}", next, said);
                }
                remove(next);
            }
        }
    }

    private static Warming.Outcome attempt(Warming warming) {
        try {
            return warming.attempt();
        } catch (RuntimeException | LinkageError e) {
            Log.LOG.log(Level.WARNING, warming + ": failed while warming up, stays plain", e);
            return Warming.Outcome.HOPELESS;
        } catch (OutOfMemoryError e) {
            // The program's to handle, on its own threads. Here nothing is lost: the plain loop serves meanwhile.
            return Warming.Outcome.NOT_YET;
        }
    }

    private synchronized void ended() {
        if (thread == Thread.currentThread()) {
            thread = null;
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // Nobody but this class knows the thread; an interrupt would only shorten the pause.
            Log.LOG.log(Level.DEBUG, "interrupted", e);
        }
    }

    private synchronized @Nullable Warming first() {
        if (queue.isEmpty()) {
            thread = null;
        }
        return queue.peekFirst();
    }

    private synchronized void putLast(Warming warming) {
        queue.remove(warming);
        queue.addLast(warming);
    }

    private synchronized void remove(Warming warming) {
        queue.remove(warming);
    }
}
