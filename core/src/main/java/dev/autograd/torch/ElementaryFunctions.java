package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Tensor;
import dev.autograd.torch.TorchNumber.WithDouble;
import dev.autograd.torch.TorchNumber.WithLong;
import dev.autograd.value.DType;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// More functions of each element by itself, with their in-place forms.
final class ElementaryFunctions {
    private static final List<TorchRow> UNARY = List.of(
            unary("asinh", Tensor::asinh),
            unary("asinh_", Tensor::asinh_),
            unary("acosh", Tensor::acosh),
            unary("acosh_", Tensor::acosh_),
            unary("atanh", Tensor::atanh),
            unary("atanh_", Tensor::atanh_),
            unary("exp2", Tensor::exp2),
            unary("exp2_", Tensor::exp2_),
            unary("frac", Tensor::frac),
            unary("frac_", Tensor::frac_),
            unary("deg2rad", Tensor::deg2rad),
            unary("deg2rad_", Tensor::deg2rad_),
            unary("rad2deg", Tensor::rad2deg),
            unary("rad2deg_", Tensor::rad2deg_),
            unary("sinc", Tensor::sinc),
            unary("sinc_", Tensor::sinc_),
            unary("sgn", Tensor::sign),
            unary("sgn_", Tensor::sign_),
            unary("angle", Tensor::angle),
            unary("positive", Tensor::positive),
            unary("signbit", Tensor::signbit),
            unary("isposinf", Tensor::isposinf),
            unary("isneginf", Tensor::isneginf));

    // Of real numbers, which is all that tensors hold.
    private static final List<TorchRow> REAL = List.of(
            unary("real", x -> x),
            unary("conj", x -> x),
            unary("conj_physical", x -> x),
            unary("conj_physical_", x -> x),
            unary("resolve_conj", x -> x),
            unary("resolve_neg", x -> x),
            unary("isreal", x -> Tensor.ones(x.shape(), DType.BOOL)));

    private static final List<TorchRow> PAIRS = List.of(
            pair("hypot", Tensor::hypot),
            pair("hypot_", Tensor::hypot_),
            pair("fmax", Tensor::fmax),
            pair("fmin", Tensor::fmin),
            pair("logaddexp", Tensor::logaddexp),
            pair("logaddexp2", Tensor::logaddexp2),
            pair("ldexp", Tensor::ldexp),
            pair("ldexp_", Tensor::ldexp_),
            pair("fmod", Tensor::fmod),
            pair("fmod_", Tensor::fmod_),
            pair("copysign", Tensor::copysign),
            pair("copysign_", Tensor::copysign_),
            pair("xlogy", Tensor::xlogy),
            pair("xlogy_", Tensor::xlogy_),
            row("heaviside(Tensor input, Tensor values)", a -> a.tensor("input").heaviside(a.tensor("values"))),
            row(
                    "heaviside_(Tensor input, Tensor values)",
                    a -> a.tensor("input").heaviside_(a.tensor("values"))),
            row(
                    "float_power(Tensor input, Tensor exponent)",
                    a -> a.tensor("input").floatPower(a.tensor("exponent"))),
            row(
                    "float_power(Tensor input, Number exponent)",
                    a -> a.tensor("input").floatPower(a.real("exponent"))),
            row(
                    "float_power_(Tensor input, Tensor exponent)",
                    a -> a.tensor("input").floatPower_(a.tensor("exponent"))),
            row(
                    "fmod(Tensor input, Number other)",
                    a -> TorchNumber.apply(
                            a.tensor("input"), a.number("other"), Tensor::fmod, Tensor::fmod, Tensor::fmod)),
            row(
                    "fmod_(Tensor input, Number other)",
                    a -> TorchNumber.apply(
                            a.tensor("input"), a.number("other"), Tensor::fmod_, Tensor::fmod_, Tensor::fmod_)),
            row("copysign(Tensor input, Number other)", a -> a.tensor("input").copysign(a.real("other"))),
            row("copysign_(Tensor input, Number other)", a -> a.tensor("input").copysign_(a.real("other"))),
            row(
                    "xlogy(Tensor input, Number other)",
                    a -> TorchNumber.apply(
                            a.tensor("input"), a.number("other"), Tensor::xlogy, Tensor::xlogy, Tensor::xlogy)));

    // Python's operators with the operands in the other order.
    private static final List<TorchRow> REVERSED = List.of(
            reversed("__radd__", Tensor::add),
            reversed("__rsub__", Tensor::sub),
            reversed("__rmul__", Tensor::mul),
            reversed("__rdiv__", Tensor::div),
            reversed("__rpow__", Tensor::pow),
            reversed("__rmod__", Tensor::remainder),
            reversed("__rmatmul__", Tensor::matmul),
            reversed("__radd__", Tensor::add, Tensor::add, Tensor::add),
            reversed("__rsub__", Tensor::rsub, Tensor::rsub, Tensor::rsub),
            reversed("__rmul__", Tensor::mul, Tensor::mul, Tensor::mul),
            reversed(
                    "__rdiv__",
                    (x, y) -> y.div(x),
                    (x, n) -> x.reciprocal().mul(n),
                    (x, n) -> x.reciprocal().mul(n)),
            reversed("__rpow__", (x, y) -> y.pow(x), Tensor::rpow, Tensor::rpow));

    private static final List<TorchRow> SETTINGS = List.of(
            row(
                    "logit(Tensor input, float? eps=None)",
                    a -> a.has("eps")
                            ? a.tensor("input").logit(a.real("eps"))
                            : a.tensor("input").logit()),
            row(
                    "logit_(Tensor input, float? eps=None)",
                    a -> a.has("eps")
                            ? a.tensor("input").logit_(a.real("eps"))
                            : a.tensor("input").logit_()),
            row(
                    "nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None)",
                    a -> a.tensor("input").nanToNum(nan(a), limit(a, "posinf", 1), limit(a, "neginf", -1))),
            row(
                    "nan_to_num_(Tensor input, float? nan=None, float? posinf=None, float? neginf=None)",
                    a -> a.tensor("input").nanToNum_(nan(a), limit(a, "posinf", 1), limit(a, "neginf", -1))),
            row(
                    "lerp(Tensor input, Tensor end, Tensor weight)",
                    a -> a.tensor("input").lerp(a.tensor("end"), a.tensor("weight"))),
            row(
                    "lerp(Tensor input, Tensor end, Number weight)",
                    a -> a.tensor("input").lerp(a.tensor("end"), a.real("weight"))),
            row(
                    "lerp_(Tensor input, Tensor end, Tensor weight)",
                    a -> a.tensor("input").lerp_(a.tensor("end"), a.tensor("weight"))),
            row(
                    "lerp_(Tensor input, Tensor end, Number weight)",
                    a -> a.tensor("input").lerp_(a.tensor("end"), a.real("weight"))),
            row(
                    "addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Number value=1)",
                    a -> a.tensor("input").addcmul(a.tensor("tensor1"), a.tensor("tensor2"), a.real("value"))),
            row(
                    "addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, *, Number value=1)",
                    a -> a.tensor("input").addcmul_(a.tensor("tensor1"), a.tensor("tensor2"), a.real("value"))),
            row(
                    "addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Number value=1)",
                    a -> a.tensor("input").addcdiv(a.tensor("tensor1"), a.tensor("tensor2"), a.real("value"))),
            row(
                    "addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, *, Number value=1)",
                    a -> a.tensor("input").addcdiv_(a.tensor("tensor1"), a.tensor("tensor2"), a.real("value"))),
            row(
                    "isclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)",
                    a -> isclose(a)),
            row(
                    "allclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)",
                    a -> isclose(a).all().itemLong() == 1),
            row(
                    "equal(Tensor input, Tensor other)",
                    a -> a.tensor("input").shape().equals(a.tensor("other").shape())
                            && a.tensor("input").eq(a.tensor("other")).all().itemLong() == 1));

    static final List<TorchRow> ROWS = Stream.of(UNARY, REAL, PAIRS, REVERSED, SETTINGS)
            .flatMap(List::stream)
            .toList();

    private ElementaryFunctions() {}

    private static TorchRow unary(String name, UnaryOperator<Tensor> operator) {
        return row(name + "(Tensor input)", a -> operator.apply(a.tensor("input")));
    }

    private static TorchRow pair(String name, BinaryOperator<Tensor> operator) {
        return row(name + "(Tensor input, Tensor other)", a -> operator.apply(a.tensor("input"), a.tensor("other")));
    }

    private static TorchRow reversed(String name, BinaryOperator<Tensor> operator) {
        return row(name + "(Tensor input, Tensor other)", a -> operator.apply(a.tensor("other"), a.tensor("input")));
    }

    /// With a number for the other operand.
    private static TorchRow reversed(String name, BinaryOperator<Tensor> tensors, WithLong longs, WithDouble doubles) {
        return row(
                name + "(Tensor input, Number other)",
                a -> TorchNumber.apply(a.tensor("input"), a.number("other"), tensors, longs, doubles));
    }

    private static double nan(TorchArguments a) {
        return a.has("nan") ? a.real("nan") : 0;
    }

    private static double limit(TorchArguments a, String name, int sign) {
        if (a.has(name)) {
            return a.real(name);
        }
        return sign * (a.tensor("input").dtype() == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE);
    }

    private static Tensor isclose(TorchArguments a) {
        Tensor x = a.tensor("input");
        Tensor y = a.tensor("other");
        return a.flag("equal_nan")
                ? x.iscloseEqualNan(y, a.real("rtol"), a.real("atol"))
                : x.isclose(y, a.real("rtol"), a.real("atol"));
    }
}
