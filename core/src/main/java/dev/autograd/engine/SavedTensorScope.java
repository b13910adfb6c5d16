package dev.autograd.engine;

import dev.autograd.SavedTensorHooks;
import org.jspecify.annotations.Nullable;

/// A stretch of code on the calling thread in which hooks, or the engine itself, keep what operators save.
/// The innermost scope alone is asked. Threads started inside do not see it.
public final class SavedTensorScope implements AutoCloseable {
    private final ThreadState thread = ThreadState.current();
    private final @Nullable SavedTensorScope outer = thread.saving();
    private final Keeper keeper;
    private boolean closed;

    private SavedTensorScope(Keeper keeper) {
        this.keeper = keeper;
    }

    /// Lets hooks keep what operators save, until the result is closed, on the thread that opened it.
    public static SavedTensorScope open(SavedTensorHooks<?> hooks) {
        return open(new HookKeeper<>(hooks));
    }

    static SavedTensorScope open(Keeper keeper) {
        SavedTensorScope scope = new SavedTensorScope(keeper);
        scope.thread.setSaving(scope);
        return scope;
    }

    Keeper keeper() {
        return keeper;
    }

    /// Restores what was set before, which also ends the scopes that were opened since. A second call does nothing.
    ///
    /// @throws IllegalStateException when called on another thread than the one that opened it
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (thread != ThreadState.current()) {
            throw new IllegalStateException("savedTensorHooks were set on one thread and closed on another");
        }
        for (SavedTensorScope inner = thread.saving(); inner != null && inner != this; inner = inner.outer) {
            inner.closed = true;
        }
        thread.setSaving(outer);
        closed = true;
    }
}
