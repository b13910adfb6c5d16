package dev.autograd.op.pointwise;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Functions.*;
import static dev.autograd.graph.OperatorFamily.ACTIVATION;
import static dev.autograd.op.pointwise.TypeRule.FLOAT;
import static dev.autograd.op.pointwise.TypeRule.PROMOTE;

import dev.autograd.Tensor;
import dev.autograd.expr.Expr;
import dev.autograd.op.Check;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.List;

/// The rarer activation functions, rows as those of [Pointwises]. At kinks their gradients are PyTorch's.
public final class Activations {
    private static final RowTable TABLE = new RowTable();

    private static final double SIXTH = 1f / 6; // rounded to float32 also for float64, as PyTorch has it
    private static final double SELU_SCALE = 1.0507009873554805; // Klambauer et al., 2017
    private static final double SELU_ALPHA = 1.6732632423543772;

    private Activations() {}

    public static final Unary SOFTSIGN = TABLE.unary("softsign", FLOAT, x -> x.div(abs(x).plus(1)))
            .onnx("Softsign")
            .family(ACTIVATION);
    public static final Unary TANHSHRINK = TABLE.unary("tanhshrink", FLOAT, x -> x.minus(tanh(x)))
            .gradient((g, y, x) -> g.mul(tanh(x[0]).square()))
            .family(ACTIVATION);
    public static final Unary LOGSIGMOID = TABLE.unary(
                    "logsigmoid", FLOAT, x -> min(x, c(0)).minus(log1p(exp(abs(x).neg()))))
            .gradient((g, y, x) -> g.mul(sigmoid(x[0].neg())))
            .family(ACTIVATION);
    public static final Unary MISH = TABLE.unary("mish", FLOAT, x -> x.mul(tanh(softplus(x))))
            .gradient((g, y, x) -> g.mul(tanh(softplus(x[0]))
                    .plus(x[0].mul(sigmoid(x[0]))
                            .mul(c(1).minus(tanh(softplus(x[0])).square())))))
            .onnx("Mish")
            .family(ACTIVATION);
    public static final Unary HARDSIGMOID = TABLE.unary(
                    "hardsigmoid", FLOAT, x -> min(max(x.plus(3), c(0)), c(6)).div(6))
            .gradient((g, y, x) -> select(x[0].gt(-3).and(x[0].lt(3)), g.mul(SIXTH), c(0)))
            .onnx("HardSigmoid")
            .family(ACTIVATION);
    public static final Unary HARDSWISH = TABLE.unary(
                    "hardswish",
                    FLOAT,
                    x -> x.mul(min(max(x.plus(3), c(0)), c(6))).div(6))
            .gradient((g, y, x) -> select(
                    x[0].le(-3), c(0), select(x[0].ge(3), g, g.mul(x[0].div(3).plus(0.5)))))
            .onnx("HardSwish")
            .family(ACTIVATION);
    private static final Row HARDTANH = TABLE.row("hardtanh", PROMOTE, x -> min(max(x, param(0)), param(1)))
            .gradient(0, (g, y, x) -> select(x[0].gt(param(0)).and(x[0].lt(param(1))), g, c(0)))
            .onnx("Clip")
            .family(ACTIVATION);
    // Parameters: the factor of the negative part, that of the positive part, and that of the exponent.
    private static final Row ELU = TABLE.row(
                    "elu",
                    FLOAT,
                    x -> select(x.gt(0), x.mul(param(1)), expm1(x.mul(param(2))).mul(param(0))))
            .gradient(
                    0,
                    (g, y, x) -> select(
                            x[0].gt(0),
                            g.mul(param(1)),
                            g.mul(exp(x[0].mul(param(2))).mul(param(0)).mul(param(2)))))
            .onnx("Elu")
            .family(ACTIVATION);
    private static final Row SOFTSHRINK = TABLE.row(
                    "softshrink",
                    FLOAT,
                    x -> select(
                            x.gt(param(0)),
                            x.minus(param(0)),
                            select(x.lt(param(0).neg()), x.plus(param(0)), x.mul(0))))
            .gradient(0, (g, y, x) -> select(within(x[0]), c(0), g))
            .family(ACTIVATION);
    private static final Row HARDSHRINK = TABLE.row("hardshrink", FLOAT, x -> select(within(x), c(0), x))
            .gradient(0, (g, y, x) -> select(within(x[0]), c(0), g))
            .family(ACTIVATION);
    private static final Row THRESHOLD = TABLE.row("threshold", PROMOTE, x -> select(x.le(param(0)), param(1), x))
            .gradient(0, (g, y, x) -> select(x[0].le(param(0)), c(0), g))
            .family(ACTIVATION);
    public static final Binary PRELU = TABLE.binary("prelu", FLOAT, (x, w) -> select(x.gt(0), x, x.mul(w)))
            .gradient(0, (g, y, x) -> select(x[0].gt(0), g, g.mul(x[1])))
            .gradient(1, (g, y, x) -> select(x[0].gt(0), c(0), g.mul(x[0])))
            .onnx("PRelu")
            .family(ACTIVATION);

    /// `log(1 + e^x)`, in a form whose derivatives do not overflow either.
    private static Expr softplus(Expr x) {
        return max(x, c(0)).plus(log1p(exp(abs(x).neg())));
    }

    private static Expr within(Expr x) {
        return x.ge(param(0).neg()).and(x.le(param(0)));
    }

    /// Elements cut to `[min, max]`, with gradient 0 also at the ends.
    ///
    /// @throws IllegalArgumentException when `min` is above `max`
    public static Tensor hardtanh(Tensor x, double min, double max) {
        Check.that(
                min <= max, () -> "hardtanh: min " + Check.number(min) + " must not be above max " + Check.number(max));
        return Pointwise.of(HARDTANH, min, max).run(x);
    }

    /// `x`, and `alpha (e^x - 1)` where it is negative.
    public static Tensor elu(Tensor x, double alpha) {
        return Pointwise.of(ELU, alpha, 1, 1).run(x);
    }

    /// `x`, and `alpha (e^(x / alpha) - 1)` where it is negative.
    ///
    /// @throws IllegalArgumentException when `alpha` is 0
    public static Tensor celu(Tensor x, double alpha) {
        Check.that(alpha != 0, () -> "celu: alpha must not be 0");
        return Pointwise.of(ELU, alpha, 1, 1 / alpha).run(x);
    }

    /// [#elu] with the constants that keep mean 0 and variance 1.
    public static Tensor selu(Tensor x) {
        return Pointwise.of(ELU, SELU_ALPHA * SELU_SCALE, SELU_SCALE, 1).run(x);
    }

    /// Elements moved by `lambd` towards 0, and 0 where they are nearer.
    ///
    /// @throws IllegalArgumentException when `lambd` is negative
    public static Tensor softshrink(Tensor x, double lambd) {
        Check.that(lambd >= 0, () -> "softshrink: lambd must not be negative, but is " + Check.number(lambd));
        return Pointwise.of(SOFTSHRINK, lambd).run(x);
    }

    /// 0 for elements no further than `lambd` from it.
    public static Tensor hardshrink(Tensor x, double lambd) {
        return Pointwise.of(HARDSHRINK, lambd).run(x);
    }

    /// `value` for elements not above the threshold.
    public static Tensor threshold(Tensor x, double threshold, double value) {
        return Pointwise.of(THRESHOLD, threshold, value).run(x);
    }

    /// `x`, and `weight x` where it is negative; one weight, or one for each channel, dimension 1.
    ///
    /// @throws IllegalArgumentException when the weight fits neither, or types differ
    public static Tensor prelu(Tensor x, Tensor weight) {
        Check.floating("prelu", "input", x);
        Check.sameDtype("prelu", "input", x, "weight", weight);
        Check.that(
                weight.dim() <= 1,
                () -> "prelu: weight must be a scalar or have 1 dimension, but is " + weight.shape());
        if (weight.numel() == 1) {
            Check.that(x.dim() > 0 || weight.dim() == 0, () -> scalarInput(x, weight));
            return PRELU.of(x, weight.reshape(Shape.SCALAR));
        }
        Check.that(x.dim() > 0, () -> scalarInput(x, weight));
        long channels = x.dim() == 1 ? 1 : x.size(1);
        Check.that(
                weight.numel() == channels,
                () -> "prelu: weight " + weight.shape() + " must have 1 element or one for each of the " + channels
                        + " channels of input " + x.shape());
        long[] sizes = new long[x.dim()];
        Arrays.fill(sizes, 1);
        sizes[1] = channels;
        return PRELU.of(x, weight.reshape(sizes));
    }

    private static String scalarInput(Tensor x, Tensor weight) {
        return "prelu: the scalar input " + x.shape() + " has no channels for weight " + weight.shape();
    }

    /// All rows, in the order of declaration.
    static List<Row> rows() {
        return TABLE.rows();
    }
}
