package dev.autograd.expr.lower;

import static dev.autograd.expr.Step.BitsFn.SIGN_OF_SECOND_BIT;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.UnaryFn;

/// Circular functions and their inverses in float32 arithmetic, within two units in the last place (`tan` and
/// `asin` within three).
///
/// Polynomials are minimax fits (Remez exchange on 200-bit values), rounded to float32, lowest power first.
final class Trigonometry {
    /// `(f(x) / x - 1) / x^2` in x^2: for sin and tan on |x| <= pi/4, for asin on |x| <= 1/2, for atan on |x|
    /// <= 1.
    private static final double[] SIN = {-0.16666655f, 0.008332173f, -0.00019516656f};

    private static final double[] TAN = {
        0.33333352f, 0.133326f, 0.054066755f, 0.021248572f, 0.01091927f, -1.2318404e-05f, 0.004424851f
    };
    private static final double[] ASIN = {0.16666754f, 0.074952416f, 0.045477096f, 0.024147613f, 0.042218547f};
    private static final double[] ATAN = {
        -0.33333302f,
        0.19998638f,
        -0.14265245f,
        0.10957576f,
        -0.0841946f,
        0.058234565f,
        -0.031455718f,
        0.01106445f,
        -0.0018272152f
    };

    /// `(cos(x) - 1 + x^2 / 2) / x^4` in x^2 on |x| <= pi/4.
    private static final double[] COS = {0.041666646f, -0.0013887362f, 2.443773e-05f};

    /// pi / 2 in three parts of 24 bits.
    private static final double[] HALF_PI = {1.5707964f, -4.371139e-08f, -1.7151245e-15f};

    // Up to here multiples of pi/2 are subtracted exactly enough; beyond, the scalar function takes over.
    private static final double DOMAIN = 1e6;

    private static final double ROUNDER = FloatFormat.FLOAT32.rounder();

    private Trigonometry() {}

    /// `x = n pi/2 + r`: n plus the rounder, r, and whether n is odd.
    private record Reduced(Value bits, Value r, Value odd) {}

    private static Reduced reduce(Value x) {
        Value bits = x.fma(2 / Math.PI, ROUNDER);
        Value n = bits.minus(ROUNDER);
        Value r = x;
        for (double part : HALF_PI) {
            r = n.fma(-part, r);
        }
        Value half = n.fma(0.5, ROUNDER).minus(ROUNDER);
        return new Reduced(bits, r, half.plus(half).is(BinaryFn.NE, n));
    }

    /// For an odd function: the reduction has lost the sign of a zero.
    private static Value keepingZero(Value x, Value y) {
        return x.is(BinaryFn.EQ, 0).choose(x, y);
    }

    private static Value odd(double[] coefficients, Value x) {
        Value z = x.mul(x);
        return z.polynomial(coefficients).mul(z).fma(x, x);
    }

    private static Value cosine(Value r) {
        Value z = r.mul(r);
        return z.polynomial(COS).mul(z).fma(z, z.fma(-0.5, 1));
    }

    static Value sin(Value x) {
        Reduced split = reduce(x);
        Value size = split.odd.choose(cosine(split.r), odd(SIN, split.r));
        Value y = keepingZero(x, size.mul(split.bits.bits(SIGN_OF_SECOND_BIT)));
        return y.except(isFar(x), UnaryFn.SIN, x);
    }

    static Value cos(Value x) {
        Reduced split = reduce(x);
        Value size = split.odd.choose(odd(SIN, split.r), cosine(split.r));
        return size.mul(split.bits.plus(1).bits(SIGN_OF_SECOND_BIT)).except(isFar(x), UnaryFn.COS, x);
    }

    static Value tan(Value x) {
        Reduced split = reduce(x);
        Value t = odd(TAN, split.r);
        Value y = keepingZero(x, split.odd.choose(x.literal(-1).div(t), t));
        return y.except(isFar(x), UnaryFn.TAN, x);
    }

    private static Value isFar(Value x) {
        return x.abs().is(BinaryFn.GT, DOMAIN);
    }

    static Value atan(Value x) {
        // atan(a) = pi/2 - atan(1/a).
        Value a = x.abs();
        Value large = a.is(BinaryFn.GT, 1);
        Value t = odd(ATAN, large.choose(x.literal(-1).div(a), a));
        return large.choose(t.plus(HALF_PI[0]), t).copySign(x);
    }

    /// `asin(s)` for s = a if a = |x| is at most 1/2, otherwise for s = sqrt((1 - a) / 2).
    private static Value asinOfReduced(Value a, Value large) {
        Value z = large.choose(a.fma(-0.5, 0.5), a.mul(a));
        Value s = large.choose(z.with(UnaryFn.SQRT), a);
        return z.polynomial(ASIN).mul(z).fma(s, s);
    }

    static Value asin(Value x) {
        // asin(a) = pi/2 - 2 asin(sqrt((1 - a) / 2)).
        Value a = x.abs();
        Value large = a.is(BinaryFn.GT, 0.5);
        Value r = asinOfReduced(a, large);
        return large.choose(r.fma(-2, HALF_PI[0]), r).copySign(x);
    }

    static Value acos(Value x) {
        Value a = x.abs();
        Value large = a.is(BinaryFn.GT, 0.5);
        Value r = asinOfReduced(a, large);
        Value twice = r.plus(r);
        Value far = x.is(BinaryFn.LT, 0).choose(x.literal((float) Math.PI).minus(twice), twice);
        return large.choose(far, x.literal(HALF_PI[0]).minus(r.copySign(x)));
    }
}
