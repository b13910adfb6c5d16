package dev.autograd.value;

/// Random bits to random numbers. Only operations whose results Java fixes to the last bit are used, hence
/// [StrictMath]: the same bits give the same number on every machine.
final class Variates {
    private static final float FLOAT_UNIT = 0x1p-24f;
    private static final double DOUBLE_UNIT = 0x1p-53;
    private static final double WORD_UNIT = 0x1p-32;
    private static final double TWO_PI = 2 * Math.PI;

    private Variates() {}

    /// Uniform on [0, 1), a multiple of 2^-24.
    static float uniformFloat(int word) {
        return (word >>> 8) * FLOAT_UNIT;
    }

    /// Uniform on [0, 1), a multiple of 2^-53.
    static double uniformDouble(long bits) {
        return (bits >>> 11) * DOUBLE_UNIT;
    }

    /// Moves `unit` from [0, 1) to [`from`, `to`). Rounding may land on `to`, which the interval excludes: step
    /// back.
    static float scale(float unit, float from, float to) {
        float value = from + unit * (to - from);
        return value < to ? value : Math.max(from, Math.nextDown(to));
    }

    /// Moves `unit` from [0, 1) to [`from`, `to`); see [#scale(float, float, float)].
    static double scale(double unit, double from, double to) {
        double value = from + unit * (to - from);
        return value < to ? value : Math.max(from, Math.nextDown(to));
    }

    /// The radius of the Box-Muller pair made from `unit`, which is taken as (0, 1] so that the logarithm is
    /// finite.
    static double radius(double unit) {
        return Math.sqrt(-2 * StrictMath.log(unit));
    }

    /// A word as a number of (0, 1] with all its 32 bits: normal float32 values then reach 6.6 standard deviations.
    static double positive(int word) {
        return (Integer.toUnsignedLong(word) + 1) * WORD_UNIT;
    }

    /// A word as an angle of [0, 2 pi).
    static double angle(int word) {
        return Integer.toUnsignedLong(word) * WORD_UNIT * TWO_PI;
    }

    /// 64 bits as a number of (0, 1]: normal float64 values then reach 8.5 standard deviations.
    static double positive(long bits) {
        return 1 - uniformDouble(bits);
    }

    /// 64 bits as an angle of [0, 2 pi).
    static double angle(long bits) {
        return uniformDouble(bits) * TWO_PI;
    }

    /// The half of a Box-Muller pair that belongs to an even (cosine) or odd (sine) element.
    static double normal(double radius, double angle, int lane) {
        return radius * ((lane & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
    }
}
