package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Changing tensors in place: right, refused, or noticed by backward, but never silently wrong.
final class InPlaceTest {
    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    static Stream<Arguments> forms() {
        Tensor row = Tensor.of(2.0, 4.0, 8.0);
        return Stream.of(
                form("add_ tensor", x -> x.add_(row), x -> x.add(row)),
                form("add_ double", x -> x.add_(1.5), x -> x.add(1.5)),
                form("add_ long", x -> x.add_(3), x -> x.add(3)),
                form("sub_ tensor", x -> x.sub_(row), x -> x.sub(row)),
                form("sub_ double", x -> x.sub_(1.5), x -> x.sub(1.5)),
                form("sub_ long", x -> x.sub_(3), x -> x.sub(3)),
                form("mul_ tensor", x -> x.mul_(row), x -> x.mul(row)),
                form("mul_ double", x -> x.mul_(1.5), x -> x.mul(1.5)),
                form("mul_ long", x -> x.mul_(3), x -> x.mul(3)),
                form("div_ tensor", x -> x.div_(row), x -> x.div(row)),
                form("div_ double", x -> x.div_(1.5), x -> x.div(1.5)),
                form("div_ long", x -> x.div_(3), x -> x.div(3)),
                form("copy_", x -> x.copy_(row.to(DType.FLOAT32)), x -> row.expand(x.shape())),
                form("fill_", x -> x.fill_(7), x -> Tensor.fullLike(x, 7)),
                form("zero_", Tensor::zero_, Tensor::zerosLike));
    }

    private static Arguments form(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain) {
        return arguments(name, inPlace, plain);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void doesWhatThePlainFormDoes(String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> plain) {
        Tensor matrix = Inputs.of(2, 3);
        Tensor strided = Inputs.of(3, 2).transpose(0, 1).detach();
        Tensor part = Inputs.of(4, 5).slice(0, 1, 4, 2).slice(1, 1, 4).detach();
        Tensor empty = Inputs.of(0, 3);
        for (Tensor x : new Tensor[] {matrix, strided, part, empty}) {
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
        Gradcheck.gradgradcheck(x -> inPlace.apply(x.mul(x)).mul(x), Inputs.of(2, 3));
        Gradcheck.gradgradcheck(x -> inPlace.apply(x.sin()).mul(x), Inputs.of(0, 3));
    }

    @Test
    void anOperandOnTheTapePutsTheTensorThere() {
        Gradcheck.gradgradcheck(
                x -> {
                    Tensor y = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));
                    return y.mul_(x[0]).add_(x[1]).div_(x[0].exp()).sub_(x[1]);
                },
                Inputs.of(3),
                Inputs.of(2, 1));
        Gradcheck.gradcheck(x -> Tensor.zerosLike(x).copy_(x), Inputs.of(2, 2));
    }

    @Test
    void aWrittenRegionLeavesTheRestAlone() {
        Tensor x = Tensor.zeros(2, 3);
        x.select(1, 1).add_(5.0);
        x.transpose(0, 1).select(0, 2).copy_(Tensor.of(1f, 2f));
        assertThat(x.toFloatArray()).containsExactly(0, 5, 1, 0, 5, 2);
    }

    @Test
    void overlappingOperandsAreReadBeforeTheyAreWritten() {
        Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, Shape.of(2, 2));
        x.add_(x.transpose(0, 1));
        assertThat(x.toDoubleArray()).containsExactly(2, 5, 5, 8);
        x.copy_(x.slice(0, 0, 1));
        assertThat(x.toDoubleArray()).containsExactly(2, 5, 2, 5);
        Tensor y = Tensor.of(1.0, 2.0, 3.0);
        y.slice(0, 1, 3).copy_(y.slice(0, 0, 2));
        assertThat(y.toDoubleArray()).containsExactly(1, 1, 2);
    }

    // What other operators saved of the old values

    static Stream<Arguments> savedThenChanged() {
        return Stream.of(
                arguments("an output and an operand", (UnaryOperator<Tensor>) Tensor::exp),
                arguments("an operand", (UnaryOperator<Tensor>) x -> x.add(0.0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("savedThenChanged")
    void aSavedValueThatWasChangedIsNoticed(String what, UnaryOperator<Tensor> middle) {
        for (UnaryOperator<Tensor> change : changes()) {
            Tensor x = leaf(1, 2, 3);
            Tensor y = middle.apply(x);
            Tensor loss = y.mul(y).sum();
            Tensor _ = change.apply(y);
            assertThatIllegalStateException()
                    .isThrownBy(loss::backward)
                    .withMessageContaining("version 0")
                    .withMessageContaining("version 1");
            assertThat(x.grad()).isNull();
        }
    }

    private static Stream<UnaryOperator<Tensor>> changesOf(UnaryOperator<Tensor> view) {
        return Stream.of(
                y -> Autograd.noGrad(() -> view.apply(y).add_(1.0)),
                y -> view.apply(y.detach()).zero_());
    }

    private static Iterable<UnaryOperator<Tensor>> changes() {
        Stream<UnaryOperator<Tensor>> direct = Stream.of(y -> y.add_(1.0), Tensor::zero_);
        return Stream.concat(direct, Stream.concat(changesOf(y -> y), changesOf(y -> y.slice(0, 1, 2))))
                .toList();
    }

    @Test
    void theOperandItselfIsNoticed() {
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(1.0);
        y.mul_(y);
        assertThatIllegalStateException().isThrownBy(() -> y.sum().backward()).withMessageContaining("mul");
    }

    // Views and their bases

    @Test
    void aViewOnTheTapeIsRefused() {
        Tensor x = leaf(1, 2, 3, 4);
        Tensor y = x.mul(2.0);
        for (Tensor view : new Tensor[] {y.narrow(0, 0, 2), y.split(2, 0)[1], y.view(2, 2), x.view(2, 2)}) {
            assertRefused(view, "view");
        }
        assertThat(y.toDoubleArray()).containsExactly(2, 4, 6, 8);
    }

    @Test
    void aViewMadeUnderNoGradIsRefusedWhileRecording() {
        Tensor w = leaf(3, 4);
        Tensor y = w.mul(2.0);
        Tensor view = Autograd.noGrad(() -> y.narrow(0, 0, 1));
        assertRefused(view, "view");
        Autograd.noGrad(() -> view.add_(1.0));
        assertThat(y.toDoubleArray()).containsExactly(7, 8);
    }

    @Test
    void aViewMadeBeforeItsBaseWentOnTheTapeIsRefused() {
        Tensor base = Tensor.of(1.0, 2.0, 3.0);
        Tensor view = base.narrow(0, 0, 2);
        base.requiresGrad_();
        assertRefused(view, "view");
        Tensor constant = Tensor.of(1.0, 2.0, 3.0);
        Tensor early = constant.narrow(0, 0, 2);
        Tensor w = leaf(5);
        constant.mul_(w);
        assertRefused(early, "view");
    }

    @Test
    void aViewMadeBeforeItsBaseChangedOnTheTapeIsNotUsed() {
        Tensor w = leaf(5);
        Tensor constant = Tensor.of(1.0, 2.0, 3.0);
        Tensor early = constant.narrow(0, 0, 2);
        constant.mul_(w);
        assertThat(early.toDoubleArray()).containsExactly(5, 10);
        assertThatIllegalStateException()
                .isThrownBy(() -> early.mul(2.0))
                .withMessageContaining("view (2)")
                .withMessageContaining("make the view anew");
        constant.narrow(0, 0, 2).sum().backward();
        assertThat(w.grad().item()).isEqualTo(3);

        Tensor y = w.mul(Tensor.of(1.0, 2.0));
        Tensor view = y.view(2, 1);
        y.mul_(2.0);
        assertThatIllegalStateException().isThrownBy(view::sum).withMessageContaining("make the view anew");
        y.zero_();
        assertThatIllegalStateException().isThrownBy(view::sum).withMessageContaining("make the view anew");
    }

    @Test
    void aViewOfAnUntrackedTensorMayBeChanged() {
        Tensor x = Tensor.zeros(2, 2);
        x.view(4).slice(0, 0, 4, 3).fill_(1);
        assertThat(x.toFloatArray()).containsExactly(1, 0, 0, 1);
    }

    @Test
    void aLeafThatRequiresAGradientIsRefused() {
        Tensor x = leaf(1, 2);
        assertRefused(x, "noGrad");
        Autograd.noGrad(() -> x.add_(1.0));
        assertThat(x.toDoubleArray()).containsExactly(2, 3);
        assertThat(x.isLeaf()).isTrue();
    }

    private static void assertRefused(Tensor x, String hint) {
        double[] before = x.toDoubleArray();
        int version = x.storage().version();
        Tensor one = Tensor.scalar(1.0);
        for (Runnable change :
                new Runnable[] {() -> x.add_(1.0), () -> x.mul_(one), () -> x.copy_(one), () -> x.fill_(9), x::zero_}) {
            assertThatIllegalStateException()
                    .isThrownBy(change::run)
                    .withMessageContaining(x.shape().toString())
                    .withMessageContaining(hint);
        }
        assertThat(x.toDoubleArray()).containsExactly(before);
        assertThat(x.storage().version()).isEqualTo(version);
    }

    // Mistakes

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(() -> Tensor.zeros(1, 3).expand(2, 3).add_(1.0), "add_", "(2, 3)", "clone()"),
                mistake(() -> Tensor.scalar(1f).expand(2).zero_(), "fill_", "(2)", "clone()"),
                mistake(() -> Tensor.of(1L, 2L).add_(0.5), "add_", "float32", "int64"),
                mistake(() -> Tensor.of(1L, 2L).div_(2), "div_", "float32", "int64"),
                mistake(() -> Tensor.of(true).add_(Tensor.of(1L)), "add_", "int64", "bool"),
                mistake(() -> Tensor.zeros(3).add_(Tensor.zeros(2, 3)), "add_", "(2, 3)", "(3)"),
                mistake(() -> Tensor.zeros(1, 3).mul_(Tensor.zeros(2, 3)), "mul_", "(2, 3)", "(1, 3)"),
                mistake(() -> Tensor.zeros(3).copy_(Tensor.zeros(2)), "copy_", "(2)", "(3)"));
    }

    private static Arguments mistake(Runnable call, String... parts) {
        return arguments(call, parts);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheMistake(Runnable call, String[] parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    @Test
    void typesStayWhatTheyAre() {
        Tensor longs = Tensor.of(1L, 2L);
        assertThat(longs.add_(3).mul_(2).sub_(1).toLongArray()).containsExactly(7, 9);
        long odd = (1L << 53) + 1; // no double has it
        assertThat(longs.add_(odd).sub(odd).toLongArray()).containsExactly(7, 9);
        assertThat(longs.eq(odd + 7).toBooleanArray()).containsExactly(true, false);
        assertThat(Tensor.of(1).mul(odd).dtype()).isEqualTo(DType.INT32);
        assertThat(Tensor.of(1f).add_(Tensor.of(2.0)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Tensor.of(1, 2).copy_(Tensor.of(2.9, -2.9)).toIntArray()).containsExactly(2, -2);
        assertThat(Tensor.of(1L).add_(Tensor.of(1)).dtype()).isEqualTo(DType.INT64);
    }

    // Gradients do not share memory with one another

    static Stream<Arguments> aliases() {
        return Stream.of(
                arguments("both operands", (Function<Tensor[], Tensor>) x -> x[0].add(x[1])),
                arguments("reshaped", (Function<Tensor[], Tensor>)
                        x -> x[0].view(2, 1).view(2).add(x[1])),
                arguments(
                        "copied", (Function<Tensor[], Tensor>) x -> x[0].clone().add(x[1].contiguous())),
                arguments("shared twice", (Function<Tensor[], Tensor>)
                        x -> x[0].add(x[0]).add(x[1])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aliases")
    void everyLeafGetsAGradientOfItsOwn(String name, Function<Tensor[], Tensor> function) {
        for (boolean createGraph : new boolean[] {false, true}) {
            Tensor a = leaf(1, 2);
            Tensor b = leaf(3, 4);
            Tensor start = Tensor.of(10.0, 20.0);
            function.apply(new Tensor[] {a, b})
                    .backward(start, createGraph ? BackwardOptions.DEFAULT.withCreateGraph() : BackwardOptions.DEFAULT);
            double[] ofB = b.grad().toDoubleArray();
            Autograd.noGrad(() -> a.grad().zero_());
            assertThat(b.grad().toDoubleArray()).containsExactly(ofB).containsExactly(10, 20);
            assertThat(start.toDoubleArray()).containsExactly(10, 20);
        }
    }

    @Test
    void aGradientThatWasNotRecordedIsOffTheTape() {
        Tensor x = leaf(1, 2);
        Tensor start = leaf(3, 4);
        x.add(1.0).backward(start);
        assertThat(x.grad().requiresGrad()).isFalse();
        x.add(1.0).backward(start);
        assertThat(x.grad().toDoubleArray()).containsExactly(6, 8);
        assertThat(x.grad().requiresGrad()).isFalse();
    }

    @Test
    void anExpandedGradientTakesMore() {
        Tensor x = leaf(1, 2);
        x.setGrad(Tensor.of(1.0).expand(2));
        x.sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(2, 2);
    }

    @Test
    void anErrorChangesNothing() {
        Tensor x = leaf(1, 2);
        Tensor y = x.exp();
        Tensor z = y.sin().add(x);
        y.add_(1.0);
        assertThatThrownBy(() -> z.sum().backward()).isInstanceOf(IllegalStateException.class);
        assertThat(x.grad()).isNull();
        assertThat(Autograd.isGradEnabled()).isTrue();
        x.mul(2.0).sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(2, 2);
    }
}
