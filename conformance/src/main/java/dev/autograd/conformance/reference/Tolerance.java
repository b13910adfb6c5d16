package dev.autograd.conformance.reference;

/// How far a number may be from the reference: `|a - b| <= atol + rtol * |b|`.
public record Tolerance(double rtol, double atol) {
    /// Both parts multiplied.
    public Tolerance times(double factor) {
        return new Tolerance(factor * rtol, factor * atol);
    }

    /// How far from `expected` is close enough.
    public double allowed(double expected) {
        return atol + rtol * Math.abs(expected);
    }

    /// Whether a number is close enough. NaN is close to NaN, an infinity to itself.
    public boolean accepts(double actual, double expected) {
        return Double.compare(actual, expected) == 0
                || actual == expected
                || (Double.isFinite(expected) && Math.abs(actual - expected) <= allowed(expected));
    }
}
