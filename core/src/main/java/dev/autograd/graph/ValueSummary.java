package dev.autograd.graph;

/// What the elements of a tensor are like. Minimum, maximum, mean and norm are those of the finite elements,
/// and NaN where there is none.
///
/// @param count how many elements there are
/// @param min the smallest
/// @param max the largest
/// @param mean their mean
/// @param norm the square root of the sum of their squares
/// @param nans how many are NaN
/// @param infinities how many are infinite
public record ValueSummary(long count, double min, double max, double mean, double norm, long nans, long infinities) {

    /// Of the given elements.
    public static ValueSummary of(double... elements) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        long nans = 0;
        long infinities = 0;
        for (double element : elements) {
            if (Double.isFinite(element)) {
                min = Math.min(min, element);
                max = Math.max(max, element);
                sum += element;
                squares += element * element;
            } else if (Double.isNaN(element)) {
                nans++;
            } else {
                infinities++;
            }
        }
        long finite = elements.length - nans - infinities;
        return finite == 0
                ? new ValueSummary(elements.length, Double.NaN, Double.NaN, Double.NaN, Double.NaN, nans, infinities)
                : new ValueSummary(elements.length, min, max, sum / finite, Math.sqrt(squares), nans, infinities);
    }

    /// How many elements are finite.
    public long finite() {
        return count - nans - infinities;
    }

    /// For example `min -1.5, mean 0.25, max 3, norm 4.1`, to six digits.
    @Override
    public String toString() {
        String values = finite() == 0
                ? "no finite element"
                : "min " + Figures.decimal(min) + ", mean " + Figures.decimal(mean) + ", max " + Figures.decimal(max)
                        + ", norm " + Figures.decimal(norm);
        return nans + infinities == 0 ? values : values + ", " + nans + " NaN, " + infinities + " infinite";
    }
}
