package dev.autograd.op.pointwise;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.*;
import static dev.autograd.op.pointwise.TypeRule.BOOL;
import static dev.autograd.op.pointwise.TypeRule.FLOAT;
import static dev.autograd.op.pointwise.TypeRule.PROMOTE;

import dev.autograd.Tensor;
import dev.autograd.expr.Expr;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import java.util.List;

/// More pointwise operators, rows as those of [Pointwises]: what fewer programs need.
public final class Elementary {
    private static final RowTable TABLE = new RowTable();

    private static final double LN2 = Math.log(2);

    private Elementary() {}

    // Of one operand
    public static final Unary ASINH = TABLE.unary("asinh", FLOAT, x -> asinh(x)).onnx("Asinh");
    public static final Unary ACOSH = TABLE.unary("acosh", FLOAT, x -> acosh(x)).onnx("Acosh");
    public static final Unary ATANH = TABLE.unary("atanh", FLOAT, x -> atanh(x)).onnx("Atanh");
    public static final Unary EXP2 = TABLE.unary("exp2", FLOAT, x -> exp2(x))
            .gradient((g, y, x) -> g.mul(y).mul(LN2));
    public static final Unary FRAC =
            TABLE.unary("frac", PROMOTE, x -> x.minus(trunc(x))).gradient((g, y, x) -> g);
    public static final Unary DEG2RAD = TABLE.unary("deg2rad", FLOAT, x -> x.mul(Math.PI / 180));
    public static final Unary RAD2DEG = TABLE.unary("rad2deg", FLOAT, x -> x.mul(180 / Math.PI));
    public static final Unary SINC = TABLE.unary(
                    "sinc",
                    FLOAT,
                    x -> select(x.eq(0), c(1), sin(x.mul(Math.PI)).div(x.mul(Math.PI))))
            .gradient((g, y, x) -> select(x[0].square().mul(Math.PI).eq(0), c(0), g.mul(sincSlope(x[0]))));
    public static final Unary ANGLE =
            TABLE.unary("angle", FLOAT, x -> select(isNaN(x), x, select(x.lt(0), c(Math.PI), c(0))));
    public static final Unary SIGNBIT =
            TABLE.unary("signbit", BOOL, x -> copySign(c(1), x).lt(0));
    public static final Unary ISPOSINF =
            TABLE.unary("isposinf", BOOL, x -> isInfinite(x).and(x.gt(0)));
    public static final Unary ISNEGINF =
            TABLE.unary("isneginf", BOOL, x -> isInfinite(x).and(x.lt(0)));
    // Outside [0, 1] the slope is NaN, as the value is; at both ends it is infinite, whatever the sign of a zero.
    public static final Unary LOGIT = TABLE.unary("logit", FLOAT, x -> log(x.div(c(1).minus(x))))
            .gradient((g, y, x) -> select(
                    x[0].lt(0).or(x[0].gt(1)),
                    c(Double.NaN),
                    select(
                            x[0].eq(0).or(x[0].eq(1)),
                            g.mul(Double.POSITIVE_INFINITY),
                            g.div(x[0].mul(c(1).minus(x[0]))))));
    // Cut to [p0, p1] first.
    private static final Row LOGIT_CUT = TABLE.row("logitCut", FLOAT, x -> logitOf(min(max(x, param(0)), param(1))))
            .gradient(
                    0,
                    (g, y, x) ->
                            select(x[0].lt(param(0)).or(x[0].gt(param(1))), c(0), g.div(x[0].mul(c(1).minus(x[0])))));
    private static final Row NAN_TO_NUM = TABLE.row(
                    "nanToNum",
                    PROMOTE,
                    x -> select(isNaN(x), param(0), select(isInfinite(x), select(x.gt(0), param(1), param(2)), x)))
            .gradient(0, (g, y, x) -> select(isFinite(x[0]), g, c(0)));

    // Of two
    public static final Binary FMOD =
            TABLE.binary("fmod", PROMOTE, (x, y) -> fmod(x, y)).onnx("Mod");
    public static final Binary HYPOT = TABLE.binary("hypot", FLOAT, (x, y) -> hypot(x, y));
    public static final Binary COPYSIGN = TABLE.binary("copysign", FLOAT, (x, y) -> copySign(x, y));
    public static final Binary FMAX = TABLE.binary("fmax", PROMOTE, (x, y) -> select(isNaN(y).or(x.ge(y)), x, y))
            .gradient(0, (g, y, x) -> select(isNaN(x[1]).or(x[0].ge(x[1])), g, c(0)))
            .gradient(1, (g, y, x) -> select(isNaN(x[1]).or(x[0].ge(x[1])), c(0), g));
    public static final Binary FMIN = TABLE.binary("fmin", PROMOTE, (x, y) -> select(isNaN(y).or(x.le(y)), x, y))
            .gradient(0, (g, y, x) -> select(isNaN(x[1]).or(x[0].le(x[1])), g, c(0)))
            .gradient(1, (g, y, x) -> select(isNaN(x[1]).or(x[0].le(x[1])), c(0), g));
    // The sum of equals is apart for infinities, whose difference is NaN.
    public static final Binary LOGADDEXP = TABLE.binary(
                    "logaddexp",
                    FLOAT,
                    (x, y) -> select(
                            x.eq(y),
                            x.plus(LN2),
                            max(x, y).plus(log1p(exp(abs(x.minus(y)).neg())))))
            .gradient(0, (g, y, x) -> g.mul(sigmoid(x[0].minus(x[1]))))
            .gradient(1, (g, y, x) -> g.mul(sigmoid(x[1].minus(x[0]))));
    public static final Binary LOGADDEXP2 = TABLE.binary(
                    "logaddexp2",
                    FLOAT,
                    (x, y) -> select(
                            x.eq(y),
                            x.plus(1),
                            max(x, y).plus(log1p(exp2(abs(x.minus(y)).neg())).div(LN2))))
            .gradient(0, (g, y, x) -> g.mul(sigmoid(x[0].minus(x[1]).mul(LN2))))
            .gradient(1, (g, y, x) -> g.mul(sigmoid(x[1].minus(x[0]).mul(LN2))));
    public static final Binary XLOGY = TABLE.binary("xlogy", FLOAT, (x, y) -> xlogy(x, y))
            .gradient(0, (g, y, x) -> select(x[0].eq(0).and(x[1].le(0)), c(0), xlogy(g, x[1])))
            .gradient(1, (g, y, x) -> g.mul(x[0]).div(x[1]));
    public static final Binary HEAVISIDE =
            TABLE.binary("heaviside", PROMOTE, (x, y) -> select(x.eq(0), y, select(x.gt(0), c(1), c(0))));

    // Of three
    private static final Row ADDCMUL =
            TABLE.row3("addcmul", PROMOTE, var(0).plus(var(1).mul(var(2)).mul(param(0))));
    private static final Row ADDCDIV =
            TABLE.row3("addcdiv", PROMOTE, var(0).plus(var(1).div(var(2)).mul(param(0))));
    // From the nearer end, so that both ends are exact.
    private static final Row LERP = TABLE.row3("lerp", PROMOTE, lerp(var(2)))
            .gradient(0, (g, y, x) -> g.mul(c(1).minus(x[2])))
            .gradient(1, (g, y, x) -> g.mul(x[2]))
            .gradient(2, (g, y, x) -> g.mul(x[1].minus(x[0])));
    private static final Row LERP_BY = TABLE.row2("lerpBy", PROMOTE, (x, y) -> lerp(param(0)))
            .gradient(0, (g, y, x) -> g.mul(c(1).minus(param(0))))
            .gradient(1, (g, y, x) -> g.mul(param(0)));

    private static Expr sincSlope(Expr x) {
        Expr angle = x.mul(Math.PI);
        return angle.mul(cos(angle)).minus(sin(angle)).div(x.mul(angle));
    }

    private static Expr logitOf(Expr x) {
        return log(x.div(c(1).minus(x)));
    }

    private static Expr xlogy(Expr x, Expr y) {
        return select(x.eq(0).and(isNaN(y).not()), c(0), x.mul(log(y)));
    }

    private static Expr lerp(Expr weight) {
        Expr way = var(1).minus(var(0));
        return select(abs(weight).lt(0.5), var(0).plus(weight.mul(way)), var(1).minus(way.mul(c(1).minus(weight))));
    }

    /// The logarithm of the odds `x / (1 - x)`, of `x` cut to `[eps, 1 - eps]`.
    public static Tensor logit(Tensor x, double eps) {
        return Pointwise.of(LOGIT_CUT, eps, 1 - eps).run(x);
    }

    /// Numbers for NaN and the infinities; integers have none.
    public static Tensor nanToNum(Tensor x, double nan, double posinf, double neginf) {
        return x.dtype().isFloating()
                ? Pointwise.of(NAN_TO_NUM, nan, posinf, neginf).run(x)
                : x.clone();
    }

    /// Whether the sign is negative, also that of a zero or a NaN.
    public static Tensor signbit(Tensor x) {
        return x.dtype().isFloating() ? SIGNBIT.of(x) : Pointwises.LT.of(x, 0);
    }

    /// `x + value a b`.
    public static Tensor addcmul(Tensor x, Tensor a, Tensor b, double value) {
        return Pointwise.of(ADDCMUL, value).run(x, a, b);
    }

    /// `x + value a / b`.
    ///
    /// @throws IllegalArgumentException when an operand is not of a floating type
    public static Tensor addcdiv(Tensor x, Tensor a, Tensor b, double value) {
        Check.that(
                a.dtype().isFloating() || b.dtype().isFloating() || x.dtype().isFloating(),
                () -> "addcdiv: integers " + a.shape() + " and " + b.shape()
                        + " are not divided; convert them with to(DType.FLOAT32)");
        return Pointwise.of(ADDCDIV, value).run(x, a, b);
    }

    /// The point `weight` of the way from `x` to `end`.
    ///
    /// @throws IllegalArgumentException when types differ or are not floating
    public static Tensor lerp(Tensor x, Tensor end, Tensor weight) {
        checkLerp(x, end);
        Check.sameDtype("lerp", "input", x, "weight", weight);
        return Pointwise.of(LERP).run(x, end, weight);
    }

    /// The point `weight` of the way from `x` to `end`.
    ///
    /// @throws IllegalArgumentException when types differ or are not floating
    public static Tensor lerp(Tensor x, Tensor end, double weight) {
        checkLerp(x, end);
        return Pointwise.of(LERP_BY, weight).run(x, end);
    }

    private static void checkLerp(Tensor x, Tensor end) {
        Check.floating("lerp", "input", x);
        Check.sameDtype("lerp", "input", x, "end", end);
    }

    /// Whether elements are within `atol + rtol |y|` of each other; infinities only of themselves, NaN of nothing.
    ///
    /// @throws IllegalArgumentException when a tolerance is negative, or types differ
    public static Tensor isclose(Tensor x, Tensor y, double rtol, double atol) {
        Check.sameDtype("isclose", "input", x, "other", y);
        Check.that(rtol >= 0, () -> "isclose: rtol must not be negative, but is " + Check.number(rtol));
        Check.that(atol >= 0, () -> "isclose: atol must not be negative, but is " + Check.number(atol));
        DType dtype = x.dtype().isFloating() ? x.dtype() : DType.FLOAT64;
        Tensor a = x.to(dtype);
        Tensor b = y.to(dtype);
        Tensor distance = a.sub(b).abs();
        return a.eq(b)
                .logicalOr(distance.isfinite()
                        .logicalAnd(distance.le(b.abs().mul(rtol).add(atol))));
    }

    /// All rows, in the order of declaration.
    static List<Row> rows() {
        return TABLE.rows();
    }
}
