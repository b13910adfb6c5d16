package dev.autograd.expr.lower;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.UnaryFn;

/// The less common hyperbolic functions in float32 arithmetic, within two and a half units in the last place.
final class Hyperbolics {
    /// `(sinh(x) / x - 1) / x^2` in x^2 for |x| < 1; minimax, relative error 2^-27.
    private static final double[] SINH = {0.16666667f, 0.00833335f, 0.0001983616f, 2.8169516e-06f};

    /// From here on `x^2 + 1` and `x^2` have the same root in float32.
    private static final double LARGE = 8192;

    private static final Exponentials EXP = new Exponentials(FloatFormat.FLOAT32);

    private Hyperbolics() {}

    static Value sinh(Value x) {
        Value a = x.abs();
        Value z = x.mul(x);
        Value near = z.polynomial(SINH).mul(z).fma(x, x);
        Value half = EXP.halfExp(a);
        Value far = half.minus(x.literal(0.25).div(half)).copySign(x);
        return a.is(BinaryFn.LT, 1).choose(near, far);
    }

    static Value asinh(Value x) {
        Value a = x.abs();
        Value z = a.mul(a);
        Value near = a.plus(z.div(z.plus(1).with(UnaryFn.SQRT).plus(1)));
        return logOfOnePlus(a.is(BinaryFn.GT, LARGE), a.minus(1), near).copySign(x);
    }

    static Value acosh(Value x) {
        Value t = x.minus(1);
        Value near = t.plus(t.fma(t, t.plus(t)).with(UnaryFn.SQRT));
        Value y = logOfOnePlus(x.is(BinaryFn.GT, LARGE), t, near);
        return x.is(BinaryFn.LT, 1).choose(Double.NaN, y);
    }

    static Value atanh(Value x) {
        Value a = x.abs();
        return EXP.log1p(a.plus(a).div(x.literal(1).minus(a))).mul(0.5).copySign(x);
    }

    /// `log(2 (1 + half))` where x is large, otherwise `log(1 + near)`.
    private static Value logOfOnePlus(Value large, Value half, Value near) {
        Value ln2 = large.choose(Math.log(2), half.literal(0));
        return EXP.log1p(large.choose(half, near)).plus(ln2);
    }
}
