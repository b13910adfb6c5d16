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

    // What may not be changed

    @Test
    void aLeafThatRequiresAGradientIsRefused() {
        Tensor x = leaf(1, 2);
        assertRefused(x, "this leaf", "noGrad");
        Autograd.noGrad(() -> x.add_(1.0));
        assertThat(x.toDoubleArray()).containsExactly(2, 3);
        assertThat(x.isLeaf()).isTrue();
    }

    @Test
    void aViewOfALeafThatRequiresAGradientIsRefused() {
        Tensor x = leaf(1, 2, 3, 4);
        assertRefused(x.view(2, 2), "this view of a leaf", "noGrad");
        assertRefused(x.view(2, 2).select(0, 1), "this view of a leaf", "noGrad");
        assertRefused(Autograd.noGrad(() -> x.view(2, 2)), "this view of a leaf", "noGrad");
        Tensor base = Tensor.of(1.0, 2.0, 3.0);
        Tensor early = base.narrow(0, 0, 2);
        base.requiresGrad_();
        assertRefused(early, "this view of a leaf", "noGrad");
        Autograd.noGrad(() -> early.add_(1.0));
        assertThat(base.toDoubleArray()).containsExactly(2, 3, 3);
    }

    @Test
    void aViewOfAnExpandedTensorIsRefusedWhileRecording() {
        Tensor w = leaf(3, 4);
        Tensor expanded = Tensor.of(1.0, 2.0).expand(2, 2).detach();
        Tensor row = expanded.select(0, 0);
        assertThatIllegalStateException()
                .isThrownBy(() -> row.mul_(w))
                .withMessageContaining("mul_: this view (2) is part of an expanded tensor (2, 2)")
                .withMessageContaining("clone()");
        row.mul_(2.0);
        assertThat(expanded.toDoubleArray()).containsExactly(2, 4, 2, 4);
    }

    @Test
    void aViewOfAnUntrackedTensorMayBeChanged() {
        Tensor x = Tensor.zeros(2, 2);
        x.view(4).slice(0, 0, 4, 3).fill_(1);
        assertThat(x.toFloatArray()).containsExactly(1, 0, 0, 1);
    }

    private static void assertRefused(Tensor x, String... hints) {
        double[] before = x.toDoubleArray();
        int version = x.storage().version();
        Tensor one = Tensor.scalar(1.0);
        for (Runnable change :
                new Runnable[] {() -> x.add_(1.0), () -> x.mul_(one), () -> x.copy_(one), () -> x.fill_(9), x::zero_}) {
            assertThatIllegalStateException()
                    .isThrownBy(change::run)
                    .withMessageContaining(x.shape().toString())
                    .satisfies(e -> assertThat(e.getMessage()).contains(hints));
        }
        assertThat(x.toDoubleArray()).containsExactly(before);
        assertThat(x.storage().version()).isEqualTo(version);
    }

    // Mistakes

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(() -> Tensor.zeros(1, 3).expand(2, 3).add_(1.0), "add_", "(2, 3)", "clone()"),
                mistake(() -> Tensor.scalar(1f).expand(2).zero_(), "zero_", "(2)", "clone()"),
                mistake(() -> Tensor.zeros(3, 1).expand(3, 2).indexPut_(1.0, Index.at(0)), "indexPut_", "(2)"),
                mistake(() -> Tensor.of(1L, 2L).add_(0.5), "add_", "float32", "int64"),
                mistake(() -> Tensor.of(1L, 2L).div_(2), "div_", "float32", "int64"),
                mistake(() -> Tensor.of(true).add_(Tensor.of(1L)), "add_", "int64", "bool"),
                mistake(() -> Tensor.zeros(3).add_(Tensor.zeros(2, 3)), "add_", "(2, 3)", "(3)"),
                mistake(() -> Tensor.zeros(1, 3).mul_(Tensor.zeros(2, 3)), "mul_", "(2, 3)", "(1, 3)"),
                mistake(() -> Tensor.zeros(3).copy_(Tensor.zeros(2)), "copy_", "(2)", "(3)"),
                mistake(() -> Tensor.zeros(3).fill_(Tensor.zeros(3)), "fill_", "scalar", "(3)"),
                mistake(
                        () -> Tensor.zeros(3).maskedFill_(Tensor.fromArray(new boolean[2][3]), 1),
                        "maskedFill_",
                        "(2, 3)",
                        "(3)"),
                mistake(() -> Tensor.of(1L).sqrt_(), "sqrt_", "float32", "int64", "(1)"),
                mistake(() -> Tensor.zeros(2).indexPut_(Tensor.of(1L), Index.at(0)), "indexPut_", "float32", "int64"),
                mistake(() -> Tensor.zeros(3).put_(Tensor.of(0L, 1), Tensor.zeros(3)), "put", "(2)", "(3)"),
                mistake(
                        () -> Tensor.zeros(3).indexFill_(0, Tensor.of(0L), Tensor.zeros(2)),
                        "indexFill",
                        "scalar",
                        "(2)"));
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
