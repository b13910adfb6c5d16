package dev.autograd.expr;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Functions.cos;
import static dev.autograd.expr.Functions.cosh;
import static dev.autograd.expr.Functions.exp;
import static dev.autograd.expr.Functions.rsqrt;
import static dev.autograd.expr.Functions.select;
import static dev.autograd.expr.Functions.sign;
import static dev.autograd.expr.Functions.sin;
import static dev.autograd.expr.Functions.sinh;
import static dev.autograd.expr.Functions.sqrt;

import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The functions of one argument: one row each, with what it computes and its derivative side by side.
///
/// A row is `NAME(label, home, real, integer, derivative)`: the label is the name in formulas and the name of
/// the static `double -> double` method in `home` that generated code calls where it has no shorter way; `real`
/// is the definition; `integer` is the same on integers, absent where only a floating result makes sense; the
/// derivative is an expression in the argument `x` and the value `y`. Values at special points are those of
/// [Math], with PyTorch's exceptions (`sign(NaN)` is 0); derivatives at kinks are PyTorch's.
public enum UnaryFn {
    NEG("neg", Math.class, x -> -x, x -> -x, (x, y) -> c(-1)),
    ABS("abs", Math.class, Math::abs, Math::abs, (x, y) -> sign(x)),
    /// -1, 0 or 1; 0 for NaN.
    SIGN("sign", ScalarMath.class, ScalarMath::sign, Long::signum, (x, y) -> c(0)),
    RELU("relu", ScalarMath.class, ScalarMath::relu, x -> Math.max(x, 0), (x, y) -> select(x.le(0), c(0), c(1))),

    SQRT("sqrt", Math.class, Math::sqrt, null, (x, y) -> c(0.5).div(y)),
    RECIPROCAL("reciprocal", ScalarMath.class, ScalarMath::reciprocal, null, (x, y) -> c(-1).mul(y.square())),

    EXP("exp", Math.class, Math::exp, null, (x, y) -> y),
    EXP2("exp2", ScalarMath.class, ScalarMath::exp2, null, (x, y) -> y.mul(Math.log(2))),
    EXPM1("expm1", Math.class, Math::expm1, null, (x, y) -> y.plus(1)),
    LOG("log", Math.class, Math::log, null, (x, y) -> c(1).div(x)),
    LOG1P("log1p", Math.class, Math::log1p, null, (x, y) -> c(1).div(x.plus(1))),
    LOG2("log2", ScalarMath.class, ScalarMath::log2, null, (x, y) -> c(1).div(x.mul(Math.log(2)))),
    LOG10("log10", Math.class, Math::log10, null, (x, y) -> c(1).div(x.mul(Math.log(10)))),
    /// `1 / (1 + exp(-x))`, without overflow.
    SIGMOID("sigmoid", ScalarMath.class, ScalarMath::sigmoid, null, (x, y) -> y.mul(c(1).minus(y))),

    SIN("sin", Math.class, Math::sin, null, (x, y) -> cos(x)),
    COS("cos", Math.class, Math::cos, null, (x, y) -> sin(x).neg()),
    TAN("tan", Math.class, Math::tan, null, (x, y) -> y.square().plus(1)),
    ASIN("asin", Math.class, Math::asin, null, (x, y) -> c(1).div(sqrt(c(1).minus(x.square())))),
    ACOS("acos", Math.class, Math::acos, null, (x, y) -> c(-1).div(sqrt(c(1).minus(x.square())))),
    ATAN("atan", Math.class, Math::atan, null, (x, y) -> c(1).div(x.square().plus(1))),

    SINH("sinh", Math.class, Math::sinh, null, (x, y) -> cosh(x)),
    COSH("cosh", Math.class, Math::cosh, null, (x, y) -> sinh(x)),
    TANH("tanh", Math.class, Math::tanh, null, (x, y) -> c(1).minus(y.square())),
    ASINH("asinh", ScalarMath.class, ScalarMath::asinh, null, (x, y) -> rsqrt(c(1).plus(x.square()))),
    // The product of roots, unlike the root of the product, is NaN below 1, and x*x - 1 would cancel near it.
    ACOSH(
            "acosh",
            ScalarMath.class,
            ScalarMath::acosh,
            null,
            (x, y) -> rsqrt(x.minus(1)).mul(rsqrt(x.plus(1)))),
    ATANH("atanh", ScalarMath.class, ScalarMath::atanh, null, (x, y) -> c(1).div(c(1).minus(x.square()))),

    ERF("erf", ErrorFunction.class, ErrorFunction::erf, null, (x, y) -> gaussian(x)),
    ERFC("erfc", ErrorFunction.class, ErrorFunction::erfc, null, (x, y) -> c(-1).mul(gaussian(x))),

    FLOOR("floor", Math.class, Math::floor, x -> x, (x, y) -> c(0)),
    CEIL("ceil", Math.class, Math::ceil, x -> x, (x, y) -> c(0)),
    /// To the nearest whole number, halves to the even one.
    ROUND("round", ScalarMath.class, ScalarMath::round, x -> x, (x, y) -> c(0)),
    /// Towards zero.
    TRUNC("trunc", ScalarMath.class, ScalarMath::trunc, x -> x, (x, y) -> c(0)),

    NOT("not", FnKind.LOGIC, x -> x == 0, x -> x == 0),
    IS_NAN("isNaN", FnKind.TEST, Double::isNaN, x -> false),
    IS_INF("isInfinite", FnKind.TEST, Double::isInfinite, x -> false),
    IS_FINITE("isFinite", FnKind.TEST, Double::isFinite, x -> true);

    private final String label;
    private final Class<?> home;
    private final FnKind kind;
    private final DoubleUnaryOperator real;
    private final @Nullable LongUnaryOperator integer;
    private final Rule derivative;

    /// The derivative in terms of the argument and of the value itself.
    @FunctionalInterface
    interface Rule {
        Expr of(Expr x, Expr y);
    }

    private interface RealTest {
        boolean test(double x);
    }

    private interface IntegerTest {
        boolean test(long x);
    }

    UnaryFn(
            String label,
            Class<?> home,
            DoubleUnaryOperator real,
            @Nullable LongUnaryOperator integer,
            Rule derivative) {
        this.label = label;
        this.home = home;
        this.kind = FnKind.ARITHMETIC;
        this.real = real;
        this.integer = integer;
        this.derivative = derivative;
    }

    /// A row whose value is a truth value: flat wherever it is smooth.
    UnaryFn(String label, FnKind kind, RealTest real, IntegerTest integer) {
        this.label = label;
        this.home = Double.class;
        this.kind = kind;
        this.real = x -> real.test(x) ? 1 : 0;
        this.integer = x -> integer.test(x) ? 1 : 0;
        this.derivative = (x, y) -> c(0);
    }

    private static Expr gaussian(Expr x) {
        return exp(x.square().neg()).mul(2 / Math.sqrt(Math.PI));
    }

    /// The name in formulas, and of the method that computes it.
    public String label() {
        return label;
    }

    /// The class with the static method of this name from `double` to `double`.
    public Class<?> home() {
        return home;
    }

    /// What it takes and gives: numbers or truth values.
    public FnKind kind() {
        return kind;
    }

    /// Whether the function is defined on integers.
    public boolean isIntegral() {
        return integer != null;
    }

    /// The value at `x`; truth values are 0 and 1.
    public double apply(double x) {
        return real.applyAsDouble(x);
    }

    /// The value at the integer `x`.
    ///
    /// @throws IllegalArgumentException if the function is not defined on integers
    public long apply(long x) {
        if (integer == null) {
            throw new IllegalArgumentException(
                    label + ": not defined for integers; convert the operand to a floating type first");
        }
        return integer.applyAsLong(x);
    }

    /// The derivative at `x`, where the value is `y`; the constant 0 for truth values.
    public Expr derivative(Expr x, Expr y) {
        return derivative.of(x, y);
    }
}
