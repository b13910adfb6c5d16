package dev.autograd.op.pointwise;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.*;
import static dev.autograd.graph.OperatorFamily.ACTIVATION;
import static dev.autograd.op.pointwise.TypeRule.BOOL;
import static dev.autograd.op.pointwise.TypeRule.FLOAT;
import static dev.autograd.op.pointwise.TypeRule.NUMBER;
import static dev.autograd.op.pointwise.TypeRule.PROMOTE;

import dev.autograd.Tensor;
import dev.autograd.expr.Expr;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.DType.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Every pointwise operator, a row each: name, rule for types, formula; then, where the symbolic derivative of the
/// formula is not the best form, the gradient; the name in ONNX; and the family, where it is a special one. Below the
/// table stand the calls that take settings; more of them are in [Calls].
public final class Pointwises {
    private static final List<Row> ROWS = new ArrayList<>();

    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double NORMAL_PEAK = 1 / Math.sqrt(2 * Math.PI);
    private static final double GELU_TANH_SCALE = Math.sqrt(2 / Math.PI);

    private Pointwises() {}

    // Arithmetic
    public static final Binary ADD =
            binary("add", PROMOTE, Expr::plus).onnx("Add").family(OperatorFamily.ADD);
    public static final Binary SUB = binary("sub", NUMBER, Expr::minus).onnx("Sub");
    public static final Binary MUL = binary("mul", PROMOTE, Expr::mul).onnx("Mul");
    public static final Binary DIV = binary("div", FLOAT, Expr::div).onnx("Div");
    public static final Binary FLOOR_DIVIDE = binary("floorDivide", PROMOTE, (x, y) -> floorDiv(x, y));
    public static final Binary DIV_TRUNC = binary("divTrunc", PROMOTE, (x, y) -> trunc(x.div(y)));
    public static final Binary DIV_TRUNC_INTEGER =
            binary("divTruncInteger", PROMOTE, (x, y) -> floorDiv(x.minus(fmod(x, y)), y));
    static final Row ADD_SCALED = row2("addScaled", PROMOTE, (x, y) -> x.plus(y.mul(param(0))));
    static final Row SUB_SCALED = row2("subScaled", PROMOTE, (x, y) -> x.minus(y.mul(param(0))));
    public static final Binary REMAINDER =
            binary("remainder", PROMOTE, (x, y) -> remainder(x, y)).onnx("Mod");
    // At exponent 0 the gradient by the base is 0 even where the power itself has none; likewise by the exponent at
    // base 0.
    public static final Binary POW = binary("pow", PROMOTE, Expr::pow)
            .gradient(0, (g, y, x) -> select(x[1].eq(0), c(0), g.mul(x[1]).mul(x[0].pow(x[1].minus(1)))))
            .gradient(
                    1,
                    (g, y, x) ->
                            select(x[0].eq(0).and(x[1].ge(0)), c(0), g.mul(y).mul(log(x[0]))))
            .onnx("Pow");
    public static final Unary NEG = unary("neg", NUMBER, Expr::neg).onnx("Neg");
    public static final Unary ABS = unary("abs", PROMOTE, x -> abs(x)).onnx("Abs");
    public static final Unary SIGN = unary("sign", PROMOTE, x -> sign(x)).onnx("Sign");
    public static final Unary SQUARE = unary("square", PROMOTE, x -> x.mul(x));
    public static final Unary RECIPROCAL = unary("reciprocal", FLOAT, x -> reciprocal(x))
            .gradient((g, y, x) -> g.neg().mul(y.mul(y)))
            .onnx("Reciprocal");
    public static final Unary SQRT = unary("sqrt", FLOAT, x -> sqrt(x))
            .gradient((g, y, x) -> g.div(y.mul(2)))
            .onnx("Sqrt");
    public static final Unary RSQRT = unary("rsqrt", FLOAT, x -> rsqrt(x))
            .gradient((g, y, x) -> g.mul(-0.5).mul(y.mul(y).mul(y)));

    // Exponentials and logarithms
    public static final Unary EXP =
            unary("exp", FLOAT, x -> exp(x)).gradient((g, y, x) -> g.mul(y)).onnx("Exp");
    public static final Unary EXPM1 = unary("expm1", FLOAT, x -> expm1(x)).gradient((g, y, x) -> g.mul(y.plus(1)));
    public static final Unary LOG =
            unary("log", FLOAT, x -> log(x)).gradient((g, y, x) -> g.div(x[0])).onnx("Log");
    public static final Unary LOG1P = unary("log1p", FLOAT, x -> log1p(x)).gradient((g, y, x) -> g.div(x[0].plus(1)));
    public static final Unary LOG2 =
            unary("log2", FLOAT, x -> log2(x)).gradient((g, y, x) -> g.div(x[0].mul(Math.log(2))));
    public static final Unary LOG10 =
            unary("log10", FLOAT, x -> log10(x)).gradient((g, y, x) -> g.div(x[0].mul(Math.log(10))));

    // Trigonometry
    public static final Unary SIN = unary("sin", FLOAT, x -> sin(x)).onnx("Sin");
    public static final Unary COS = unary("cos", FLOAT, x -> cos(x)).onnx("Cos");
    public static final Unary TAN = unary("tan", FLOAT, x -> tan(x))
            .gradient((g, y, x) -> g.mul(y.mul(y).plus(1)))
            .onnx("Tan");
    public static final Unary ASIN = unary("asin", FLOAT, x -> asin(x)).onnx("Asin");
    public static final Unary ACOS = unary("acos", FLOAT, x -> acos(x)).onnx("Acos");
    public static final Unary ATAN = unary("atan", FLOAT, x -> atan(x)).onnx("Atan");
    public static final Binary ATAN2 = binary("atan2", FLOAT, (x, y) -> atan2(x, y));
    public static final Unary SINH = unary("sinh", FLOAT, x -> sinh(x)).onnx("Sinh");
    public static final Unary COSH = unary("cosh", FLOAT, x -> cosh(x)).onnx("Cosh");
    public static final Unary TANH = unary("tanh", FLOAT, x -> tanh(x))
            .gradient((g, y, x) -> g.mul(c(1).minus(y.mul(y))))
            .onnx("Tanh")
            .family(ACTIVATION);

    // Activations
    public static final Unary SIGMOID = unary("sigmoid", FLOAT, x -> sigmoid(x))
            .gradient((g, y, x) -> g.mul(y.mul(c(1).minus(y))))
            .onnx("Sigmoid")
            .family(ACTIVATION);
    public static final Unary RELU = unary("relu", PROMOTE, x -> relu(x))
            .gradient((g, y, x) -> select(y.gt(0), g, c(0)))
            .onnx("Relu")
            .family(ACTIVATION);
    static final Row LEAKY_RELU = row("leakyRelu", FLOAT, x -> select(x.gt(0), x, x.mul(param(0))))
            .onnx("LeakyRelu")
            .family(ACTIVATION);
    // PyTorch's float32 gives NaN at infinity and its float64 infinity. The last term does that: it is 0 times a finite
    // number but in float32 at infinity, where 1e300 is infinite too.
    public static final Unary GELU = unary(
                    "gelu",
                    FLOAT,
                    x -> x.mul(0.5)
                            .mul(erf(x.mul(SQRT_HALF)).plus(1))
                            .plus(min(abs(x), c(1e300)).mul(0)))
            .gradient((g, y, x) -> g.mul(erf(x[0].mul(SQRT_HALF))
                    .plus(1)
                    .mul(0.5)
                    .plus(x[0].mul(exp(x[0].square().mul(-0.5))).mul(NORMAL_PEAK))))
            .onnx("Gelu")
            .family(ACTIVATION);
    public static final Unary GELU_TANH = unary(
                    "geluTanh",
                    FLOAT,
                    x -> x.mul(0.5)
                            .mul(tanh(x.plus(x.mul(x).mul(x).mul(0.044715)).mul(GELU_TANH_SCALE))
                                    .plus(1)))
            .family(ACTIVATION);
    public static final Unary SILU =
            unary("silu", FLOAT, x -> x.mul(sigmoid(x))).family(ACTIVATION);
    // Above the threshold (parameter 1) of beta x (beta: parameter 0) the result is x itself, and so is what its
    // gradient sees.
    static final Row SOFTPLUS = row(
                    "softplus",
                    FLOAT,
                    x -> select(
                            x.mul(param(0)).gt(param(1)),
                            x,
                            log1p(exp(x.mul(param(0)))).div(param(0))))
            .gradient(0, (g, y, x) -> select(x[0].mul(param(0)).gt(param(1)), g, g.mul(sigmoid(x[0].mul(param(0))))))
            .onnx("Softplus")
            .family(ACTIVATION);
    public static final Unary ERF = unary("erf", FLOAT, x -> erf(x)).onnx("Erf");
    public static final Unary ERFC = unary("erfc", FLOAT, x -> erfc(x));

    // Extremes and limits
    public static final Binary MAXIMUM =
            binary("maximum", PROMOTE, (x, y) -> max(x, y)).onnx("Max");
    public static final Binary MINIMUM =
            binary("minimum", PROMOTE, (x, y) -> min(x, y)).onnx("Min");
    static final Row CLAMP = row("clamp", PROMOTE, x -> min(max(x, param(0)), param(1)))
            .gradient(0, (g, y, x) -> select(x[0].ge(param(0)).and(x[0].le(param(1))), g, c(0)))
            .onnx("Clip");
    // Between bounds that cross the upper one wins, and has all of the gradient.
    static final Row CLAMP_TENSORS = add(Row.of("clampTensors", 3, PROMOTE, min(max(var(0), var(1)), var(2))))
            .gradient(0, (g, y, x) -> select(x[0].ge(x[1]).and(x[0].le(x[2])), g, c(0)))
            .gradient(1, (g, y, x) -> select(x[1].lt(x[2]).and(x[0].lt(x[1])), g, c(0)))
            .gradient(2, (g, y, x) -> select(x[0].gt(x[2]).or(x[2].lt(x[1])), g, c(0)));
    public static final Binary CLAMP_MIN = binary("clampMin", PROMOTE, (x, y) -> max(x, y))
            .gradient(0, (g, y, x) -> select(x[0].ge(x[1]), g, c(0)))
            .gradient(1, (g, y, x) -> select(x[0].lt(x[1]), g, c(0)))
            .onnx("Max");
    public static final Binary CLAMP_MAX = binary("clampMax", PROMOTE, (x, y) -> min(x, y))
            .gradient(0, (g, y, x) -> select(x[0].le(x[1]), g, c(0)))
            .gradient(1, (g, y, x) -> select(x[0].gt(x[1]), g, c(0)))
            .onnx("Min");

    // Rounding
    public static final Unary FLOOR = unary("floor", PROMOTE, x -> floor(x)).onnx("Floor");
    public static final Unary CEIL = unary("ceil", PROMOTE, x -> ceil(x)).onnx("Ceil");
    public static final Unary ROUND = unary("round", PROMOTE, x -> round(x)).onnx("Round");
    public static final Unary TRUNC = unary("trunc", PROMOTE, x -> trunc(x));
    // To places after the point (parameter 0: the power of ten), and before it.
    static final Row ROUND_AFTER =
            row("roundAfter", PROMOTE, x -> round(x.mul(param(0))).div(param(0)));
    static final Row ROUND_BEFORE =
            row("roundBefore", PROMOTE, x -> round(x.div(param(0))).mul(param(0)));

    // Choices
    static final Row WHERE = add(Row.withCondition("where", 3, 0, select(var(0), var(1), var(2))))
            .onnx("Where");
    static final Row MASKED_FILL = add(Row.withCondition("maskedFill", 2, 1, select(var(1), param(0), var(0))));
    static final Row MASKED_FILL_TENSOR =
            add(Row.withCondition("maskedFillTensor", 3, 1, select(var(1), var(2), var(0))));

    // Comparisons, tests and logic
    public static final Binary EQ = binary("eq", BOOL, Expr::eq).onnx("Equal");
    public static final Binary NE = binary("ne", BOOL, Expr::ne);
    public static final Binary LT = binary("lt", BOOL, Expr::lt).onnx("Less");
    public static final Binary LE = binary("le", BOOL, Expr::le).onnx("LessOrEqual");
    public static final Binary GT = binary("gt", BOOL, Expr::gt).onnx("Greater");
    public static final Binary GE = binary("ge", BOOL, Expr::ge).onnx("GreaterOrEqual");
    public static final Unary ISNAN = unary("isnan", BOOL, x -> isNaN(x)).onnx("IsNaN");
    public static final Unary ISINF = unary("isinf", BOOL, x -> isInfinite(x)).onnx("IsInf");
    public static final Unary ISFINITE = unary("isfinite", BOOL, x -> isFinite(x));
    public static final Unary LOGICAL_NOT = unary("logicalNot", BOOL, Expr::not).onnx("Not");
    public static final Binary LOGICAL_AND =
            binary("logicalAnd", BOOL, Expr::and).onnx("And");
    public static final Binary LOGICAL_OR = binary("logicalOr", BOOL, Expr::or).onnx("Or");
    public static final Binary LOGICAL_XOR =
            binary("logicalXor", BOOL, Expr::xor).onnx("Xor");

    /// The power by a number; the common ones by cheaper operators that mean the same.
    public static Tensor pow(Tensor x, double exponent) {
        if (exponent == 2) {
            return x.dtype().isFloating() ? SQUARE.of(x) : POW.of(x, exponent);
        }
        if (exponent == 0.5) {
            return SQRT.of(x);
        }
        if (exponent == -0.5) {
            return RSQRT.of(x);
        }
        return exponent == -1 ? RECIPROCAL.of(x) : POW.of(x, exponent);
    }

    /// The power by an integer.
    ///
    /// @throws IllegalArgumentException when an integer tensor is raised to a negative power
    public static Tensor pow(Tensor x, long exponent) {
        Check.that(
                exponent >= 0 || x.dtype().isFloating(),
                () -> "pow: " + x.dtype() + " tensors have no negative powers, but the exponent is " + exponent
                        + "; convert with to(DType.FLOAT32) first");
        return exponent == 2 && x.dtype() != DType.BOOL ? SQUARE.of(x) : POW.of(x, exponent);
    }

    /// Negative elements times `slope`.
    public static Tensor leakyRelu(Tensor x, double slope) {
        return Pointwise.of(LEAKY_RELU, slope).run(x);
    }

    /// `log(1 + e^(beta x)) / beta`, and x itself where `beta x` is above the threshold.
    public static Tensor softplus(Tensor x, double beta, double threshold) {
        return Pointwise.of(SOFTPLUS, beta, threshold).run(x);
    }

    /// Elements cut to `[min, max]`; integers become float32.
    public static Tensor clamp(Tensor x, double min, double max) {
        return Pointwise.withScalars(CLAMP, Category.FLOATING, min, max).run(x);
    }

    /// `value` where the mask is true.
    public static Tensor maskedFill(Tensor x, Tensor mask, double value) {
        bool("maskedFill", "mask", mask);
        return Pointwise.of(MASKED_FILL, value).run(x, mask);
    }

    /// `x` where the condition is true, `y` elsewhere.
    public static Tensor where(Tensor condition, Tensor x, Tensor y) {
        bool("where", "condition", condition);
        return Pointwise.of(WHERE).run(condition, x, y);
    }

    static void bool(String op, String argument, Tensor x) {
        Check.that(
                x.dtype() == DType.BOOL,
                () -> op + ": the " + argument + " " + x.shape() + " must be bool, but is " + x.dtype());
    }

    /// All rows of this table and of the others, in the order of declaration.
    static List<Row> rows() {
        return Stream.of(ROWS, Elementary.rows(), Activations.rows())
                .flatMap(List::stream)
                .toList();
    }

    private static Unary unary(String name, TypeRule types, UnaryOperator<Expr> formula) {
        return new Unary(row(name, types, formula));
    }

    private static Binary binary(String name, TypeRule types, BinaryOperator<Expr> formula) {
        return new Binary(row2(name, types, formula));
    }

    private static Row row2(String name, TypeRule types, BinaryOperator<Expr> formula) {
        return add(Row.of(name, 2, types, formula.apply(var(0), var(1))));
    }

    private static Row row(String name, TypeRule types, UnaryOperator<Expr> formula) {
        return add(Row.of(name, 1, types, formula.apply(var(0))));
    }

    private static Row add(Row row) {
        ROWS.add(row);
        return row;
    }
}
