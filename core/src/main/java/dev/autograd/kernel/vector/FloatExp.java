package dev.autograd.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The exponential in arithmetic that Java defines exactly, within one unit in the last place.
///
/// `lanewise(EXP)` will not do: the interpreter calls `Math.exp` for it and C2 a library of its own, and one value in
/// 25 changes its last bit when the kernel is compiled.
final class FloatExp {
    private static final float LOG2_E = 1.442695f;

    // log(2) to twice the precision.
    private static final float LN2_HIGH = 0.6931472f;
    private static final float LN2_LOW = -1.9046542e-9f;

    /// Adding and subtracting it rounds to a whole number, which the sum holds in its low bits.
    private static final float ROUNDER = 0x1.8p23f;

    private static final int FRACTION_BITS = 23;

    /// The logarithm of the smallest normal number.
    private static final float LEAST = -87.33654f;

    private FloatExp() {}

    /// `exp(x)` for x up to 88; 0 where it would not be a normal number. For such x the bits are those of `exp` in
    /// generated loops. The range is that of numbers less their maximum; the whole one takes so many more
    /// operations that C2 would not inline them twice in a method.
    ///
    /// With `x = n log(2) + r` and |r| <= log(2) / 2 it is `exp(r) 2^n`, and `(exp(r) - 1 - r) / r^2` is a minimax
    /// polynomial of relative error 2^-26.
    static FloatVector exp(FloatVector x) {
        FloatVector bits = x.fma(LOG2_E, ROUNDER);
        FloatVector n = bits.sub(ROUNDER);
        FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), x));
        FloatVector p = r.fma(0.0013917626f, 0.0083671f);
        p = p.fma(r, all(0.041666612f)).fma(r, all(0.16666539f)).fma(r, all(0.5f));
        FloatVector expm1 = p.fma(r.mul(r), r);
        // 1 has the exponent's bits of n = 0.
        FloatVector power = bits.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                .add(Float.floatToRawIntBits(1))
                .reinterpretAsFloats();
        return expm1.fma(power, power).blend(0, x.compare(VectorOperators.LT, LEAST));
    }

    /// The same for one element, with the same bits.
    static float exp(float x) {
        float bits = Math.fma(x, LOG2_E, ROUNDER);
        float n = bits - ROUNDER;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = Math.fma(r, 0.0013917626f, 0.0083671f);
        p = Math.fma(Math.fma(Math.fma(p, r, 0.041666612f), r, 0.16666539f), r, 0.5f);
        float expm1 = Math.fma(p, r * r, r);
        float power =
                Float.intBitsToFloat((Float.floatToRawIntBits(bits) << FRACTION_BITS) + Float.floatToRawIntBits(1));
        return x < LEAST ? 0 : Math.fma(expm1, power, power);
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(Lanes.FLOAT, value);
    }
}
