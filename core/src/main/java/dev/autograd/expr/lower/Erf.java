package dev.autograd.expr.lower;

import dev.autograd.expr.BinaryFn;

/// The error function in float32 vector arithmetic, within about one unit in the last place.
///
/// Minimax fits (Remez exchange on 200-bit values), rounded to float32.
final class Erf {
    /// `erf(x) / x - 1` as a polynomial in x^2 for |x| < 1; relative error of erf 2^-29.
    private static final double[] NEAR = {
        0.12837917f, -0.37612626f, 0.11283579f, -0.026853347f, 0.005187162f, -0.0007997853f, 7.806904e-05f
    };

    /// `1 - erf(x)` as a polynomial in x - 2.4375 for x from 1 to 3.925; absolute error 2^-27.
    private static final double[] FAR = {
        0.0005665415f,
        -0.0029656864f,
        0.007229119f,
        -0.010759801f,
        0.010701542f,
        -0.0072008157f,
        0.0030044229f,
        -0.0003895386f,
        -0.00041862595f,
        0.0003158144f,
        -6.8840964e-05f,
        -2.9335186e-05f,
        1.7198594e-05f,
        2.426356e-07f,
        -1.0782143e-06f
    };

    private static final double FAR_CENTER = 2.4375;

    /// From here on erf rounds to 1.
    private static final double ONE = 3.925;

    private Erf() {}

    static Value erf(Value x) {
        Value size = x.abs();
        Value near = x.mul(x).polynomial(NEAR).fma(x, x);
        Value far = x.literal(1).minus(size.minus(FAR_CENTER).polynomial(FAR));
        Value large = size.is(BinaryFn.GT, ONE).choose(1, far).copySign(x);
        return size.is(BinaryFn.LT, 1).choose(near, large);
    }
}
