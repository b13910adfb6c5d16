package dev.autograd.viz;

import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Runs code that recurses as deep as a graph is long, as the layout does: on a thread of its own with a large stack,
/// so that the depth does not depend on the caller's.
final class DeepStack {
    /// 5,000 nodes in a chain need about 20 MB; what is not used is only reserved.
    private static final long BYTES = 256L << 20;

    private DeepStack() {}

    /// Runs `work` and waits for its end; what it throws is thrown here.
    ///
    /// @throws InterruptedIOException if this thread is interrupted meanwhile; its flag stays set, and the result
    ///     must not be used
    static void run(Runnable work) throws InterruptedIOException {
        var task = new FutureTask<@Nullable Void>(work, null);
        var thread = new Thread(null, task, "autograd graph layout", BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var stopped = new InterruptedIOException("interrupted while the graph was laid out");
            stopped.initCause(e);
            throw stopped;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            case null, default -> new IllegalStateException(cause);
        };
    }
}
