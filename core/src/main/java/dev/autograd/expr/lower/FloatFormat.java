package dev.autograd.expr.lower;

import dev.autograd.value.DType;

/// A binary floating format: the constants that arithmetic on its bits needs, and the polynomials that are
/// accurate to its precision. All values are exact in the format.
///
/// The polynomials are minimax fits (Remez exchange on 200-bit values), rounded to the format.
public enum FloatFormat {
    FLOAT32(
            23,
            127,
            Float.floatToIntBits((float) Math.sqrt(0.5)),
            88.9,
            -104,
            // Relative error of r + r^2 P(r) against expm1(r): 2^-26.
            new double[] {0.5f, 0.16666539f, 0.041666612f, 0.0083671f, 0.0013917626f},
            // Relative error of the logarithm: 2^-30.
            new double[] {0.66666776f, 0.3997758f, 0.29870927f}),
    FLOAT64(
            52,
            1023,
            Double.doubleToLongBits(Math.sqrt(0.5)),
            709.8,
            -745.2,
            // 2^-60.
            new double[] {
                0.5,
                0.16666666666666677,
                0.0416666666666667,
                0.008333333333321615,
                0.0013888888888866843,
                0.00019841269886159104,
                2.4801587360536028e-05,
                2.7557244181358154e-06,
                2.755724278179752e-07,
                2.5109045078773622e-08,
                2.0924435413036246e-09
            },
            // 2^-58.
            new double[] {
                0.6666666666666734,
                0.3999999999941395,
                0.2857142874256546,
                0.22222198553485537,
                0.18183565420633727,
                0.1531402082863924,
                0.14796263605660645
            });

    private final int fractionBits;
    private final int bias;
    private final long rootHalfBits;
    private final double overflow;
    private final double underflow;
    private final double[] expm1;
    private final double[] log;

    FloatFormat(
            int fractionBits,
            int bias,
            long rootHalfBits,
            double overflow,
            double underflow,
            double[] expm1,
            double[] log) {
        this.fractionBits = fractionBits;
        this.bias = bias;
        this.rootHalfBits = rootHalfBits;
        this.overflow = overflow;
        this.underflow = underflow;
        this.expm1 = expm1;
        this.log = log;
    }

    static FloatFormat of(DType type) {
        return type == DType.FLOAT32 ? FLOAT32 : FLOAT64;
    }

    /// The size of a number.
    public int totalBits() {
        return this == FLOAT32 ? Float.SIZE : Double.SIZE;
    }

    /// The bits of the fraction.
    public int fractionBits() {
        return fractionBits;
    }

    /// What the exponent field of 1 holds.
    public int bias() {
        return bias;
    }

    /// The bits of the root of one half, which splits logarithms' arguments best.
    public long rootHalfBits() {
        return rootHalfBits;
    }

    /// The bits of 1.
    public long oneBits() {
        return (long) bias << fractionBits;
    }

    /// The bits that hold the fraction.
    public long fractionMask() {
        return (1L << fractionBits) - 1;
    }

    /// The bit that holds the sign.
    public long signBit() {
        return 1L << (totalBits() - 1);
    }

    /// Adding and subtracting it rounds to a whole number, which the sum holds in its low bits: 1.5 *
    /// 2^fractionBits.
    public double rounder() {
        return 0x1.8p0 * (1L << fractionBits);
    }

    /// The bits of the [#rounder()].
    public long rounderBits() {
        return ((long) (bias + fractionBits) << fractionBits) | (1L << (fractionBits - 1));
    }

    /// The value rounded to the format.
    double round(double value) {
        return this == FLOAT32 ? (float) value : value;
    }

    /// The smallest normal number.
    double minNormal() {
        return this == FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    }

    /// exp of this and more is infinite.
    double overflow() {
        return overflow;
    }

    /// exp of this and less is 0.
    double underflow() {
        return underflow;
    }

    /// `(exp(r) - 1 - r) / r^2` as a polynomial in r for |r| <= log(2) / 2, lowest power first.
    double[] expm1() {
        return expm1.clone();
    }

    /// `(2 atanh(s) - 2 s) / s^3` as a polynomial in s^2 for |s| <= (sqrt(2) - 1) / (sqrt(2) + 1), lowest power
    /// first.
    double[] log() {
        return log.clone();
    }
}
