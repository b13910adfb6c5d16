package dev.autograd.expr.lower;

import static dev.autograd.expr.Step.BitsFn.EXPONENT;
import static dev.autograd.expr.Step.BitsFn.MANTISSA;
import static dev.autograd.expr.Step.BitsFn.POWER_OF_TWO;

import dev.autograd.expr.BinaryFn;

/// Exponentials and logarithms written in arithmetic, for either floating format: straight-line, within two
/// units in the last place (`tanh`, `sigmoid` and the `log10` of float64 within three), right for zeros,
/// denormals, infinities and NaN.
///
/// Exponentials split `x = n log(2) + r` with |r| <= log(2) / 2 and multiply `exp(r)`, a polynomial, by 2^n.
/// Logarithms split `x = 2^e m` with m around 1 and take a series of `s = (m - 1) / (m + 1)`. These reductions
/// are classical (J.-M. Muller, Elementary Functions); the fits are in [FloatFormat].
final class Exponentials {
    private final FloatFormat format;
    private final double ln2High;
    private final double ln2Low;

    Exponentials(FloatFormat format) {
        this.format = format;
        this.ln2High = format.round(Math.log(2));
        // log(2) to twice the precision of the format.
        this.ln2Low = format == FloatFormat.FLOAT32 ? format.round(Math.log(2) - ln2High) : 2.3190468138462996e-17;
    }

    /// `x = n log(2) + r`: n plus the rounder, which holds n in its low bits, n itself, and `exp(r) - 1`.
    private record Reduced(Value bits, Value n, Value expm1) {}

    private Reduced reduce(Value x) {
        Value bits = x.fma(1 / Math.log(2), format.rounder());
        Value n = bits.minus(format.rounder());
        Value r = n.fma(-ln2Low, n.fma(-ln2High, x));
        return new Reduced(bits, n, expm1Near0(r));
    }

    private Value expm1Near0(Value r) {
        return r.polynomial(format.expm1()).fma(r.mul(r), r);
    }

    Value exp(Value x) {
        return scaledExp(x, 0);
    }

    /// `exp(x) * 2^scale`, which may be finite where exp(x) is not.
    private Value scaledExp(Value x, int scale) {
        Value y = expWithoutOverflow(x, scale);
        return x.is(BinaryFn.GT, format.overflow() - Math.min(scale, 0)).choose(Double.POSITIVE_INFINITY, y);
    }

    /// `exp(x) * 2^scale` for x that are not much above the range of exp.
    private Value expWithoutOverflow(Value x, int scale) {
        Reduced split = reduce(x);
        Value y = times2ToThe(split.n, split.bits, split.expm1, scale);
        return x.is(BinaryFn.LT, format.underflow()).choose(0, y);
    }

    /// `(1 + expm1) * 2^(n + scale)`, in two steps, since 2^n alone leaves the normal range at both ends.
    private Value times2ToThe(Value n, Value bits, Value expm1, int scale) {
        Value halfBits = n.fma(0.5, format.rounder());
        Value otherBits = bits.minus(halfBits.minus(format.rounder()));
        Value power = halfBits.bits(POWER_OF_TWO);
        Value other = (scale == 0 ? otherBits : otherBits.plus(scale)).bits(POWER_OF_TWO);
        return expm1.fma(power, power).mul(other);
    }

    Value exp2(Value x) {
        // The reduction of exp in units of log(2), so that whole powers are exact.
        Value bits = x.plus(format.rounder());
        Value n = bits.minus(format.rounder());
        Value y = times2ToThe(n, bits, expm1Near0(x.minus(n).mul(Math.log(2))), 0);
        Value low = x.is(BinaryFn.LT, format.underflow() / Math.log(2) - 1).choose(0, y);
        return x.is(BinaryFn.GE, format.bias() + 1).choose(Double.POSITIVE_INFINITY, low);
    }

    Value expm1(Value x) {
        double far = format == FloatFormat.FLOAT32 ? -20 : -40;
        Reduced split = reduce(x.is(BinaryFn.LT, far).choose(far, x));
        // 2^n (expm1(r) + 1) - 1 at half the size, since n goes up to where 2^n overflows.
        Value power = split.bits.minus(1).bits(POWER_OF_TWO);
        Value half = split.expm1.fma(power, power.minus(0.5));
        Value y = split.n.is(BinaryFn.EQ, 0).choose(split.expm1, half.plus(half));
        Value finite = x.is(BinaryFn.GT, format.overflow()).choose(Double.POSITIVE_INFINITY, y);
        return x.is(BinaryFn.EQ, 0).choose(x, finite);
    }

    Value sigmoid(Value x) {
        Value e = expWithoutOverflow(x.abs().neg(), 0);
        Value one = x.literal(1);
        return x.is(BinaryFn.LT, 0).choose(e, one).div(e.plus(one));
    }

    Value tanh(Value x) {
        // (1 - exp(-2 |x|)) / (1 + exp(-2 |x|)), which is 1 from 20 on.
        Value a = x.abs();
        Reduced split = reduce(a.is(BinaryFn.GT, 20).choose(-40, a.mul(-2)));
        Value power = split.bits.bits(POWER_OF_TWO);
        Value e = split.expm1.fma(power, power.minus(1));
        return e.div(e.plus(2)).copySign(x);
    }

    /// `exp(x) / 2`, finite a little longer than exp.
    Value halfExp(Value x) {
        return scaledExp(x, -1);
    }

    Value cosh(Value x) {
        Value half = halfExp(x.abs());
        return half.plus(x.literal(0.25).div(half));
    }

    /// The exponent e of `x = 2^e m`, and log(m) as `f - (h - s (h + R))`, split where sums still follow.
    private record Split(Value e, Value f, Value h, Value sum) {
        /// log(m).
        Value log() {
            return f.minus(h.minus(sum));
        }
    }

    /// The split of a number above 0, which `normal` says to be normal and finite.
    private Split split(Value normal) {
        Value f = normal.bits(MANTISSA).minus(1);
        Value s = f.div(f.plus(2));
        Value z = s.mul(s);
        Value h = f.mul(0.5).mul(f);
        Value sum = z.polynomial(format.log()).fma(z, h).mul(s);
        return new Split(normal.bits(EXPONENT), f, h, sum);
    }

    /// The split of any number above 0.
    private Split splitAny(Value x) {
        Value tiny = x.is(BinaryFn.LT, format.minNormal());
        int up = format.fractionBits() + 1;
        Split split = split(tiny.choose(x.mul(Math.scalb(1.0, up)), x));
        return new Split(split.e.minus(tiny.choose(up, x.literal(0))), split.f, split.h, split.sum);
    }

    /// `2^e m` to its logarithm.
    private Value log(Split split) {
        Value low = split.e.fma(ln2Low, split.sum);
        return split.e.fma(ln2High, split.f.minus(split.h.minus(low)));
    }

    /// A logarithm where x is not above 0, or not finite.
    private static Value withSpecials(Value x, Value y) {
        Value finite = x.is(BinaryFn.LT, Double.POSITIVE_INFINITY).choose(y, x);
        Value zero = x.is(BinaryFn.EQ, 0).choose(Double.NEGATIVE_INFINITY, finite);
        return x.is(BinaryFn.LT, 0).choose(Double.NaN, zero);
    }

    Value log(Value x) {
        return withSpecials(x, log(splitAny(x)));
    }

    Value log2(Value x) {
        Split split = splitAny(x);
        return withSpecials(x, split.log().fma(1 / Math.log(2), split.e));
    }

    Value log10(Value x) {
        Split split = splitAny(x);
        double unit = Math.log10(2);
        Value low = split.log().mul(1 / Math.log(10));
        // The high part has so few bits that its products with exponents are exact.
        double high = Math.rint(unit * 0x1p11) * 0x1p-11;
        return withSpecials(x, split.e.fma(high, split.e.fma(unit - high, low)));
    }

    Value log1p(Value x) {
        // log(u) + (1 + x - u) / u, where u is 1 + x rounded; from u = 1 it is x.
        Value u = x.plus(1);
        Value y = log(split(u)).plus(x.minus(u.minus(1)).div(u));
        Value specials = withSpecials(u, y);
        return u.is(BinaryFn.EQ, 1).choose(x, specials);
    }
}
