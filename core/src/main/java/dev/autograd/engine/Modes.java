package dev.autograd.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gradient mode for a stretch of code on the calling thread.
public final class Modes implements AutoCloseable {
    private final ThreadState thread = ThreadState.current();
    private final boolean before = thread.gradEnabled();
    private final @Nullable Modes outer = thread.mode();
    private boolean closed;

    private Modes() {}

    /// Sets gradient mode until the result is closed, on the thread that opened it.
    public static Modes grad(boolean enabled) {
        Modes modes = new Modes();
        modes.thread.setGradEnabled(enabled);
        modes.thread.setMode(modes);
        return modes;
    }

    /// Runs code under a gradient mode.
    public static void withGrad(boolean enabled, Runnable body) {
        try (Modes _ = grad(enabled)) {
            body.run();
        }
    }

    /// Runs code under a gradient mode and returns its result.
    public static <T extends @Nullable Object> T withGrad(boolean enabled, Supplier<T> body) {
        try (Modes _ = grad(enabled)) {
            return body.get();
        }
    }

    /// Runs code that neither records on the tape nor tells the thread's recorder: the inside of an operator that
    /// is computed by others.
    public static <T extends @Nullable Object> T quiet(Supplier<T> body) {
        ThreadState thread = ThreadState.current();
        Recorder recorder = thread.recorder();
        thread.setRecorder(null);
        try (Modes _ = grad(false)) {
            return body.get();
        } finally {
            thread.setRecorder(recorder);
        }
    }

    /// Restores the mode that was set before, which also ends the modes that were opened since. A second call does
    /// nothing.
    ///
    /// @throws IllegalStateException when called on another thread than the one that opened it
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (thread != ThreadState.current()) {
            throw new IllegalStateException("a gradient mode was opened on one thread and closed on another");
        }
        for (Modes inner = thread.mode(); inner != null && inner != this; inner = inner.outer) {
            inner.closed = true;
        }
        thread.setGradEnabled(before);
        thread.setMode(outer);
        closed = true;
    }
}
