package dev.autograd.engine;

import java.util.AbstractCollection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The nodes of a walk that have a gradient and have not been visited, the highest number first. The first lies beside
/// the heap, which a chain of operators thus never touches.
final class Waiting extends AbstractCollection<Slots> {
    private final PriorityQueue<Slots> others = new PriorityQueue<>(Comparator.comparingLong(slots -> -slots.number));
    private @Nullable Slots first;

    @Override
    public boolean add(Slots slots) {
        Slots present = first;
        if (present == null) {
            first = slots;
        } else if (slots.number > present.number) {
            first = slots;
            others.add(present);
        } else {
            others.add(slots);
        }
        return true;
    }

    /// Takes the first, or null when none waits.
    @Nullable
    Slots poll() {
        Slots taken = first;
        first = others.isEmpty() ? null : others.poll();
        return taken;
    }

    @Override
    public int size() {
        return others.size() + (first == null ? 0 : 1);
    }

    /// In no particular order.
    @Override
    public Iterator<Slots> iterator() {
        return Stream.concat(Stream.ofNullable(first), others.stream()).iterator();
    }
}
