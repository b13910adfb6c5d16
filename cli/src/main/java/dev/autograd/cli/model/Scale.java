package dev.autograd.cli.model;

/// Standardisation of numbers to mean 0 and variance 1.
///
/// @param mean what is subtracted
/// @param std what is divided by
public record Scale(double mean, double std) {
    /// The scale that standardises `values`; numbers that are all the same become 0.
    public static Scale of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double std = Math.sqrt(squares / values.length);
        return new Scale(mean, std > 0 ? std : 1);
    }

    /// The standardised number.
    public double apply(double value) {
        return (value - mean) / std;
    }

    /// The number that [#apply] made this of.
    public double revert(double standardised) {
        return standardised * std + mean;
    }
}
