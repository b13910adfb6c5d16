package dev.autograd.expr.cache;

import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.KernelCompiler;
import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.expr.codegen.PointwiseKernel;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Gets vector loops compiled by the JIT before anybody waits for them.
///
/// Until C2 has compiled it, a loop of the Vector API is about a thousand times slower than afterwards, and
/// takes a second or more of such calls to get there. So kernels start as plain loops, and of those that are
/// used much a background thread calls the vector loops on scratch arrays until they are fast: 10,000 short
/// calls or so, about 0.1 s each on a free core. A loop that never becomes fast, because it is more than C2 can
/// inline, stays plain, and its note says so.
///
/// The thread is a daemon and exists only while there is something to warm.
final class KernelWarmer {
    private static final System.Logger LOG = System.getLogger(KernelWarmer.class.getName());

    /// Between attempts at loops that wait for the JIT compiler.
    private static final int PAUSE_MILLIS = 2;

    private final KernelCompiler compiler;

    /// What is being worked on is the first, and stays in the queue until it is decided.
    private final Deque<WarmUp> queue = new ArrayDeque<>();

    private @Nullable Thread thread;

    KernelWarmer(KernelCompiler compiler) {
        this.compiler = compiler;
    }

    /// Takes a kernel in, to be switched to its vector loop.
    void warm(AdaptiveKernel kernel) {
        KernelSpec spec = kernel.spec();
        PointwiseKernel vector = compiler.compile(spec, Form.VECTOR);
        add(new WarmUp(kernel, vector, compiler.lanes(spec.compute())));
    }

    /// The number of kernels that are being warmed or wait for it.
    synchronized int pending() {
        return queue.size();
    }

    // The lowest priority is a hint and no more: nothing depends on when the warmer runs.
    @SuppressWarnings("ThreadPriorityCheck")
    synchronized void add(WarmUp warmUp) {
        queue.addLast(warmUp);
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
            workOff();
        } finally {
            ended(); // also when memory ran out outside an attempt: then the next kernel starts another thread
        }
    }

    private void workOff() {
        for (WarmUp next = first(); next != null; next = first()) {
            WarmUp.Outcome outcome = attempt(next);
            if (outcome == WarmUp.Outcome.NOT_YET) {
                putLast(next);
                pause();
            } else {
                next.kernel().decide(outcome == WarmUp.Outcome.FAST ? next.vector() : null);
                LOG.log(Level.DEBUG, "kernel {0}: {1}", next.vector(), outcome);
                remove(next);
            }
        }
    }

    private static WarmUp.Outcome attempt(WarmUp warmUp) {
        try {
            return warmUp.attempt();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "kernel " + warmUp.vector() + ": failed while warming up, stays plain", e);
            return WarmUp.Outcome.HOPELESS;
        } catch (OutOfMemoryError e) {
            // The program's to handle, on its own threads. Here nothing is lost: the plain loop serves meanwhile.
            return WarmUp.Outcome.NOT_YET;
        }
    }

    private synchronized void ended() {
        if (thread == Thread.currentThread()) {
            thread = null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            // Nobody but this class knows the thread; an interrupt would only shorten the pause.
            LOG.log(Level.DEBUG, "interrupted", e);
        }
    }

    private synchronized @Nullable WarmUp first() {
        if (queue.isEmpty()) {
            thread = null;
        }
        return queue.peekFirst();
    }

    private synchronized void putLast(WarmUp warmUp) {
        queue.remove(warmUp);
        queue.addLast(warmUp);
    }

    private synchronized void remove(WarmUp warmUp) {
        queue.remove(warmUp);
    }
}
