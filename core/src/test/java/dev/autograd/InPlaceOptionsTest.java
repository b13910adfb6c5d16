package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The in-place forms of operators: the same values and the same gradients as the form that returns a new tensor.
final class InPlaceOptionsTest {
    private static final Tensor ROW = Tensor.of(0.2, 0.4, 0.8);
    private static final Tensor INDEX = Tensor.of(1L, 0);
    private static final Tensor MASK = Tensor.of(true, false, true);
    private static final Tensor MATRIX = Inputs.of(2, 3).requiresGrad_();
    private static final Tensor SQUARE = Inputs.of(2, 2).requiresGrad_();
    private static final Tensor PLACES = Tensor.fromArray(new long[][] {{0, 1, 1}, {1, 0, 1}});

    static Stream<Arguments> forms() {
        return Stream.of(
                form("neg_", Tensor::neg_, Tensor::neg),
                form("abs_", Tensor::abs_, Tensor::abs),
                form("sign_", Tensor::sign_, Tensor::sign),
                form("exp_", Tensor::exp_, Tensor::exp),
                form("expm1_", Tensor::expm1_, Tensor::expm1),
                form("log_", Tensor::log_, Tensor::log),
                form("log1p_", Tensor::log1p_, Tensor::log1p),
                form("log2_", Tensor::log2_, Tensor::log2),
                form("log10_", Tensor::log10_, Tensor::log10),
                form("sqrt_", Tensor::sqrt_, Tensor::sqrt),
                form("rsqrt_", Tensor::rsqrt_, Tensor::rsqrt),
                form("square_", Tensor::square_, Tensor::square),
                form("reciprocal_", Tensor::reciprocal_, Tensor::reciprocal),
                form("sin_", Tensor::sin_, Tensor::sin),
                form("cos_", Tensor::cos_, Tensor::cos),
                form("tan_", Tensor::tan_, Tensor::tan),
                form("asin_", Tensor::asin_, Tensor::asin),
                form("acos_", Tensor::acos_, Tensor::acos),
                form("atan_", Tensor::atan_, Tensor::atan),
                form("sinh_", Tensor::sinh_, Tensor::sinh),
                form("cosh_", Tensor::cosh_, Tensor::cosh),
                form("tanh_", Tensor::tanh_, Tensor::tanh),
                form("sigmoid_", Tensor::sigmoid_, Tensor::sigmoid),
                form("relu_", Tensor::relu_, Tensor::relu),
                form("erf_", Tensor::erf_, Tensor::erf),
                form("erfc_", Tensor::erfc_, Tensor::erfc),
                form("floor_", Tensor::floor_, Tensor::floor),
                form("ceil_", Tensor::ceil_, Tensor::ceil),
                form("round_", Tensor::round_, Tensor::round),
                form("trunc_", Tensor::trunc_, Tensor::trunc),
                form("floorDivide_ tensor", x -> x.floorDivide_(ROW), x -> x.floorDivide(ROW)),
                form("floorDivide_ double", x -> x.floorDivide_(0.3), x -> x.floorDivide(0.3)),
                form("floorDivide_ long", x -> x.floorDivide_(2), x -> x.floorDivide(2)),
                form("remainder_ tensor", x -> x.remainder_(ROW), x -> x.remainder(ROW)),
                form("remainder_ double", x -> x.remainder_(0.3), x -> x.remainder(0.3)),
                form("remainder_ long", x -> x.remainder_(2), x -> x.remainder(2)),
                form("atan2_", x -> x.atan2_(ROW), x -> x.atan2(ROW)),
                form("pow_ tensor", x -> x.pow_(ROW), x -> x.pow(ROW)),
                form("pow_ double", x -> x.pow_(1.5), x -> x.pow(1.5)),
                form("pow_ long", x -> x.pow_(3), x -> x.pow(3)),
                form("add_ alpha", x -> x.add_(MATRIX, 0.5), x -> x.add(MATRIX, 0.5)),
                form("add_ long alpha", x -> x.add_(MATRIX, 2), x -> x.add(MATRIX, 2)),
                form("sub_ alpha", x -> x.sub_(MATRIX, 0.5), x -> x.sub(MATRIX, 0.5)),
                form("sub_ long alpha", x -> x.sub_(MATRIX, 2), x -> x.sub(MATRIX, 2)),
                form("div_ floor", x -> x.div_(ROW, DivRounding.FLOOR), x -> x.floorDivide(ROW)),
                form(
                        "div_ trunc",
                        x -> x.div_(ROW, DivRounding.TRUNC),
                        x -> x.div(ROW).trunc()),
                form(
                        "div_ double",
                        x -> x.div_(0.3, DivRounding.TRUNC),
                        x -> x.div(0.3).trunc()),
                form(
                        "div_ long",
                        x -> x.div_(2, DivRounding.TRUNC),
                        x -> x.div(2).trunc()),
                form("round_ decimals", x -> x.round_(1), x -> x.mul(10).round().div(10)),
                form(
                        "leakyRelu_",
                        x -> x.sub(0.5).leakyRelu_(0.1),
                        x -> x.sub(0.5).leakyRelu(0.1)),
                form("clamp_ double", x -> x.clamp_(0.3, 0.6), x -> x.clamp(0.3, 0.6)),
                form("clamp_ long", x -> x.mul(3).clamp_(1, 2), x -> x.mul(3).clamp(1, 2)),
                form("clamp_ tensors", x -> x.clamp_(ROW, null), x -> x.clamp(ROW, null)),
                form("clampMin_ tensor", x -> x.clampMin_(ROW), x -> x.maximum(ROW)),
                form("clampMin_ double", x -> x.clampMin_(0.3), x -> x.clamp(0.3, 9)),
                form("clampMin_ long", x -> x.clampMin_(1), x -> x.clamp(1, 9)),
                form("clampMax_ tensor", x -> x.clampMax_(ROW), x -> x.minimum(ROW)),
                form("clampMax_ double", x -> x.clampMax_(0.3), x -> x.clamp(-9, 0.3)),
                form("clampMax_ long", x -> x.mul(3).clampMax_(1), x -> x.mul(3).clamp(-9, 1)),
                form("maskedFill_", x -> x.maskedFill_(MASK, 7), x -> x.maskedFill(MASK, 7)),
                form(
                        "maskedFill_ tensor",
                        x -> x.maskedFill_(MASK, MATRIX.sum()),
                        x -> x.maskedFill(MASK, MATRIX.sum())),
                form("asinh_", x -> x.asinh_(), x -> x.asinh()),
                form("atanh_", x -> x.atanh_(), x -> x.atanh()),
                form("exp2_", x -> x.exp2_(), x -> x.exp2()),
                form("frac_", x -> x.frac_(), x -> x.frac()),
                form("deg2rad_", x -> x.deg2rad_(), x -> x.deg2rad()),
                form("rad2deg_", x -> x.rad2deg_(), x -> x.rad2deg()),
                form("sinc_", x -> x.sinc_(), x -> x.sinc()),
                form("logit_", x -> x.logit_(), x -> x.logit()),
                form("acosh_", x -> x.add(1).acosh_(), x -> x.add(1).acosh()),
                form("logit_ eps", x -> x.logit_(0.3), x -> x.logit(0.3)),
                form("nanToNum_", x -> x.nanToNum_(), x -> x.nanToNum()),
                form(
                        "nanToNum_ numbers",
                        x -> x.div(0).nanToNum_(1, 2, 3),
                        x -> x.div(0).nanToNum(1, 2, 3)),
                form("fmod_ tensor", x -> x.fmod_(ROW), x -> x.fmod(ROW)),
                form("fmod_ double", x -> x.fmod_(0.3), x -> x.fmod(0.3)),
                form("fmod_ long", x -> x.mul(3).fmod_(2), x -> x.mul(3).fmod(2)),
                form("hypot_", x -> x.hypot_(ROW), x -> x.hypot(ROW)),
                form("copysign_ tensor", x -> x.copysign_(ROW.neg()), x -> x.neg()),
                form("copysign_ double", x -> x.copysign_(-1.0), x -> x.neg()),
                form("xlogy_ tensor", x -> x.xlogy_(ROW), x -> x.xlogy(ROW)),
                form("xlogy_ double", x -> x.xlogy_(0.5), x -> x.xlogy(0.5)),
                form("xlogy_ long", x -> x.xlogy_(2), x -> x.xlogy(2)),
                form("heaviside_", x -> x.heaviside_(ROW), x -> x.heaviside(ROW)),
                form("ldexp_", x -> x.ldexp_(ROW), x -> x.ldexp(ROW)),
                form("floatPower_", x -> x.floatPower_(ROW), x -> x.floatPower(ROW)),
                form("lerp_ tensor", x -> x.lerp_(MATRIX, ROW), x -> x.lerp(MATRIX, ROW)),
                form("lerp_ double", x -> x.lerp_(MATRIX, 0.3), x -> x.lerp(MATRIX, 0.3)),
                form("addcmul_", x -> x.addcmul_(MATRIX, ROW, 0.5), x -> x.addcmul(MATRIX, ROW, 0.5)),
                form("addcdiv_", x -> x.addcdiv_(MATRIX, ROW, 0.5), x -> x.addcdiv(MATRIX, ROW, 0.5)),
                form(
                        "addmm_",
                        x -> x.addmm_(SQUARE, MATRIX),
                        x -> SQUARE.mm(MATRIX).add(x)),
                form(
                        "addmm_ factors",
                        x -> x.addmm_(SQUARE, MATRIX, 2, 0.5),
                        x -> SQUARE.mm(MATRIX).mul(0.5).add(x.mul(2))),
                form("cumsum_", x -> x.cumsum_(1), x -> x.cumsum(1)),
                form("cumsum_ dtype", x -> x.cumsum_(1, DType.FLOAT64), x -> x.cumsum(1)),
                form("cumprod_", x -> x.cumprod_(1), x -> x.cumprod(1)),
                form("cumprod_ dtype", x -> x.cumprod_(1, DType.FLOAT64), x -> x.cumprod(1)),
                form("indexPut_", x -> x.indexPut_(MATRIX, Index.of(INDEX)), x -> x.indexPut(MATRIX, Index.of(INDEX))),
                form("indexPutAdd_", x -> x.indexPutAdd_(MATRIX, Index.of(INDEX)), x -> x.add(MATRIX.flip(0))),
                form("indexAdd_", x -> x.indexAdd_(0, INDEX, MATRIX), x -> x.add(MATRIX.flip(0))),
                form("indexAdd_ alpha", x -> x.indexAdd_(0, INDEX, MATRIX, 0.5), x -> x.add(MATRIX.flip(0), 0.5)),
                form("indexAdd_ long alpha", x -> x.indexAdd_(0, INDEX, MATRIX, 2), x -> x.add(MATRIX.flip(0), 2)),
                form("scatter_", x -> x.scatter_(0, PLACES, MATRIX), x -> x.scatter(0, PLACES, MATRIX)),
                form("scatter_ value", x -> x.scatter_(0, PLACES, 7), x -> x.scatter(0, PLACES, 7)),
                form("scatterAdd_", x -> x.scatterAdd_(0, PLACES, MATRIX), x -> x.scatterAdd(0, PLACES, MATRIX)));
    }

    private static Arguments form(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain) {
        return arguments(name, inPlace, plain);
    }

    /// Numbers from 0.1 to 0.9, where all functions are defined.
    private static Tensor start() {
        return Tensor.rand(Random.seed(5), Shape.of(2, 3), DType.FLOAT64)
                .mul(0.8)
                .add(0.1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void givesWhatThePlainFormGives(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain) {
        Tensor a = start().requiresGrad_();
        Tensor b = start().requiresGrad_();
        Tensor changed = a.mul(1);
        Tensor y = inPlace.apply(changed);
        Tensor expected = plain.apply(b.mul(1));
        assertThat(y.allClose(expected, 1e-12, 1e-12)).isTrue();
        if (expected.requiresGrad()) {
            y.sum().backward();
            expected.sum().backward();
            assertThat(gradient(a).allClose(gradient(b), 1e-12, 1e-12)).isTrue();
        }
    }

    private static Tensor gradient(Tensor leaf) {
        return Objects.requireNonNullElse(leaf.grad(), Tensor.zerosLike(leaf));
    }

    @Test
    void whatWouldGrowIsRefused() {
        Tensor x = Tensor.zeros(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.clamp_(Tensor.zeros(2, 3), null))
                .withMessage("clamp_: the result would have shape (2, 3), which is not the shape of the tensor that is "
                        + "changed, (3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(1L, 2).exp_())
                .withMessage("exp_: the result would be float32, which does not fit into this int64 tensor (2)");
        assertThat(x.storage().version()).isZero();
    }
}
