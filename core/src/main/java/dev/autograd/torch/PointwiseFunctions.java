package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.DivRounding;
import dev.autograd.Tensor;
import dev.autograd.torch.TorchNumber.WithDouble;
import dev.autograd.torch.TorchNumber.WithLong;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Functions of each element by itself.
final class PointwiseFunctions {
    private static final List<TorchRow> UNARY = List.of(
            unary("neg", Tensor::neg),
            unary("abs", Tensor::abs),
            unary("sign", Tensor::sign),
            unary("exp", Tensor::exp),
            unary("expm1", Tensor::expm1),
            unary("log", Tensor::log),
            unary("log1p", Tensor::log1p),
            unary("log2", Tensor::log2),
            unary("log10", Tensor::log10),
            unary("sqrt", Tensor::sqrt),
            unary("rsqrt", Tensor::rsqrt),
            unary("square", Tensor::square),
            unary("reciprocal", Tensor::reciprocal),
            unary("sin", Tensor::sin),
            unary("cos", Tensor::cos),
            unary("tan", Tensor::tan),
            unary("asin", Tensor::asin),
            unary("acos", Tensor::acos),
            unary("atan", Tensor::atan),
            unary("sinh", Tensor::sinh),
            unary("cosh", Tensor::cosh),
            unary("tanh", Tensor::tanh),
            unary("sigmoid", Tensor::sigmoid),
            unary("relu", Tensor::relu),
            unary("erf", Tensor::erf),
            unary("erfc", Tensor::erfc),
            unary("floor", Tensor::floor),
            unary("ceil", Tensor::ceil),
            unary("trunc", Tensor::trunc),
            unary("isnan", Tensor::isnan),
            unary("isinf", Tensor::isinf),
            unary("isfinite", Tensor::isfinite),
            unary("logical_not", Tensor::logicalNot));

    private static final List<TorchRow> PAIRS = List.of(
            pair("maximum", Tensor::maximum),
            pair("minimum", Tensor::minimum),
            pair("max", Tensor::maximum),
            pair("min", Tensor::minimum),
            pair("atan2", Tensor::atan2),
            pair("logical_and", Tensor::logicalAnd),
            pair("logical_or", Tensor::logicalOr),
            pair("logical_xor", Tensor::logicalXor));

    private static final List<TorchRow> WITH_NUMBERS = Stream.of(
                    operator("mul", "other", Tensor::mul, Tensor::mul, Tensor::mul),
                    operator("floor_divide", "other", Tensor::floorDivide, Tensor::floorDivide, Tensor::floorDivide),
                    operator("remainder", "other", Tensor::remainder, Tensor::remainder, Tensor::remainder),
                    operator("eq", "other", Tensor::eq, Tensor::eq, Tensor::eq),
                    operator("ne", "other", Tensor::ne, Tensor::ne, Tensor::ne),
                    operator("lt", "other", Tensor::lt, Tensor::lt, Tensor::lt),
                    operator("le", "other", Tensor::le, Tensor::le, Tensor::le),
                    operator("gt", "other", Tensor::gt, Tensor::gt, Tensor::gt),
                    operator("ge", "other", Tensor::ge, Tensor::ge, Tensor::ge),
                    operator("true_divide", "other", Tensor::div, Tensor::div, Tensor::div),
                    operator("clamp_min", "min", Tensor::clampMin, Tensor::clampMin, Tensor::clampMin),
                    operator("clamp_max", "max", Tensor::clampMax, Tensor::clampMax, Tensor::clampMax))
            .flatMap(List::stream)
            .toList();

    private static final List<TorchRow> SETTINGS = List.of(
            row("add(Tensor input, Tensor other, *, Number alpha=1)", a -> scaled(a, Tensor::add, Tensor::add)),
            row(
                    "add(Tensor input, Number other, *, Number alpha=1)",
                    a -> with(a, product(a), Tensor::add, Tensor::add, Tensor::add)),
            row("sub(Tensor input, Tensor other, *, Number alpha=1)", a -> scaled(a, Tensor::sub, Tensor::sub)),
            row(
                    "sub(Tensor input, Number other, *, Number alpha=1)",
                    a -> with(a, product(a), Tensor::sub, Tensor::sub, Tensor::sub)),
            row("rsub(Tensor input, Tensor other, *, Number alpha=1)", a -> scaled(a, Tensor::rsub, Tensor::rsub)),
            row(
                    "rsub(Tensor input, Number other)",
                    a -> with(a, a.number("other"), Tensor::rsub, Tensor::rsub, Tensor::rsub)),
            row(
                    "div(Tensor input, Tensor other, *, str? rounding_mode=None)",
                    a -> divided(a, a.tensor("input"), a.tensor("other"))),
            row(
                    "div(Tensor input, Number other, *, str? rounding_mode=None)",
                    a -> with(
                            a,
                            a.number("other"),
                            (x, y) -> divided(a, x, y),
                            (x, y) -> divided(a, x, y),
                            (x, y) -> divided(a, x, y))),
            row("pow(Tensor input, Tensor exponent)", a -> a.tensor("input").pow(a.tensor("exponent"))),
            row(
                    "pow(Tensor input, Number exponent)",
                    a -> with(a, a.number("exponent"), Tensor::pow, Tensor::pow, Tensor::pow)),
            row(
                    "pow(Number self, Tensor exponent)",
                    a -> TorchNumber.apply(
                            a.tensor("exponent"), a.number("self"), (x, y) -> y.pow(x), Tensor::rpow, Tensor::rpow)),
            row("round(Tensor input, *, int decimals=0)", a -> a.tensor("input").round(a.integer("decimals"))),
            row(
                    "clamp(Tensor input, Tensor? min=None, Tensor? max=None)",
                    a -> a.tensor("input").clamp(a.tensorOrNull("min"), a.tensorOrNull("max"))),
            row("clamp(Tensor input, Number? min=None, Number? max=None)", a -> clamped(a)),
            row(
                    "masked_fill(Tensor input, Tensor mask, Tensor value)",
                    a -> a.tensor("input").maskedFill(a.tensor("mask"), a.tensor("value"))),
            row(
                    "masked_fill(Tensor input, Tensor mask, Number value)",
                    a -> a.tensor("input").maskedFill(a.tensor("mask"), a.real("value"))),
            row(
                    "where(Tensor condition, Tensor input, Tensor other)",
                    a -> a.tensor("input").where(a.tensor("condition"), a.tensor("other"))));

    static final List<TorchRow> ROWS = Stream.of(UNARY, PAIRS, WITH_NUMBERS, SETTINGS)
            .flatMap(List::stream)
            .toList();

    private PointwiseFunctions() {}

    private static TorchRow unary(String name, UnaryOperator<Tensor> operator) {
        return row(name + "(Tensor input)", a -> operator.apply(a.tensor("input")));
    }

    private static TorchRow pair(String name, BinaryOperator<Tensor> operator) {
        return row(name + "(Tensor input, Tensor other)", a -> operator.apply(a.tensor("input"), a.tensor("other")));
    }

    /// @param second the name of the second operand
    private static List<TorchRow> operator(
            String name, String second, BinaryOperator<Tensor> tensors, WithLong longs, WithDouble doubles) {
        return List.of(
                row(
                        name + "(Tensor input, Tensor " + second + ")",
                        a -> tensors.apply(a.tensor("input"), a.tensor(second))),
                row(
                        name + "(Tensor input, Number " + second + ")",
                        a -> with(a, a.number(second), tensors, longs, doubles)));
    }

    private static Tensor with(
            TorchArguments a, Object number, BinaryOperator<Tensor> tensors, WithLong longs, WithDouble doubles) {
        return TorchNumber.apply(a.tensor("input"), number, tensors, longs, doubles);
    }

    private interface ScaledByLong {
        Tensor of(Tensor x, Tensor y, long alpha);
    }

    private interface ScaledByDouble {
        Tensor of(Tensor x, Tensor y, double alpha);
    }

    private static Tensor scaled(TorchArguments a, ScaledByLong longs, ScaledByDouble doubles) {
        Tensor x = a.tensor("input");
        Tensor y = a.tensor("other");
        return a.number("alpha") instanceof Long alpha ? longs.of(x, y, alpha) : doubles.of(x, y, a.real("alpha"));
    }

    private static Object product(TorchArguments a) {
        return TorchNumber.times(a.number("other"), a.number("alpha"));
    }

    private static Tensor divided(TorchArguments a, Tensor x, Tensor y) {
        return a.has("rounding_mode") ? x.div(y, rounding(a)) : x.div(y);
    }

    private static Tensor divided(TorchArguments a, Tensor x, double y) {
        return a.has("rounding_mode") ? x.div(y, rounding(a)) : x.div(y);
    }

    private static Tensor divided(TorchArguments a, Tensor x, long y) {
        return a.has("rounding_mode") ? x.div(y, rounding(a)) : x.div(y);
    }

    static DivRounding rounding(TorchArguments a) {
        String mode = a.text("rounding_mode");
        return switch (mode) {
            case "floor" -> DivRounding.FLOOR;
            case "trunc" -> DivRounding.TRUNC;
            default ->
                throw new IllegalArgumentException("div: rounding_mode must be None, floor or trunc, but is " + mode);
        };
    }

    private static Tensor clamped(TorchArguments a) {
        Tensor x = a.tensor("input");
        @Nullable Object min = a.get("min");
        @Nullable Object max = a.get("max");
        if (min == null) {
            return with(a, a.number("max"), Tensor::clampMax, Tensor::clampMax, Tensor::clampMax);
        }
        if (max == null) {
            return with(a, min, Tensor::clampMin, Tensor::clampMin, Tensor::clampMin);
        }
        return min instanceof Long low && max instanceof Long high
                ? x.clamp(low, high)
                : x.clamp(TorchNumber.real(min), TorchNumber.real(max));
    }
}
