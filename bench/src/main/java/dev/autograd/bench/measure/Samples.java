package dev.autograd.bench.measure;

import java.util.Arrays;
import java.util.List;

/// Several measurements of one thing.
///
/// @param values in the order in which they were taken
public record Samples(List<Double> values) {
    /// Values that are copied.
    ///
    /// @throws IllegalArgumentException when there are none
    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Samples: there are none");
        }
    }

    /// The value in the middle; of an even number, the mean of the two there.
    public double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// The smallest.
    public double min() {
        return sorted()[0];
    }

    /// The largest.
    public double max() {
        return sorted()[values.size() - 1];
    }

    /// How many there are.
    public int count() {
        return values.size();
    }

    /// What these are in units of others, turn by turn.
    ///
    /// @throws IllegalArgumentException when there are not as many of them
    public Samples over(Samples others) {
        if (others.count() != count()) {
            throw new IllegalArgumentException("Samples: " + count() + " turns and " + others.count());
        }
        Double[] ratios = new Double[count()];
        Arrays.setAll(ratios, i -> values.get(i) / others.values.get(i));
        return new Samples(List.of(ratios));
    }

    private double[] sorted() {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
