package dev.autograd.data;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import java.util.Arrays;

/// How the values of a tensor are spread: how many lie in each of some bins of equal width between the smallest and the
/// largest, and their sums.
///
/// ```java
/// Histogram weights = Histogram.of(layer.weight());
/// System.out.println(weights.mean() + " +- " + weights.std() + ", norm " + weights.norm());
/// ```
///
/// NaN and infinite values are counted and otherwise left out.
///
/// @param low          the smallest value; NaN where there is none
/// @param high         the largest value; NaN where there is none
/// @param sum          the sum of the values
/// @param sumOfSquares the sum of their squares
/// @param counts       how many values lie in each bin; one bin where all values are equal, none where there are none
/// @param notFinite    how many further elements are NaN or infinite
public record Histogram(double low, double high, double sum, double sumOfSquares, long[] counts, long notFinite) {
    private static final int FEWEST_BINS = 5;
    private static final int MOST_BINS = 40;

    /// The values of a tensor in as many bins as the root of their number, but 5 at least and 40 at most.
    public static Histogram of(Tensor values) {
        return of(values, (int) Math.clamp(Math.ceil(Math.sqrt((double) values.numel())), FEWEST_BINS, MOST_BINS));
    }

    /// The values of a tensor of any type and shape: two passes over a copy of them, in float64.
    ///
    /// @param bins how many, at least 1
    /// @throws IllegalArgumentException when `bins` is less than 1
    public static Histogram of(Tensor values, int bins) {
        Check.that(bins >= 1, () -> "Histogram.of: the number of bins must be at least 1, but is " + bins);
        double[] all = values.detach().toDoubleArray();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        long notFinite = 0;
        for (double value : all) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
                sum += value;
                squares += value * value;
            } else {
                notFinite++;
            }
        }
        return notFinite == all.length
                ? new Histogram(Double.NaN, Double.NaN, 0, 0, new long[0], notFinite)
                : new Histogram(low + 0.0, high + 0.0, sum, squares, counts(all, low, high, bins), notFinite); // no -0
    }

    private static long[] counts(double[] values, double low, double high, int bins) {
        long[] counts = new long[low == high ? 1 : bins];
        // Halves where the difference of the ends is more than a double holds.
        double unit = Double.isInfinite(high - low) ? 0.5 : 1;
        double perWidth = counts.length / (high * unit - low * unit); // infinite where the ends are equal, or almost
        int last = counts.length - 1;
        for (double value : values) {
            if (Double.isFinite(value)) {
                int bin = (int) ((value * unit - low * unit) * perWidth); // NaN, which 0 times infinite is, becomes 0
                counts[Math.min(bin, last)]++;
            }
        }
        return counts;
    }

    /// The number of finite values.
    public long count() {
        return Arrays.stream(counts).sum();
    }

    /// Where bin `bin` ends and the next one starts; the last one ends at [#high()].
    public double end(int bin) {
        double share = (bin + 1.0) / counts.length;
        return share == 1 ? high : low * (1 - share) + high * share;
    }

    /// The mean of the values; NaN where there is none.
    public double mean() {
        return sum / count();
    }

    /// The standard deviation of the values themselves (division by their number); NaN where there is none.
    public double std() {
        double mean = mean();
        return Math.sqrt(Math.max(0, sumOfSquares / count() - mean * mean));
    }

    /// The Euclidean norm of the values: the root of [#sumOfSquares()].
    public double norm() {
        return Math.sqrt(sumOfSquares);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram h
                && Arrays.equals(
                        new double[] {low, high, sum, sumOfSquares, notFinite},
                        new double[] {h.low, h.high, h.sum, h.sumOfSquares, h.notFinite})
                && Arrays.equals(counts, h.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(new double[] {low, high, sum, sumOfSquares, notFinite}) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Histogram[" + count() + " values from " + low + " to " + high + ", " + notFinite + " not finite]";
    }
}
