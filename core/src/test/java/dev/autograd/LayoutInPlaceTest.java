package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

/// Forms that change the shape of a tensor in place, against the views that they are the forms of.
final class LayoutInPlaceTest {
    static Stream<Arguments> forms() {
        return Stream.of(
                form("transpose_", x -> x.transpose_(0, -1), x -> x.transpose(0, -1), 2, 1, 3),
                form("transpose_ of a matrix", x -> x.transpose_(0, 1), x -> x.transpose(0, 1), 2, 3),
                form("squeeze_ all", Tensor::squeeze_, Tensor::squeeze, 1, 3, 1),
                form("squeeze_ one", x -> x.squeeze_(-2), x -> x.squeeze(-2), 2, 1, 1),
                form("squeeze_ two", x -> x.squeeze_(0, 2), x -> x.squeeze(0, 2), 1, 3, 1),
                form("unsqueeze_", x -> x.unsqueeze_(1), x -> x.unsqueeze(1), 2, 3),
                form("unsqueeze_ at the end", x -> x.unsqueeze_(-1), x -> x.unsqueeze(-1), 3),
                form("t_ of a matrix", Tensor::t_, x -> x.transpose(0, 1), 2, 3),
                form("t_ of a vector", Tensor::t_, x -> x.view(3), 3),
                form("t_ of nothing", Tensor::t_, x -> x.transpose(0, 1), 0, 3));
    }

    private static Arguments form(
            String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain, long... sizes) {
        return arguments(name, inPlace, plain, Shape.of(sizes));
    }

    private static Tensor input(Shape shape) {
        return Inputs.of(shape.sizes());
    }

    /// Two tensors of a shape side by side along a last dimension.
    private static Tensor pair(Shape shape) {
        Tensor x = input(shape);
        return Tensor.stack(-1, x, x.cos());
    }

    private static void close(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.allClose(expected, 1e-12, 1e-13))
                .as("%s is not %s", actual, expected)
                .isTrue();
    }

    @Test
    void noFormIsMissing() {
        Set<String> tested =
                forms().map(form -> ((String) form.get()[0]).split(" ")[0]).collect(Collectors.toSet());
        Set<String> declared = Arrays.stream(TensorLayoutInPlace.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.endsWith("_"))
                .collect(Collectors.toSet());
        assertThat(tested).isEqualTo(declared);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void becomesTheView(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain, Shape shape) {
        for (Tensor x : new Tensor[] {input(shape), input(shape).to(DType.INT64)}) {
            Tensor expected = plain.apply(x);
            int version = x.storage().version();
            assertThat(inPlace.apply(x)).isSameAs(x);
            close(x, expected);
            assertThat(x.layout().strides()).isEqualTo(expected.layout().strides());
            assertThat(x.storage()).isSameAs(expected.storage());
            assertThat(x.storage().version()).isEqualTo(version + 1);
            assertThat(x.isView()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void hasTheDerivativesOfTheView(
            String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain, Shape shape) {
        Gradcheck.gradgradcheck(
                x -> {
                    Tensor y = inPlace.apply(x.mul(x));
                    return y.mul(y).mul(plain.apply(x));
                },
                input(shape));
        Tensor x = input(shape);
        Tensor v = x.cos();
        close(
                Autograd.jvp(z -> inPlace.apply(z.mul(z)).sin(), x, v).tangent(),
                Autograd.jvp(z -> plain.apply(z.mul(z)).sin(), x, v).tangent());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void aViewIsRelaidAlone(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain, Shape shape) {
        Gradcheck.gradgradcheck(
                x -> {
                    Tensor base = x.mul(x);
                    Tensor view = base.select(-1, 1);
                    Tensor other = base.select(-1, 0);
                    assertThat(inPlace.apply(view)).isSameAs(view);
                    assertThat(base.shape()).isEqualTo(x.shape());
                    assertThat(other.shape()).isEqualTo(shape);
                    view.mul_(3); // the base and its other views follow
                    base.add_(x);
                    return base.sum()
                            .add(view.mul(plain.apply(other)).sum())
                            .add(base.mul(base).sum());
                },
                pair(shape));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void viewsOfItStayAsTheyAre(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain, Shape shape) {
        UnaryOperator<Tensor> program = x -> {
            Tensor base = x.mul(x);
            Tensor early = base.view(shape.sizes());
            assertThat(inPlace.apply(base)).isSameAs(base);
            assertThat(early.shape()).isEqualTo(shape);
            Tensor late = base.mul(1);
            early.mul_(2);
            base.mul_(x.sum());
            return early.mul(x).sum().add(late.mul(base).sum());
        };
        UnaryOperator<Tensor> same = x -> {
            Tensor late = plain.apply(x.mul(x));
            Tensor end = x.mul(x).mul(2).mul(x.sum());
            return end.mul(x).sum().add(late.mul(plain.apply(end)).sum());
        };
        Tensor x = input(shape);
        close(program.apply(x), same.apply(x));
        Gradcheck.gradgradcheck(program::apply, x);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void worksInMaps(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain, Shape shape) {
        Tensor x = input(shape);
        Tensor many = Tensor.stack(0, x, x.cos(), x.sin());
        Tensor more = Tensor.stack(0, many, many.exp());
        close(
                Autograd.vmap(one -> inPlace.apply(one.mul(one)), many),
                Autograd.vmap(one -> plain.apply(one.mul(one)), many));
        close(
                Autograd.vmap(
                        two -> Autograd.vmap(one -> inPlace.apply(one.mul(1)).exp(), two), more),
                Autograd.vmap(two -> Autograd.vmap(one -> plain.apply(one).exp(), two), more));
        close(
                Autograd.vmap(
                        one -> gradient(
                                z -> inPlace.apply(z.mul(z)).mul(plain.apply(z)).sum(), one),
                        many),
                many.square().mul(3));
        close(
                gradient(
                        all -> Autograd.vmap(one -> inPlace.apply(one.mul(one)).mul(plain.apply(one)), all)
                                .sum(),
                        many),
                many.square().mul(3));
        assertThat(many.shape()).isEqualTo(Shape.of(many.shape().sizes()));
    }

    private static Tensor gradient(UnaryOperator<Tensor> function, Tensor x) {
        return Autograd.grad(in -> function.apply(in[0]), new Tensor[] {x})[0];
    }

    @Test
    void theInputOfAMapKeepsItsShape() {
        Tensor many = Inputs.of(4, 2, 3);
        close(Autograd.vmap(Tensor::t_, many), many.mT());
        assertThat(many.shape()).isEqualTo(Shape.of(4, 2, 3));
    }

    @Test
    void theNodesAreThoseOfTheViews() {
        Tensor b = Inputs.of(2, 3).requiresGrad_().mul(2.0);
        Tensor v = b.select(0, 1);
        b.transpose_(0, 1);
        assertThat(b.gradFn().name()).isEqualTo("transpose");
        assertThat(b.gradFn().input(0).name()).isEqualTo("mul");
        assertThat(v.gradFn().name()).isEqualTo("select");
        assertThat(v.gradFn().input(0).name()).isEqualTo("mul");
        v.unsqueeze_(0);
        assertThat(v.gradFn().name()).isEqualTo("unsqueeze");
        b.mul_(2);
        assertThat(v.gradFn().name()).isEqualTo("asStrided");
        assertThat(v.shape()).isEqualTo(Shape.of(1, 3));
    }

    @Test
    void aHookStaysWithTheOldShapeAndAKeptGradientMoves() {
        Tensor x = Inputs.of(2, 3).requiresGrad_();
        Tensor y = x.mul(2.0);
        Shape[] seen = new Shape[1];
        y.registerHook(g -> {
            seen[0] = g.shape();
            return null;
        });
        y.retainGrad();
        y.t_();
        y.mul(y.detach()).sum().backward();
        assertThat(seen[0]).isEqualTo(Shape.of(2, 3));
        close(y.grad(), y.detach());
        assertThatIllegalStateException()
                .isThrownBy(y::t_)
                .withMessage(
                        "t_: this tensor (3, 2) holds a gradient of its shape; call setGrad(null) first, or use the"
                                + " operation that returns a view");
    }

    @Test
    void whatSavedTheOldShapeNotices() {
        Tensor x = Inputs.of(2, 3).requiresGrad_();
        Tensor y = x.exp();
        y.transpose_(0, 1);
        assertThatThrownBy(() -> y.sum().backward())
                .isInstanceOf(BackwardException.class)
                .hasMessageContaining("exp saved its output 0 (3, 2) at version 0");
    }

    @Test
    void refusals() {
        Tensor leaf = Inputs.of(2, 3).requiresGrad_();
        refused(leaf, "transpose_: this leaf (2, 3) requires a gradient");
        refused(leaf.mT(), "transpose_: this view of a leaf (3, 2) requires a gradient");
        Autograd.noGrad(() -> refused(leaf, "transpose_: this tensor (2, 3) requires a gradient of its shape"));
        Tensor made = leaf.mul(2.0);
        Autograd.noGrad(() -> refused(made, "transpose_: this tensor (2, 3) requires a gradient of its shape"));
        Tensor constant = Autograd.noGrad(() -> made.mT());
        refused(constant, "transpose_: this view (3, 2) was made under noGrad of a tensor on the tape");
        Tensor inference = Autograd.inferenceMode(() -> Inputs.of(2, 3).mul(2.0));
        refused(inference, "transpose_: this tensor (2, 3) is an inference tensor");
        assertThatThrownBy(() -> made.transpose_(0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("transpose: dimension 2 is out of range [-2, 1] of shape (2, 3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.zeros(2, 3, 4).t_())
                .withMessage("t_: the tensor must have at most 2 dimensions, but its shape is (2, 3, 4), which has 3");
        assertThat(made.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(made.storage().version()).isZero();
    }

    private static void refused(Tensor x, String start) {
        Shape before = x.shape();
        int version = x.storage().version();
        assertThatIllegalStateException().isThrownBy(() -> x.transpose_(0, 1)).withMessageStartingWith(start);
        assertThat(x.shape()).isEqualTo(before);
        assertThat(x.storage().version()).isEqualTo(version);
    }
}
