package dev.autograd.op.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Autograd;
import dev.autograd.Index;
import dev.autograd.Tensor;
import dev.autograd.value.Shape;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is said to mistakes inside `vmap`, and what the padding of an embedding is there. That maps compute what loops
/// compute is tested for all operators alike.
final class IndexingMapsTest {
    private static final Tensor X = Tensor.of(new double[][] {{0.5, -1, 2}, {3, 0.25, -0.5}});

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row("gather: index 7 is out of bounds for dimension 1 of size 3", (x, i) -> x.gather(1, i), 0, 7),
                row("scatter: index 7 is out of bounds for dimension 1 of size 3", (x, i) -> x.scatter(1, i, 1), 0, 7),
                row(
                        "scatterAdd: index 7 is out of bounds for dimension 1 of size 3",
                        (x, i) -> x.scatterAdd(1, i, x),
                        0,
                        7),
                row(
                        "indexSelect: index -1 is out of bounds for dimension 1 of size 3",
                        (x, i) -> x.indexSelect(1, i.reshape(-1)),
                        0,
                        -1),
                row(
                        "indexAdd: index 3 is out of bounds for dimension 1 of size 3",
                        (x, i) -> x.indexAdd(1, i.reshape(-1), x.narrow(1, 0, 2)),
                        0,
                        3),
                row(
                        "embedding: index 2 is out of bounds for dimension 0 of size 2",
                        (x, i) -> Embedding.of(i, x),
                        0,
                        2),
                row("oneHot: class 3 is not from 0 to 2", (x, i) -> i.oneHot(3), 0, 3),
                row(
                        "takeAlongDim: index -4 is out of bounds for dimension 1 of size 3",
                        (x, i) -> x.takeAlongDim(i, 1),
                        0,
                        -4),
                row(
                        "index: index 3 is out of bounds for dimension 1 of size 3",
                        (x, i) -> x.index(Index.all(), Index.of(i)),
                        0,
                        3));
    }

    private static Arguments row(String message, BinaryOperator<Tensor> call, long... index) {
        return arguments(message, call, Tensor.of(index, Shape.of(1, index.length)));
    }

    /// Whether input, index or both differ between the examples, errors are those of a single example.
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void mistakes(String message, BinaryOperator<Tensor> call, Tensor index) {
        Tensor xs = Tensor.stack(0, X, X);
        Tensor indices = Tensor.stack(0, index, index);
        assertThatThrownBy(() -> call.apply(X, index)).hasMessage(message);
        assertThatThrownBy(() -> Autograd.vmap(x -> call.apply(x, index), xs)).hasMessage(message);
        assertThatThrownBy(() -> Autograd.vmap(i -> call.apply(X, i), indices)).hasMessage(message);
        assertThatThrownBy(() -> Autograd.vmap(call, xs, indices)).hasMessage(message);
    }

    static Stream<Arguments> refusals() {
        String counted = " differs between the examples, and so would the number of results; use ";
        return Stream.of(
                refusal(
                        "nonzero: inside vmap the input (3)" + counted
                                + "where with the mask ne(0), or call it after vmap",
                        Tensor::nonzero),
                refusal(
                        "maskedSelect: inside vmap the mask (3)" + counted + "where or maskedFill",
                        x -> x.maskedSelect(x.gt(0))),
                refusal(
                        "index: inside vmap the mask (3)" + counted + "where, or an index tensor of integers",
                        x -> x.index(Index.of(x.gt(0)))),
                refusal(
                        "indexPut: inside vmap the mask (3)" + counted + "where",
                        x -> x.indexPut(x.sum(), Index.of(x.gt(0)))),
                refusal(
                        "indexPutAdd: inside vmap the mask (3)" + counted + "where",
                        x -> x.indexPutAdd(x.sum(), Index.of(x.gt(0)))));
    }

    private static Arguments refusal(String message, UnaryOperator<Tensor> call) {
        return arguments(message, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusals(String message, UnaryOperator<Tensor> call) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.vmap(call::apply, X))
                .withMessage(message);
    }

    /// The padding's row has no gradient, so it does not move in forward mode either.
    @Test
    void thePaddingOfAnEmbeddingIsConstant() {
        Tensor index = Tensor.of(0L, 1, 1);
        Tensor ones = Tensor.onesLike(X);
        assertThat(Autograd.jvp(w -> Embedding.of(index, w, 1), X, ones)
                        .tangent()
                        .sum(1)
                        .toDoubleArray())
                .containsExactly(3, 0, 0);
        Tensor weights = Tensor.stack(0, X, X.mul(2));
        Tensor indices = Tensor.of(new long[] {0, 1, 1, 0, 0, 1}, Shape.of(2, 3));
        Tensor expected =
                Tensor.of(new double[][] {{1, 0}, {2, 0}}).unsqueeze(2).expand(2, 2, 3);
        BinaryOperator<Tensor> gradient =
                (w, i) -> Autograd.grad(v -> Embedding.of(i, v, 1).sum()).apply(w);
        assertSame(Autograd.vmap(gradient, weights, indices), expected);
        assertSame(Autograd.vmap(i -> gradient.apply(X, i), indices), expected);
        assertSame(
                Autograd.grad(w -> Autograd.vmap((v, i) -> Embedding.of(i, v, 1), w, indices)
                                .sum())
                        .apply(weights),
                expected);
    }

    private static void assertSame(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toDoubleArray()).isEqualTo(expected.toDoubleArray());
    }
}
