package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every in-place form against the operator it is the form of, on tensors of shape (2, 3) with elements in [0.2, 0.9].
final class InPlaceFormsTest {
    private static final Tensor ROW = Tensor.of(2.0, 4.0, 8.0);
    private static final Tensor MASK = Tensor.of(new boolean[] {true, false, true});
    private static final Tensor INDEX = Tensor.of(new long[] {1, 0, 1, 0, 1, 0}, Shape.of(2, 3));
    private static final Tensor SOURCE = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));

    static Stream<Arguments> forms() {
        return Stream.of(binary(), units(), others(), placing()).flatMap(forms -> forms);
    }

    private static Stream<Arguments> binary() {
        return Stream.of(
                form("add_ tensor", x -> x.add_(ROW), x -> x.add(ROW)),
                form("add_ double", x -> x.add_(1.5), x -> x.add(1.5)),
                form("add_ long", x -> x.add_(3), x -> x.add(3)),
                form("sub_ tensor", x -> x.sub_(ROW), x -> x.sub(ROW)),
                form("sub_ double", x -> x.sub_(1.5), x -> x.sub(1.5)),
                form("sub_ long", x -> x.sub_(3), x -> x.sub(3)),
                form("mul_ tensor", x -> x.mul_(ROW), x -> x.mul(ROW)),
                form("mul_ double", x -> x.mul_(1.5), x -> x.mul(1.5)),
                form("mul_ long", x -> x.mul_(3), x -> x.mul(3)),
                form("div_ tensor", x -> x.div_(ROW), x -> x.div(ROW)),
                form("div_ double", x -> x.div_(1.5), x -> x.div(1.5)),
                form("div_ long", x -> x.div_(3), x -> x.div(3)),
                form("floorDivide_ tensor", x -> x.floorDivide_(ROW), x -> x.floorDivide(ROW)),
                form("floorDivide_ double", x -> x.floorDivide_(0.13), x -> x.floorDivide(0.13)),
                form("floorDivide_ long", x -> x.floorDivide_(2), x -> x.floorDivide(2)),
                form("remainder_ tensor", x -> x.remainder_(ROW), x -> x.remainder(ROW)),
                form("remainder_ double", x -> x.remainder_(0.13), x -> x.remainder(0.13)),
                form("remainder_ long", x -> x.remainder_(2), x -> x.remainder(2)),
                form("pow_ tensor", x -> x.pow_(ROW), x -> x.pow(ROW)),
                form("pow_ double", x -> x.pow_(1.5), x -> x.pow(1.5)),
                form("pow_ long", x -> x.pow_(3), x -> x.pow(3)),
                form("atan2_", x -> x.atan2_(ROW), x -> x.atan2(ROW)));
    }

    private static Stream<Arguments> units() {
        return Stream.of(
                form("neg_", Tensor::neg_, Tensor::neg),
                form("abs_", Tensor::abs_, Tensor::abs),
                form("sign_", Tensor::sign_, Tensor::sign),
                form("square_", Tensor::square_, Tensor::square),
                form("reciprocal_", Tensor::reciprocal_, Tensor::reciprocal),
                form("sqrt_", Tensor::sqrt_, Tensor::sqrt),
                form("rsqrt_", Tensor::rsqrt_, Tensor::rsqrt),
                form("exp_", Tensor::exp_, Tensor::exp),
                form("expm1_", Tensor::expm1_, Tensor::expm1),
                form("log_", Tensor::log_, Tensor::log),
                form("log1p_", Tensor::log1p_, Tensor::log1p),
                form("log2_", Tensor::log2_, Tensor::log2),
                form("log10_", Tensor::log10_, Tensor::log10),
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
                form("trunc_", Tensor::trunc_, Tensor::trunc));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                form("leakyRelu_", x -> x.leakyRelu_(0.1), x -> x.leakyRelu(0.1)),
                form("clamp_", x -> x.clamp_(0.45, 0.65), x -> x.clamp(0.45, 0.65)),
                form("maskedFill_", x -> x.maskedFill_(MASK, 7), x -> x.maskedFill(MASK, 7)),
                form("copy_", x -> x.copy_(ROW.to(DType.FLOAT32)), x -> ROW.expand(x.shape())),
                form("fill_ double", x -> x.fill_(7), x -> Tensor.fullLike(x, 7)),
                form("fill_ tensor", x -> x.fill_(Tensor.scalar(7f)), x -> Tensor.fullLike(x, 7)),
                form("zero_", Tensor::zero_, Tensor::zerosLike),
                form("cumsum_", x -> x.cumsum_(1), x -> x.cumsum(1)),
                form("cumprod_", x -> x.cumprod_(1), x -> x.cumprod(1)));
    }

    private static Stream<Arguments> placing() {
        Tensor two = Tensor.of(0L, 2);
        return Stream.of(
                form("scatter_ tensor", x -> x.scatter_(1, INDEX, SOURCE), x -> x.scatter(1, INDEX, SOURCE)),
                form("scatter_ double", x -> x.scatter_(1, INDEX, 9), x -> x.scatter(1, INDEX, 9)),
                form("scatterAdd_", x -> x.scatterAdd_(1, INDEX, SOURCE), x -> x.scatterAdd(1, INDEX, SOURCE)),
                form(
                        "indexAdd_",
                        x -> x.indexAdd_(1, Tensor.of(2L, 0, 2), SOURCE),
                        x -> x.indexAdd(1, Tensor.of(2L, 0, 2), SOURCE)),
                form("indexFill_ double", x -> x.indexFill_(1, two, 9), x -> x.indexFill(1, two, 9)),
                form("indexFill_ tensor", x -> x.indexFill_(-1, two, Tensor.scalar(9.0)), x -> x.indexFill(1, two, 9)),
                form(
                        "put_",
                        x -> x.put_(Tensor.of(5L, -5), Tensor.of(1.0, 2.0)),
                        x -> x.put(Tensor.of(5L, 1), Tensor.of(1.0, 2.0))),
                form(
                        "putAdd_",
                        x -> x.putAdd_(Tensor.of(5L, 5), Tensor.of(1.0, 2.0)),
                        x -> x.putAdd(Tensor.of(5L, 5), Tensor.of(1.0, 2.0))),
                form("indexPut_ tensor", x -> x.indexPut_(ROW, Index.at(1)), x -> x.indexPut(ROW, Index.at(1))),
                form("indexPut_ picked", x -> x.indexPut_(ROW, Index.of(1)), x -> x.indexPut(ROW, Index.of(1))),
                form(
                        "indexPut_ double",
                        x -> x.indexPut_(9.0, Index.all(), Index.range(0, 2)),
                        x -> x.indexPut(Tensor.scalar(9.0), Index.all(), Index.range(0, 2))),
                form(
                        "indexPutAdd_",
                        x -> x.indexPutAdd_(ROW, Index.of(1, 1)),
                        x -> x.indexPutAdd(ROW, Index.of(1, 1))));
    }

    private static Arguments form(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain) {
        return arguments(name, inPlace, plain);
    }

    private static Tensor input(long... sizes) {
        return Inputs.of(sizes).add(1).mul(0.35).add(0.2);
    }

    @Test
    void noFormIsMissing() {
        Set<String> tested =
                forms().map(form -> ((String) form.get()[0]).split(" ")[0]).collect(Collectors.toSet());
        Set<String> declared = Stream.of(TensorInPlace.class, TensorIndexingInPlace.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(Method::getName)
                .filter(name -> name.endsWith("_"))
                .collect(Collectors.toSet());
        assertThat(tested).isEqualTo(declared);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void doesWhatThePlainFormDoes(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain) {
        Tensor strided = input(3, 2).transpose(0, 1).detach();
        Tensor part = input(4, 7).slice(0, 1, 4, 2).slice(1, 1, 6, 2).detach();
        for (Tensor x : new Tensor[] {input(2, 3), strided, part}) {
            Tensor expected = plain.apply(x.clone());
            int version = x.storage().version();
            assertThat(inPlace.apply(x)).isSameAs(x);
            assertThat(x.allClose(expected, 0, 0)).as("%s", x.layout()).isTrue();
            assertThat(x.storage().version()).isEqualTo(version + 1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void hasTheGradientsOfThePlainForm(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain) {
        Gradcheck.gradgradcheck(x -> inPlace.apply(x.mul(x)).mul(x), input(2, 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void hasThemOnAView(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain) {
        Gradcheck.gradgradcheck(
                x -> {
                    Tensor base = x.mul(x);
                    Tensor view = base.mT().slice(0, 1, 3);
                    Tensor changed = inPlace.apply(view);
                    return base.mul(x).sum(1).add(changed.mul(changed).sum(1).sum());
                },
                input(3, 4));
    }

    @Test
    void emptyTensorsStayEmpty() {
        Gradcheck.gradgradcheck(x -> x.mul(x).exp_().mul_(2).zero_().add_(1), Inputs.of(0, 3));
        Gradcheck.gradgradcheck(
                x -> {
                    Tensor base = x.mul(x);
                    base.slice(0, 0, 0).exp_();
                    return base;
                },
                Inputs.of(2, 3));
    }
}
