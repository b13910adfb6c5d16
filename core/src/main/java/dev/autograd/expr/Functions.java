package dev.autograd.expr;

/// The named functions of expressions, for static import, so that formulas read like mathematics:
///
/// ```java
/// Expr gelu = x.mul(0.5).mul(erf(x.mul(Math.sqrt(0.5))).plus(1));
/// Expr elu = select(x.gt(0), x, expm1(x));
/// ```
///
/// What each computes is said by its row in [UnaryFn] or [BinaryFn].
public final class Functions {
    private Functions() {}

    /// `then` where the condition holds, `otherwise` elsewhere.
    public static Expr select(Expr condition, Expr then, Expr otherwise) {
        return Simplify.select(condition, then, otherwise);
    }

    /// The absolute value.
    public static Expr abs(Expr x) {
        return Simplify.unary(UnaryFn.ABS, x);
    }

    /// -1, 0 or 1; 0 for NaN.
    public static Expr sign(Expr x) {
        return Simplify.unary(UnaryFn.SIGN, x);
    }

    /// `max(x, 0)` with the derivative 0 at 0.
    public static Expr relu(Expr x) {
        return Simplify.unary(UnaryFn.RELU, x);
    }

    /// The square root.
    public static Expr sqrt(Expr x) {
        return Simplify.unary(UnaryFn.SQRT, x);
    }

    /// `1 / sqrt(x)`.
    public static Expr rsqrt(Expr x) {
        return reciprocal(sqrt(x));
    }

    /// `1 / x`.
    public static Expr reciprocal(Expr x) {
        return Simplify.unary(UnaryFn.RECIPROCAL, x);
    }

    /// e to the power x.
    public static Expr exp(Expr x) {
        return Simplify.unary(UnaryFn.EXP, x);
    }

    /// 2 to the power x.
    public static Expr exp2(Expr x) {
        return Simplify.unary(UnaryFn.EXP2, x);
    }

    /// `exp(x) - 1`, exact near 0.
    public static Expr expm1(Expr x) {
        return Simplify.unary(UnaryFn.EXPM1, x);
    }

    /// The natural logarithm.
    public static Expr log(Expr x) {
        return Simplify.unary(UnaryFn.LOG, x);
    }

    /// `log(1 + x)`, exact near 0.
    public static Expr log1p(Expr x) {
        return Simplify.unary(UnaryFn.LOG1P, x);
    }

    /// The logarithm to base 2.
    public static Expr log2(Expr x) {
        return Simplify.unary(UnaryFn.LOG2, x);
    }

    /// The logarithm to base 10.
    public static Expr log10(Expr x) {
        return Simplify.unary(UnaryFn.LOG10, x);
    }

    /// `1 / (1 + exp(-x))`.
    public static Expr sigmoid(Expr x) {
        return Simplify.unary(UnaryFn.SIGMOID, x);
    }

    /// The sine of an angle in radians.
    public static Expr sin(Expr x) {
        return Simplify.unary(UnaryFn.SIN, x);
    }

    /// The cosine of an angle in radians.
    public static Expr cos(Expr x) {
        return Simplify.unary(UnaryFn.COS, x);
    }

    /// The tangent of an angle in radians.
    public static Expr tan(Expr x) {
        return Simplify.unary(UnaryFn.TAN, x);
    }

    /// The inverse of the sine.
    public static Expr asin(Expr x) {
        return Simplify.unary(UnaryFn.ASIN, x);
    }

    /// The inverse of the cosine.
    public static Expr acos(Expr x) {
        return Simplify.unary(UnaryFn.ACOS, x);
    }

    /// The inverse of the tangent.
    public static Expr atan(Expr x) {
        return Simplify.unary(UnaryFn.ATAN, x);
    }

    /// The hyperbolic sine.
    public static Expr sinh(Expr x) {
        return Simplify.unary(UnaryFn.SINH, x);
    }

    /// The hyperbolic cosine.
    public static Expr cosh(Expr x) {
        return Simplify.unary(UnaryFn.COSH, x);
    }

    /// The hyperbolic tangent.
    public static Expr tanh(Expr x) {
        return Simplify.unary(UnaryFn.TANH, x);
    }

    /// The inverse of the hyperbolic sine.
    public static Expr asinh(Expr x) {
        return Simplify.unary(UnaryFn.ASINH, x);
    }

    /// The inverse of the hyperbolic cosine.
    public static Expr acosh(Expr x) {
        return Simplify.unary(UnaryFn.ACOSH, x);
    }

    /// The inverse of the hyperbolic tangent.
    public static Expr atanh(Expr x) {
        return Simplify.unary(UnaryFn.ATANH, x);
    }

    /// The error function.
    public static Expr erf(Expr x) {
        return Simplify.unary(UnaryFn.ERF, x);
    }

    /// `1 - erf(x)`, exact where it is small.
    public static Expr erfc(Expr x) {
        return Simplify.unary(UnaryFn.ERFC, x);
    }

    /// The largest whole number not above x.
    public static Expr floor(Expr x) {
        return Simplify.unary(UnaryFn.FLOOR, x);
    }

    /// The smallest whole number not below x.
    public static Expr ceil(Expr x) {
        return Simplify.unary(UnaryFn.CEIL, x);
    }

    /// The nearest whole number, halves to the even one.
    public static Expr round(Expr x) {
        return Simplify.unary(UnaryFn.ROUND, x);
    }

    /// The nearest whole number towards zero.
    public static Expr trunc(Expr x) {
        return Simplify.unary(UnaryFn.TRUNC, x);
    }

    /// Whether x is NaN.
    public static Expr isNaN(Expr x) {
        return Simplify.unary(UnaryFn.IS_NAN, x);
    }

    /// Whether x is an infinity.
    public static Expr isInfinite(Expr x) {
        return Simplify.unary(UnaryFn.IS_INF, x);
    }

    /// Whether x is neither NaN nor an infinity.
    public static Expr isFinite(Expr x) {
        return Simplify.unary(UnaryFn.IS_FINITE, x);
    }

    /// The larger of the two, NaN if either is.
    public static Expr max(Expr a, Expr b) {
        return Simplify.binary(BinaryFn.MAX, a, b);
    }

    /// The smaller of the two, NaN if either is.
    public static Expr min(Expr a, Expr b) {
        return Simplify.binary(BinaryFn.MIN, a, b);
    }

    /// The angle of the point `(x, y)`.
    public static Expr atan2(Expr y, Expr x) {
        return Simplify.binary(BinaryFn.ATAN2, y, x);
    }

    /// `sqrt(a*a + b*b)` without overflow on the way.
    public static Expr hypot(Expr a, Expr b) {
        return Simplify.binary(BinaryFn.HYPOT, a, b);
    }

    /// The size of `a` with the sign of `b`.
    public static Expr copySign(Expr a, Expr b) {
        return Simplify.binary(BinaryFn.COPY_SIGN, a, b);
    }

    /// The remainder with the sign of the divisor, as in Python.
    public static Expr remainder(Expr a, Expr b) {
        return Simplify.binary(BinaryFn.REMAINDER, a, b);
    }

    /// The remainder with the sign of the dividend, as in C.
    public static Expr fmod(Expr a, Expr b) {
        return Simplify.binary(BinaryFn.FMOD, a, b);
    }

    /// The quotient rounded down.
    public static Expr floorDiv(Expr a, Expr b) {
        return Simplify.binary(BinaryFn.FLOOR_DIV, a, b);
    }
}
