package dev.autograd.expr;

/// The error function and its complement in double precision, relative error below 1e-15 wherever the result is
/// a normal number.
///
/// The coefficients are minimax fits (Remez exchange on 160-bit values of the functions), rounded to double.
public final class ErrorFunction {
    /// Below this erf is computed as such, above it as the complement of erfc.
    private static final double SMALL = 0.75;

    /// `erf(x) / x` as a polynomial in x^2 for |x| <= 3/4, lowest power first; relative error 2^-55.
    private static final double[] ODD = {
        1.1283791670955126,
        -0.37612638903183715,
        0.11283791670952478,
        -0.026866170644401912,
        0.005223977615115275,
        -0.0008548326168595397,
        0.00012055288755986128,
        -1.492417607648709e-05,
        1.6430379296779252e-06,
        -1.5937521671662185e-07,
        1.1463465964425703e-08
    };

    /// `exp(x^2) erfc(x) (1 + 2x)` as a polynomial in `(x - 3) / (x + 3)` for x from 3/4 to 27.5, lowest power
    /// first; relative error 2^-54. The substitution maps the half-line to an interval, where the product is
    /// nearly flat.
    private static final double[] TAIL = {
        1.2530080582697296,
        -0.1356211061245812,
        -0.04756229435345127,
        0.1296451587027647,
        -0.11927366341526677,
        0.0683080273438118,
        -0.023770514919883044,
        0.002529391819511422,
        0.001888690376784217,
        -0.0007798323147666138,
        -0.00010515993599445958,
        0.00012509969108947082,
        4.950079748157952e-06,
        -2.0102324957088502e-05,
        -7.328376386511109e-07,
        3.478297678647619e-06,
        3.572541165623015e-07,
        -6.287988025167311e-07,
        -1.3653470753414395e-07,
        1.1568067209078124e-07,
        3.048095980332541e-08,
        -1.934370777218604e-08
    };

    private ErrorFunction() {}

    /// `2 / sqrt(pi)` times the integral of `exp(-t^2)` from 0 to x.
    public static double erf(double x) {
        double a = Math.abs(x);
        if (a < SMALL) {
            return x * polynomial(ODD, x * x);
        }
        // From 6 on, erfc is below half a unit in the last place of 1. NaN goes on into tail.
        return Math.copySign(a > 6 ? 1 : 1 - tail(a), x);
    }

    /// `1 - erf(x)` without the cancellation.
    public static double erfc(double x) {
        if (Math.abs(x) < SMALL) {
            return 1 - x * polynomial(ODD, x * x);
        }
        return x < 0 ? 2 - tail(-x) : tail(x);
    }

    private static double tail(double x) {
        if (x > 27.3) {
            return 0;
        }
        double flat = polynomial(TAIL, (x - 3) / (x + 3)) / (1 + 2 * x);
        // exp(-x^2) needs the square to more than double precision: exp(-high) * (1 - low).
        double high = x * x;
        double low = Math.fma(x, x, -high);
        return Math.exp(-high) * (flat - flat * low);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
