package dev.autograd.data;

import dev.autograd.value.Random;
import java.util.Arrays;

/// A data set cut in two at random: one part to learn from, one to be tested on.
///
/// @param train the part to learn from
/// @param test the part to be tested on
public record Split(Dataset train, Dataset test) {
    /// Cuts a data set. The parts depend on its size, the fraction and the seed alone, and keep its order.
    ///
    /// @param testFraction the share of the test part, within [0, 1]; its size is rounded to the nearest
    /// @throws IllegalArgumentException when the fraction is not within [0, 1]
    public static Split of(Dataset whole, double testFraction, long seed) {
        if (!(testFraction >= 0 && testFraction <= 1)) {
            throw new IllegalArgumentException("Split: testFraction must be within [0, 1], but is " + testFraction);
        }
        int[] order = Random.seed(seed).split("split").permutation(whole.size());
        int tests = (int) Math.round(testFraction * order.length);
        return new Split(part(whole, order, tests, order.length), part(whole, order, 0, tests));
    }

    private static Dataset part(Dataset whole, int[] order, int from, int to) {
        int[] indices = Arrays.copyOfRange(order, from, to);
        Arrays.sort(indices);
        return new Subset(whole, indices);
    }
}
