package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Index;
import dev.autograd.Tensor;
import dev.autograd.torch.TorchNumber.WithDouble;
import dev.autograd.torch.TorchNumber.WithLong;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Functions that change their first tensor in place.
final class InPlaceFunctions {
    private static final List<TorchRow> UNARY = List.of(
            unary("neg_", Tensor::neg_),
            unary("abs_", Tensor::abs_),
            unary("sign_", Tensor::sign_),
            unary("exp_", Tensor::exp_),
            unary("expm1_", Tensor::expm1_),
            unary("log_", Tensor::log_),
            unary("log1p_", Tensor::log1p_),
            unary("log2_", Tensor::log2_),
            unary("log10_", Tensor::log10_),
            unary("sqrt_", Tensor::sqrt_),
            unary("rsqrt_", Tensor::rsqrt_),
            unary("square_", Tensor::square_),
            unary("reciprocal_", Tensor::reciprocal_),
            unary("sin_", Tensor::sin_),
            unary("cos_", Tensor::cos_),
            unary("tan_", Tensor::tan_),
            unary("asin_", Tensor::asin_),
            unary("acos_", Tensor::acos_),
            unary("atan_", Tensor::atan_),
            unary("sinh_", Tensor::sinh_),
            unary("cosh_", Tensor::cosh_),
            unary("tanh_", Tensor::tanh_),
            unary("sigmoid_", Tensor::sigmoid_),
            unary("relu_", Tensor::relu_),
            unary("erf_", Tensor::erf_),
            unary("erfc_", Tensor::erfc_),
            unary("floor_", Tensor::floor_),
            unary("ceil_", Tensor::ceil_),
            unary("trunc_", Tensor::trunc_));

    private static final List<TorchRow> WITH_NUMBERS = Stream.of(
                    operator("mul_", "other", Tensor::mul_, Tensor::mul_, Tensor::mul_),
                    operator(
                            "floor_divide_", "other", Tensor::floorDivide_, Tensor::floorDivide_, Tensor::floorDivide_),
                    operator("remainder_", "other", Tensor::remainder_, Tensor::remainder_, Tensor::remainder_),
                    operator("true_divide_", "other", Tensor::div_, Tensor::div_, Tensor::div_),
                    operator("pow_", "exponent", Tensor::pow_, Tensor::pow_, Tensor::pow_),
                    operator("clamp_min_", "min", Tensor::clampMin_, Tensor::clampMin_, Tensor::clampMin_),
                    operator("clamp_max_", "max", Tensor::clampMax_, Tensor::clampMax_, Tensor::clampMax_))
            .flatMap(List::stream)
            .toList();

    private static final List<TorchRow> SETTINGS = List.of(
            row("atan2_(Tensor input, Tensor other)", a -> a.tensor("input").atan2_(a.tensor("other"))),
            row(
                    "add_(Tensor input, Tensor other, *, Number alpha=1)",
                    a -> a.number("alpha") instanceof Long alpha
                            ? a.tensor("input").add_(a.tensor("other"), alpha)
                            : a.tensor("input").add_(a.tensor("other"), a.real("alpha"))),
            row(
                    "add_(Tensor input, Number other, *, Number alpha=1)",
                    a -> with(a, product(a), Tensor::add_, Tensor::add_, Tensor::add_)),
            row(
                    "sub_(Tensor input, Tensor other, *, Number alpha=1)",
                    a -> a.number("alpha") instanceof Long alpha
                            ? a.tensor("input").sub_(a.tensor("other"), alpha)
                            : a.tensor("input").sub_(a.tensor("other"), a.real("alpha"))),
            row(
                    "sub_(Tensor input, Number other, *, Number alpha=1)",
                    a -> with(a, product(a), Tensor::sub_, Tensor::sub_, Tensor::sub_)),
            row(
                    "div_(Tensor input, Tensor other, *, str? rounding_mode=None)",
                    a -> divided(a, a.tensor("input"), a.tensor("other"))),
            row(
                    "div_(Tensor input, Number other, *, str? rounding_mode=None)",
                    a -> with(
                            a,
                            a.number("other"),
                            (x, y) -> divided(a, x, y),
                            (x, y) -> divided(a, x, y),
                            (x, y) -> divided(a, x, y))),
            row(
                    "round_(Tensor input, *, int decimals=0)",
                    a -> a.tensor("input").round_(a.integer("decimals"))),
            row(
                    "clamp_(Tensor input, Tensor? min=None, Tensor? max=None)",
                    a -> a.tensor("input").clamp_(a.tensorOrNull("min"), a.tensorOrNull("max"))),
            row("clamp_(Tensor input, Number? min=None, Number? max=None)", a -> clamped(a)),
            row(
                    "masked_fill_(Tensor input, Tensor mask, Tensor value)",
                    a -> a.tensor("input").maskedFill_(a.tensor("mask"), a.tensor("value"))),
            row(
                    "masked_fill_(Tensor input, Tensor mask, Number value)",
                    a -> a.tensor("input").maskedFill_(a.tensor("mask"), a.real("value"))),
            row("fill_(Tensor input, Number value)", a -> a.tensor("input").fill_(a.real("value"))),
            row("zero_(Tensor input)", a -> a.tensor("input").zero_()),
            row("copy_(Tensor input, Tensor src)", a -> a.tensor("input").copy_(a.tensor("src"))),
            row(
                    "addmm_(Tensor input, Tensor mat1, Tensor mat2, *, Number beta=1, Number alpha=1)",
                    a -> a.tensor("input").addmm_(a.tensor("mat1"), a.tensor("mat2"), a.real("beta"), a.real("alpha"))),
            row(
                    "cumsum_(Tensor input, int dim, *, dtype? dtype=None)",
                    a -> a.has("dtype")
                            ? a.tensor("input").cumsum_(a.integer("dim"), a.dtype("dtype"))
                            : a.tensor("input").cumsum_(a.integer("dim"))),
            row(
                    "cumprod_(Tensor input, int dim, *, dtype? dtype=None)",
                    a -> a.has("dtype")
                            ? a.tensor("input").cumprod_(a.integer("dim"), a.dtype("dtype"))
                            : a.tensor("input").cumprod_(a.integer("dim"))),
            row("index_put_(Tensor input, Tensors indices, Tensor values, bool accumulate=False)", a -> {
                Index[] entries =
                        Arrays.stream(a.tensors("indices")).map(Index::of).toArray(Index[]::new);
                return a.flag("accumulate")
                        ? a.tensor("input").indexPutAdd_(a.tensor("values"), entries)
                        : a.tensor("input").indexPut_(a.tensor("values"), entries);
            }),
            row(
                    "index_add_(Tensor input, int dim, Tensor index, Tensor source, *, Number alpha=1)",
                    a -> a.number("alpha") instanceof Long alpha
                            ? a.tensor("input")
                                    .indexAdd_(a.integer("dim"), a.tensor("index"), a.tensor("source"), alpha)
                            : a.tensor("input")
                                    .indexAdd_(
                                            a.integer("dim"), a.tensor("index"), a.tensor("source"), a.real("alpha"))),
            row(
                    "scatter_(Tensor input, int dim, Tensor index, Tensor src)",
                    a -> a.tensor("input").scatter_(a.integer("dim"), a.tensor("index"), a.tensor("src"))),
            row(
                    "scatter_(Tensor input, int dim, Tensor index, Number value)",
                    a -> a.tensor("input").scatter_(a.integer("dim"), a.tensor("index"), a.real("value"))),
            row(
                    "scatter_add_(Tensor input, int dim, Tensor index, Tensor src)",
                    a -> a.tensor("input").scatterAdd_(a.integer("dim"), a.tensor("index"), a.tensor("src"))));

    private static final List<TorchRow> SHAPES = List.of(
            transpose("transpose_", "dim0", "dim1"),
            transpose("swapaxes_", "axis0", "axis1"),
            transpose("swapdims_", "dim0", "dim1"),
            unary("t_", Tensor::t_),
            row("squeeze_(Tensor input)", a -> a.tensor("input").squeeze_()),
            row("squeeze_(Tensor input, ints dim)", a -> squeezed(a.tensor("input"), a.dims("dim"))),
            row("unsqueeze_(Tensor input, int dim)", a -> a.tensor("input").unsqueeze_(a.integer("dim"))));

    static final List<TorchRow> ROWS = Stream.of(UNARY, WITH_NUMBERS, SETTINGS, SHAPES)
            .flatMap(List::stream)
            .toList();

    private InPlaceFunctions() {}

    private static TorchRow unary(String name, UnaryOperator<Tensor> operator) {
        return row(name + "(Tensor input)", a -> operator.apply(a.tensor("input")));
    }

    private static TorchRow transpose(String name, String first, String second) {
        return row(
                name + "(Tensor input, int " + first + ", int " + second + ")",
                a -> a.tensor("input").transpose_(a.integer(first), a.integer(second)));
    }

    /// Here no dimensions given mean all, there none: a change that leaves the shape as it is.
    private static Tensor squeezed(Tensor x, int... dims) {
        return dims.length == 0 ? x.transpose_(0, 0) : x.squeeze_(dims);
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

    private static Object product(TorchArguments a) {
        return TorchNumber.times(a.number("other"), a.number("alpha"));
    }

    private static Tensor divided(TorchArguments a, Tensor x, Tensor y) {
        return a.has("rounding_mode") ? x.div_(y, PointwiseFunctions.rounding(a)) : x.div_(y);
    }

    private static Tensor divided(TorchArguments a, Tensor x, double y) {
        return a.has("rounding_mode") ? x.div_(y, PointwiseFunctions.rounding(a)) : x.div_(y);
    }

    private static Tensor divided(TorchArguments a, Tensor x, long y) {
        return a.has("rounding_mode") ? x.div_(y, PointwiseFunctions.rounding(a)) : x.div_(y);
    }

    private static Tensor clamped(TorchArguments a) {
        Tensor x = a.tensor("input");
        @Nullable Object min = a.get("min");
        @Nullable Object max = a.get("max");
        if (min == null) {
            return with(a, a.number("max"), Tensor::clampMax_, Tensor::clampMax_, Tensor::clampMax_);
        }
        if (max == null) {
            return with(a, min, Tensor::clampMin_, Tensor::clampMin_, Tensor::clampMin_);
        }
        return min instanceof Long low && max instanceof Long high
                ? x.clamp_(low, high)
                : x.clamp_(TorchNumber.real(min), TorchNumber.real(max));
    }
}
