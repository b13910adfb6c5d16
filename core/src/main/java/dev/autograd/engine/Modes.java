package dev.autograd.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Modes for a stretch of code on the calling thread, in two forms. What [#open] returns ends with
/// `close()` and is this thread's alone. What [#within] runs is also seen by the threads that a structured
/// task scope forks inside it: they start with all modes that were set when it began. No other thread ever
/// sees a mode.
public final class Modes implements AutoCloseable {
    private static final ScopedValue<Switches> INHERITED = ScopedValue.newInstance();

    private final ThreadState thread;
    private final Switches before;
    private final @Nullable Modes outer;
    private boolean closed;

    private Modes(ThreadState thread) {
        this.thread = thread;
        this.before = thread.switches();
        this.outer = thread.mode();
    }

    /// What a thread that has not run yet starts with.
    static Switches inherited() {
        return INHERITED.isBound() ? INHERITED.get() : Switches.DEFAULT;
    }

    /// Sets a mode until the result is closed, on the thread that opened it.
    ///
    /// @throws IllegalStateException for [Mode#ENABLE_GRAD] in inference mode
    public static Modes open(Mode mode) {
        ThreadState thread = ThreadState.current();
        return set(thread, mode.after(thread.switches()));
    }

    /// Runs code under a mode and returns its result.
    ///
    /// @throws IllegalStateException for [Mode#ENABLE_GRAD] in inference mode
    public static <T extends @Nullable Object> T within(Mode mode, Supplier<T> body) {
        try (Modes modes = open(mode)) {
            return ScopedValue.where(INHERITED, modes.thread.switches()).call(body::get);
        }
    }

    /// Runs code under a mode.
    ///
    /// @throws IllegalStateException for [Mode#ENABLE_GRAD] in inference mode
    public static void within(Mode mode, Runnable body) {
        try (Modes modes = open(mode)) {
            ScopedValue.where(INHERITED, modes.thread.switches()).run(body);
        }
    }

    /// Runs code that records or not, for the engine's and operators' own use: threads that it starts do not see
    /// it.
    ///
    /// @throws IllegalStateException for recording in inference mode
    public static void withGrad(boolean enabled, Runnable body) {
        try (Modes _ = grad(enabled)) {
            body.run();
        }
    }

    /// Runs code that records or not and returns its result, as above.
    ///
    /// @throws IllegalStateException for recording in inference mode
    public static <T extends @Nullable Object> T withGrad(boolean enabled, Supplier<T> body) {
        try (Modes _ = grad(enabled)) {
            return body.get();
        }
    }

    private static Modes grad(boolean enabled) {
        return open(enabled ? Mode.ENABLE_GRAD : Mode.NO_GRAD);
    }

    /// Runs gradient rules: their results are looked at by the walk, not by the forward check of anomaly detection.
    ///
    /// @throws IllegalStateException for recording in inference mode
    static void walk(boolean createGraph, Runnable body) {
        ThreadState thread = ThreadState.current();
        Switches recording = createGraph ? Mode.ENABLE_GRAD.after(thread.switches()) : thread.switches();
        try (Modes _ = set(thread, recording.withWalk(createGraph))) {
            body.run();
        }
    }

    /// Sets all modes to what they were at another moment, until the result is closed.
    static Modes again(Switches switches) {
        return set(ThreadState.current(), switches);
    }

    /// Runs code that neither records on the tape nor tells the thread's recorder: the inside of an operator that
    /// is computed by others.
    public static <T extends @Nullable Object> T quiet(Supplier<T> body) {
        ThreadState thread = ThreadState.current();
        Recorder recorder = thread.recorder();
        thread.setRecorder(null);
        try (Modes _ = set(thread, thread.switches().quiet())) {
            return body.get();
        } finally {
            thread.setRecorder(recorder);
        }
    }

    private static Modes set(ThreadState thread, Switches switches) {
        Modes modes = new Modes(thread);
        thread.setSwitches(switches);
        thread.setMode(modes);
        return modes;
    }

    /// Restores the modes that were set before, which also ends those that were opened since. A second call does
    /// nothing.
    ///
    /// @throws IllegalStateException when called on another thread than the one that opened it
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (thread != ThreadState.current()) {
            throw new IllegalStateException("a mode was opened on one thread and closed on another");
        }
        for (Modes inner = thread.mode(); inner != null && inner != this; inner = inner.outer) {
            inner.closed = true;
        }
        thread.setSwitches(before);
        thread.setMode(outer);
        closed = true;
    }
}
