package dev.autograd.expr;

/// The scalar functions that [Math] lacks, or defines otherwise than PyTorch: what generated code calls, one
/// element at a time. Accurate to about one unit in the last place unless said.
public final class ScalarMath {
    private static final double LN2 = Math.log(2);

    private ScalarMath() {}

    /// -1, 0 or 1; 0 for NaN and for both zeros.
    public static double sign(double x) {
        return x > 0 ? 1 : x < 0 ? -1 : 0;
    }

    /// `max(x, 0)`.
    public static double relu(double x) {
        return Math.max(x, 0.0);
    }

    /// `1 / x`.
    public static double reciprocal(double x) {
        return 1 / x;
    }

    /// 2 to the power x, exact for whole x.
    public static double exp2(double x) {
        return Math.pow(2, x);
    }

    /// The logarithm to base 2, exact for powers of two.
    public static double log2(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return Math.log(x);
        }
        double normal = x < Double.MIN_NORMAL ? x * 0x1p54 : x;
        int exponent = Math.getExponent(normal);
        double mantissa = Math.scalb(normal, -exponent);
        if (mantissa > 1.5) {
            // Keeps the two terms from cancelling just below a power of two.
            mantissa /= 2;
            exponent++;
        }
        return Math.log(mantissa) / LN2 + (x < Double.MIN_NORMAL ? exponent - 54 : exponent);
    }

    /// The logistic function `1 / (1 + exp(-x))`, of which only the exponential that cannot overflow is taken.
    public static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// The inverse of the hyperbolic sine.
    public static double asinh(double x) {
        double a = Math.abs(x);
        // From 2^28 on, x^2 + 1 rounds to x^2.
        double y = a < 0x1p28 ? Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a))) : Math.log(a) + LN2;
        return Math.copySign(y, x);
    }

    /// The inverse of the hyperbolic cosine; NaN below 1.
    public static double acosh(double x) {
        if (x < 1) {
            return Double.NaN;
        }
        double t = x - 1;
        return x < 0x1p28 ? Math.log1p(t + Math.sqrt(t * (t + 2))) : Math.log(x) + LN2;
    }

    /// The inverse of the hyperbolic tangent; infinite at ±1, NaN beyond.
    public static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }

    /// To the nearest whole number, halves to the even one.
    public static double round(double x) {
        return Math.rint(x);
    }

    /// The whole part, with the sign of x.
    public static double trunc(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    /// As C's `pow`: 1 to any power and anything to the power 0 are 1, and -1 to an infinite power is 1.
    public static double pow(double a, double b) {
        if (a == 1 || (a == -1 && Double.isInfinite(b))) {
            return 1;
        }
        return Math.pow(a, b);
    }

    /// The integer power, modulo 2^64.
    ///
    /// @throws ArithmeticException if the exponent is negative
    public static long pow(long a, long b) {
        if (b < 0) {
            throw new ArithmeticException("integers have no negative integer powers, but the exponent is " + b
                    + "; convert the base to a floating type first");
        }
        long result = 1;
        long square = a;
        for (long rest = b; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    /// The remainder of [#floorDiv(double, double)], which has the sign of the divisor.
    public static double remainder(double a, double b) {
        double r = a % b;
        return r != 0 && (b < 0) != (r < 0) ? r + b : r;
    }

    /// The remainder with the sign of the divisor.
    ///
    /// @throws ArithmeticException if the divisor is 0
    public static long remainder(long a, long b) {
        return Math.floorMod(a, divisor(b));
    }

    /// The remainder with the sign of the dividend.
    public static double fmod(double a, double b) {
        return a % b;
    }

    /// The remainder with the sign of the dividend.
    ///
    /// @throws ArithmeticException if the divisor is 0
    public static long fmod(long a, long b) {
        return a % divisor(b);
    }

    /// The quotient rounded down, from the exact remainder, so that `floorDiv(a, b) * b + remainder(a, b)` is
    /// `a`.
    public static double floorDiv(double a, double b) {
        if (b == 0) {
            return a / b;
        }
        double r = a % b;
        double q = (a - r) / b;
        if (r != 0 && (b < 0) != (r < 0)) {
            q -= 1;
        }
        // q is whole but for rounding.
        return q == 0 ? Math.copySign(0, a / b) : Math.rint(q);
    }

    /// The quotient rounded down.
    ///
    /// @throws ArithmeticException if the divisor is 0
    public static long floorDiv(long a, long b) {
        return Math.floorDiv(a, divisor(b));
    }

    private static long divisor(long b) {
        if (b == 0) {
            throw new ArithmeticException("an integer was divided by zero");
        }
        return b;
    }
}
