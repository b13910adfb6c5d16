package dev.autograd;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Ends what a `register...` method began: what it registered is not called any more.
///
/// ```java
/// try (RemovableHandle _ = hidden.registerHook(g -> g.clamp(-1, 1))) {
///     loss.backward();
/// }
/// ```
public final class RemovableHandle implements AutoCloseable {
    private final AtomicReference<@Nullable Runnable> removal;

    private RemovableHandle(Runnable removal) {
        this.removal = new AtomicReference<>(removal);
    }

    /// A handle that runs `removal` once, the first time that it is asked to.
    public static RemovableHandle of(Runnable removal) {
        return new RemovableHandle(removal);
    }

    /// One handle for several.
    public static RemovableHandle of(List<RemovableHandle> handles) {
        List<RemovableHandle> all = List.copyOf(handles);
        return new RemovableHandle(() -> all.forEach(RemovableHandle::remove));
    }

    /// Removes what was registered, from any thread. A second call does nothing.
    public void remove() {
        Runnable first = removal.getAndSet(null);
        if (first != null) {
            first.run();
        }
    }

    /// Whether it has been removed.
    public boolean isRemoved() {
        return removal.get() == null;
    }

    /// As [#remove()].
    @Override
    public void close() {
        remove();
    }
}
