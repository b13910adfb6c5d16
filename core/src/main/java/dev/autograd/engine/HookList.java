package dev.autograd.engine;

import dev.autograd.RemovableHandle;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Hooks of one kind, in the order in which they were registered.
///
/// Any thread may add and remove at any time. A thread that is going through the list does not see what is added
/// meanwhile, and calls nothing that has been removed.
public final class HookList<H> implements Iterable<H> {
    private final List<Entry<H>> entries = new CopyOnWriteArrayList<>();

    /// One registration: the same hook may be registered several times.
    private static final class Entry<H> {
        private final H hook;
        private volatile boolean removed;

        Entry(H hook) {
            this.hook = hook;
        }
    }

    /// An empty list.
    public HookList() {}

    /// Adds a hook at the end.
    public RemovableHandle add(H hook) {
        Entry<H> entry = new Entry<>(hook);
        entries.add(entry);
        return RemovableHandle.of(() -> {
            entry.removed = true;
            entries.remove(entry);
        });
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// The hooks that have not been removed.
    @Override
    public Iterator<H> iterator() {
        return active(entries);
    }

    /// The hooks of this moment, to be called later unless they have been removed by then.
    public Iterable<H> snapshot() {
        List<Entry<H>> now = List.copyOf(entries);
        return () -> active(now);
    }

    private static <H> Iterator<H> active(List<Entry<H>> entries) {
        return entries.stream()
                .filter(entry -> !entry.removed)
                .map(entry -> entry.hook)
                .iterator();
    }
}
