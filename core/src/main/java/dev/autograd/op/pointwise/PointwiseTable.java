package dev.autograd.op.pointwise;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.*;
import static dev.autograd.op.pointwise.TypeRule.AFTER_FIRST;
import static dev.autograd.op.pointwise.TypeRule.BOOL;
import static dev.autograd.op.pointwise.TypeRule.FIRST;
import static dev.autograd.op.pointwise.TypeRule.FLOAT;
import static dev.autograd.op.pointwise.TypeRule.PROMOTE;

import dev.autograd.expr.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Every pointwise operator, a row each. A row without a gradient has the symbolic derivative of its formula.
final class PointwiseTable {
    private static final List<Row> ROWS = new ArrayList<>();

    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double GELU_TANH_SCALE = Math.sqrt(2 / Math.PI);

    private PointwiseTable() {}

    // Arithmetic
    static final Row ADD = binary("add", PROMOTE, Expr::plus).onnx("Add");
    static final Row SUB = binary("sub", PROMOTE, Expr::minus).onnx("Sub");
    static final Row MUL = binary("mul", PROMOTE, Expr::mul).onnx("Mul");
    static final Row DIV = binary("div", FLOAT, Expr::div).onnx("Div");
    static final Row FLOOR_DIVIDE = binary("floorDivide", PROMOTE, (x, y) -> floorDiv(x, y));
    static final Row REMAINDER = binary("remainder", PROMOTE, (x, y) -> remainder(x, y)).onnx("Mod");
    // At exponent 0 the gradient by the base is 0 even where the power itself has none; likewise by the exponent at base 0.
    static final Row POW = binary("pow", PROMOTE, Expr::pow)
            .gradient(0, (g, y, x) -> select(x[1].eq(0), c(0), g.mul(x[1]).mul(x[0].pow(x[1].minus(1)))))
            .gradient(1, (g, y, x) -> select(x[0].eq(0).and(x[1].ge(0)), c(0), g.mul(y).mul(log(x[0]))))
            .onnx("Pow");
    static final Row NEG = unary("neg", PROMOTE, Expr::neg).onnx("Neg");
    static final Row ABS = unary("abs", PROMOTE, x -> abs(x)).onnx("Abs");
    static final Row SIGN = unary("sign", PROMOTE, x -> sign(x)).onnx("Sign");
    static final Row SQUARE = unary("square", PROMOTE, x -> x.mul(x));
    static final Row RECIPROCAL = unary("reciprocal", FLOAT, x -> reciprocal(x))
            .gradient(0, (g, y, x) -> g.neg().mul(y.mul(y)))
            .onnx("Reciprocal");
    static final Row SQRT = unary("sqrt", FLOAT, x -> sqrt(x))
            .gradient(0, (g, y, x) -> g.div(y.mul(2)))
            .onnx("Sqrt");
    static final Row RSQRT = unary("rsqrt", FLOAT, x -> rsqrt(x)).gradient(0, (g, y, x) -> g.mul(-0.5)
            .mul(y.mul(y).mul(y)));

    // Exponentials and logarithms
    static final Row EXP = unary("exp", FLOAT, x -> exp(x))
            .gradient(0, (g, y, x) -> g.mul(y))
            .onnx("Exp");
    static final Row EXPM1 = unary("expm1", FLOAT, x -> expm1(x)).gradient(0, (g, y, x) -> g.mul(y.plus(1)));
    static final Row LOG = unary("log", FLOAT, x -> log(x)).gradient(0, (g, y, x) -> g.div(x[0])).onnx("Log");
    static final Row LOG1P = unary("log1p", FLOAT, x -> log1p(x)).gradient(0, (g, y, x) -> g.div(x[0].plus(1)));
    static final Row LOG2 = unary("log2", FLOAT, x -> log2(x)).gradient(0, (g, y, x) -> g.div(x[0].mul(Math.log(2))));
    static final Row LOG10 = unary("log10", FLOAT, x -> log10(x)).gradient(0, (g, y, x) -> g.div(x[0].mul(Math.log(10))));

    // Trigonometry
    static final Row SIN = unary("sin", FLOAT, x -> sin(x)).onnx("Sin");
    static final Row COS = unary("cos", FLOAT, x -> cos(x)).onnx("Cos");
    static final Row TAN = unary("tan", FLOAT, x -> tan(x)).gradient(0, (g, y, x) -> g.mul(y.mul(y).plus(1))).onnx("Tan");
    static final Row ASIN = unary("asin", FLOAT, x -> asin(x)).onnx("Asin");
    static final Row ACOS = unary("acos", FLOAT, x -> acos(x)).onnx("Acos");
    static final Row ATAN = unary("atan", FLOAT, x -> atan(x)).onnx("Atan");
    static final Row ATAN2 = binary("atan2", FLOAT, (x, y) -> atan2(x, y));
    static final Row SINH = unary("sinh", FLOAT, x -> sinh(x)).onnx("Sinh");
    static final Row COSH = unary("cosh", FLOAT, x -> cosh(x)).onnx("Cosh");
    static final Row TANH = unary("tanh", FLOAT, x -> tanh(x))
            .gradient(0, (g, y, x) -> g.mul(c(1).minus(y.mul(y))))
            .onnx("Tanh");

    // Activations
    static final Row SIGMOID = unary("sigmoid", FLOAT, x -> sigmoid(x))
            .gradient(0, (g, y, x) -> g.mul(y.mul(c(1).minus(y))))
            .onnx("Sigmoid");
    static final Row RELU = unary("relu", PROMOTE, x -> relu(x))
            .gradient(0, (g, y, x) -> select(y.gt(0), g, c(0)))
            .onnx("Relu");
    static final Row LEAKY_RELU = unary("leakyRelu", FLOAT, x -> select(x.gt(0), x, x.mul(param(0))))
            .onnx("LeakyRelu");
    static final Row GELU = unary("gelu", FLOAT, x -> x.mul(0.5).mul(erf(x.mul(SQRT_HALF)).plus(1))).onnx("Gelu");
    static final Row GELU_TANH = unary(
            "geluTanh",
            FLOAT,
            x -> x.mul(0.5).mul(tanh(x.plus(x.mul(x).mul(x).mul(0.044715)).mul(GELU_TANH_SCALE)).plus(1)));
    static final Row SILU = unary("silu", FLOAT, x -> x.mul(sigmoid(x)));
    // Above the threshold (parameter 1) of beta x (beta: parameter 0) the result is x itself, and so is what its gradient sees.
    static final Row SOFTPLUS = unary(
                    "softplus",
                    FLOAT,
                    x -> select(x.mul(param(0)).gt(param(1)), x, log1p(exp(x.mul(param(0)))).div(param(0))))
            .gradient(
                    0,
                    (g, y, x) -> select(x[0].mul(param(0)).gt(param(1)), g, g.mul(sigmoid(x[0].mul(param(0))))))
            .onnx("Softplus");
    static final Row ERF = unary("erf", FLOAT, x -> erf(x)).onnx("Erf");
    static final Row ERFC = unary("erfc", FLOAT, x -> erfc(x));

    // Extremes and limits
    static final Row MAXIMUM = binary("maximum", PROMOTE, (x, y) -> max(x, y)).onnx("Max");
    static final Row MINIMUM = binary("minimum", PROMOTE, (x, y) -> min(x, y)).onnx("Min");
    static final Row CLAMP = unary("clamp", PROMOTE, x -> min(max(x, param(0)), param(1)))
            .gradient(0, (g, y, x) -> select(x[0].ge(param(0)).and(x[0].le(param(1))), g, c(0)))
            .onnx("Clip");

    // Rounding
    static final Row FLOOR = unary("floor", PROMOTE, x -> floor(x)).onnx("Floor");
    static final Row CEIL = unary("ceil", PROMOTE, x -> ceil(x)).onnx("Ceil");
    static final Row ROUND = unary("round", PROMOTE, x -> round(x)).onnx("Round");
    static final Row TRUNC = unary("trunc", PROMOTE, x -> trunc(x));

    // Choices
    static final Row WHERE = add(Row.of("where", 3, AFTER_FIRST, select(var(0), var(1), var(2)))).onnx("Where");
    static final Row MASKED_FILL = add(Row.of("maskedFill", 2, FIRST, select(var(1), param(0), var(0))));

    // Comparisons, tests and logic
    static final Row EQ = binary("eq", BOOL, Expr::eq).onnx("Equal");
    static final Row NE = binary("ne", BOOL, Expr::ne);
    static final Row LT = binary("lt", BOOL, Expr::lt).onnx("Less");
    static final Row LE = binary("le", BOOL, Expr::le).onnx("LessOrEqual");
    static final Row GT = binary("gt", BOOL, Expr::gt).onnx("Greater");
    static final Row GE = binary("ge", BOOL, Expr::ge).onnx("GreaterOrEqual");
    static final Row ISNAN = unary("isnan", BOOL, x -> isNaN(x)).onnx("IsNaN");
    static final Row ISINF = unary("isinf", BOOL, x -> isInfinite(x)).onnx("IsInf");
    static final Row ISFINITE = unary("isfinite", BOOL, x -> isFinite(x));
    static final Row LOGICAL_NOT = unary("logicalNot", BOOL, Expr::not).onnx("Not");
    static final Row LOGICAL_AND = binary("logicalAnd", BOOL, Expr::and).onnx("And");
    static final Row LOGICAL_OR = binary("logicalOr", BOOL, Expr::or).onnx("Or");
    static final Row LOGICAL_XOR = binary("logicalXor", BOOL, Expr::xor).onnx("Xor");

    /// All rows, in the order of declaration.
    static List<Row> rows() {
        return Collections.unmodifiableList(ROWS);
    }

    private static Row unary(String name, TypeRule types, UnaryOperator<Expr> formula) {
        return add(Row.of(name, 1, types, formula.apply(var(0))));
    }

    private static Row binary(String name, TypeRule types, BinaryOperator<Expr> formula) {
        return add(Row.of(name, 2, types, formula.apply(var(0), var(1))));
    }

    private static Row add(Row row) {
        ROWS.add(row);
        return row;
    }
}
