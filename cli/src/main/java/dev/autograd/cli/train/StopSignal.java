package dev.autograd.cli.train;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Ctrl-C as a wish: the process is asked to end, and ends when the work at hand has been put away.
///
/// A shutdown hook waits for that. The virtual machine then ends with the status that belongs to the signal, 130 for
/// Ctrl-C.
public final class StopSignal implements BooleanSupplier, AutoCloseable {
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("autograd-stop").unstarted(this::await);
    private volatile boolean wished;

    private StopSignal() {}

    /// Listens from now on until it is closed.
    public static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void await() {
        wished = true;
        try {
            boolean _ = done.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the process is asked to end.
    @Override
    public boolean getAsBoolean() {
        return wished;
    }

    /// Lets the process end, or go on where it was not asked to.
    @Override
    public void close() {
        done.countDown();
        if (!wished) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                wished = true; // The wish came just now; the hook finds the latch open.
            }
        }
    }
}
