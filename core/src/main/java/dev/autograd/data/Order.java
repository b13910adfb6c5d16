package dev.autograd.data;

import dev.autograd.value.Random;
import java.util.Arrays;

/// In which order a loader takes the examples: a function of the epoch and nothing else.
@FunctionalInterface
interface Order {
    /// As they come.
    Order GIVEN = (_, size) -> {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        return order;
    };

    /// The numbers of all examples in the order of one epoch.
    int[] of(int epoch, int size);

    /// Another random order in every epoch.
    static Order shuffled(long seed) {
        return (epoch, size) -> Random.seed(seed).split("shuffle").split(epoch).permutation(size);
    }
}
