package dev.autograd.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The slots of one walk by node, of nodes that have a gradient and have not been visited. They lie here and not on the
/// nodes, because walks of several threads may meet in a node. The place of a node follows from its number; where it is
/// taken, the next free one is.
final class SlotTable {
    private static final int SMALL = 32;

    private @Nullable Slots[] places = new Slots[SMALL];
    private int shift = Long.SIZE - Integer.numberOfTrailingZeros(SMALL);
    private int count;

    /// In a small table the lowest bits, in which the nodes of a chain do not meet. In a large one the upper
    /// bits of a product with 2^64 divided by the golden ratio: by the lowest, two stretches of a tape would
    /// fill the same stretch of places, and each search would go through all of it.
    private int wanted(Node node) {
        long number = node.number();
        return places.length == SMALL ? (int) number & (SMALL - 1) : (int) ((number * 0x9E3779B97F4A7C15L) >>> shift);
    }

    private int next(int place) {
        return (place + 1) & (places.length - 1);
    }

    /// The slots of a node, or null when it has none here.
    @Nullable
    Slots get(Node node) {
        int place = wanted(node);
        Slots found = places[place];
        while (found != null && found.node != node) {
            place = next(place);
            found = places[place];
        }
        return found;
    }

    /// Adds the slots of a node that has none here.
    void add(Slots slots) {
        if (++count > places.length / 2) {
            @Nullable Slots[] before = places;
            places = new Slots[before.length * 4];
            shift -= 2;
            Arrays.stream(before).forEach(this::put);
        }
        put(slots);
    }

    private void put(@Nullable Slots slots) {
        if (slots != null) {
            int place = wanted(slots.node);
            while (places[place] != null) {
                place = next(place);
            }
            places[place] = slots;
        }
    }

    /// Removes what is here, and closes the gap that those behind would no longer be found across.
    void remove(Slots slots) {
        int gap = wanted(slots.node);
        while (places[gap] != slots) {
            gap = next(gap);
        }
        count--;
        places[gap] = null;
        int place = next(gap);
        Slots moved = places[place];
        while (moved != null) {
            int distance = (place - wanted(moved.node)) & (places.length - 1);
            if (distance >= ((place - gap) & (places.length - 1))) {
                places[gap] = moved;
                places[place] = null;
                gap = place;
            }
            place = next(place);
            moved = places[place];
        }
    }
}
