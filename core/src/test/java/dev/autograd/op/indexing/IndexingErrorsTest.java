package dev.autograd.op.indexing;

import static dev.autograd.Index.all;
import static dev.autograd.Index.at;
import static dev.autograd.Index.ellipsis;
import static dev.autograd.Index.of;
import static dev.autograd.Index.range;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class IndexingErrorsTest {
    private static Tensor longs(long... values) {
        return Tensor.of(values);
    }

    private static Tensor rows(long... values) {
        return Tensor.of(values, Shape.of(2, values.length / 2));
    }

    static Stream<Arguments> mistakes() {
        Tensor x = Tensor.zeros(2, 3);
        Tensor mask = Tensor.zeros(Shape.of(2, 2), DType.BOOL);
        Tensor f64 = Tensor.zeros(Shape.of(2, 2), DType.FLOAT64);
        return Stream.of(
                bounds(
                        () -> x.index(at(5)),
                        "index: index 5 is out of bounds for dimension 0 of size 2, indexing shape (2, 3)"),
                bounds(() -> x.index(all(), at(-4)), "index: index -4 is out of bounds for dimension 1 of size 3"),
                bounds(() -> x.index(all(), of(0, 3)), "index: index 3 is out of bounds for dimension 1 of size 3"),
                bounds(() -> x.index(of(0, -3)), "index: index -3 is out of bounds for dimension 0 of size 2"),
                bounds(
                        () -> x.index(at(0), at(0), at(0)),
                        "index: 3 dimensions are indexed of shape (2, 3), which has 2"),
                argument(
                        () -> x.index(of(Tensor.zeros(2))),
                        "index: an index tensor (2) must be int64, int32 or bool, but is float32"),
                argument(
                        () -> x.index(of(mask)),
                        "index: dimension 1 of a mask of shape (2, 2) stands for dimension 1 of shape (2, 3), but the sizes"),
                argument(
                        () -> x.index(range(0, 2, 0)), "slice: step 0 of dimension 0 of shape (2, 3) must be positive"),
                argument(() -> x.index(range(0, 2, -1)), "slice: step -1 of dimension 0"),
                argument(() -> x.index(of(0, 1), of(0, 1, 2)), "index: shapes (2) and (3) do not broadcast"),
                argument(() -> x.index(ellipsis(), ellipsis()), "index: there may be one ellipsis, but there are 2"),
                argument(
                        () -> x.indexPut(Tensor.zeros(2), at(0)),
                        "indexPut: the value (2) does not broadcast to (3), the shape of what is picked from (2, 3)"),
                argument(
                        () -> x.indexPut(f64, at(0)), "indexPut: input (2, 3) is float32, but value (2, 2) is float64"),
                bounds(
                        () -> x.indexSelect(0, longs(2)),
                        "indexSelect: index 2 is out of bounds for dimension 0 of size 2"),
                bounds(() -> x.indexSelect(0, longs(-1)), "indexSelect: index -1 is out of bounds"),
                bounds(
                        () -> x.indexSelect(2, longs(0)),
                        "indexSelect: dimension 2 is out of range [-2, 1] of shape (2, 3)"),
                argument(
                        () -> x.indexSelect(0, rows(0, 1)),
                        "indexSelect: index must have one dimension, but its shape is (2, 1)"),
                argument(() -> x.indexSelect(0, x), "indexSelect: index (2, 3) is float32, but must be int64 or int32"),
                bounds(() -> x.gather(0, rows(0, 7)), "gather: index 7 is out of bounds for dimension 0 of size 2"),
                argument(
                        () -> x.gather(0, rows(0, 0, 0, 0, 0, 0, 0, 0)),
                        "gather: index (2, 4) must not be larger than input (2, 3) but in dimension 0; it is in dimension 1"),
                argument(() -> x.gather(0, longs(0)), "gather: index (1) must have as many dimensions as input (2, 3)"),
                bounds(
                        () -> x.scatter(0, rows(0, 4), x),
                        "scatter: index 4 is out of bounds for dimension 0 of size 2"),
                argument(
                        () -> x.scatter(0, rows(0, 1), f64),
                        "scatter: input (2, 3) is float32, but source (2, 2) is float64"),
                argument(
                        () -> x.scatter(1, rows(0, 1, 2, 0, 1, 2), x.narrow(1, 0, 2)),
                        "scatter: index (2, 3) must not be larger than source (2, 2); it is in dimension 1"),
                bounds(
                        () -> x.scatterAdd(1, rows(0, 34), x),
                        "scatterAdd: index 34 is out of bounds for dimension 1 of size 3"),
                bounds(
                        () -> x.indexAdd(0, longs(0, 9), x),
                        "indexAdd: index 9 is out of bounds for dimension 0 of size 2"),
                argument(
                        () -> x.indexAdd(0, longs(0), x),
                        "indexAdd: source must have shape (1, 3) for input (2, 3) and 1 indices of dimension 0, but has (2, 3)"),
                argument(() -> x.maskedSelect(mask), "maskedSelect: shapes (2, 3) and (2, 2) do not broadcast"),
                argument(() -> x.maskedSelect(x), "maskedSelect: the mask (2, 3) must be bool, but is float32"),
                bounds(() -> x.take(longs(6)), "take: index 6 is out of bounds for dimension 0 of size 6"),
                bounds(
                        () -> Embedding.of(longs(5), x),
                        "embedding: index 5 is out of bounds for dimension 0 of size 2"),
                bounds(() -> Embedding.of(longs(-1), x), "embedding: index -1 is out of bounds"),
                bounds(() -> Embedding.of(longs(0), x, 2), "embedding: paddingIdx 2 is no row of weight (2, 3)"),
                argument(
                        () -> Embedding.of(longs(0), Tensor.zeros(3)),
                        "embedding: weight must have 2 dimensions, but has 1: (3)"),
                bounds(() -> longs(0, -2).oneHot(3), "oneHot: class -2 is not from 0 to 2"),
                bounds(() -> longs(0, 3).oneHot(3), "oneHot: class 3 is not from 0 to 2"),
                bounds(() -> longs(0, -2).oneHot(), "oneHot: class -2 is not from 0 to 0"),
                argument(() -> longs().oneHot(), "oneHot: index (0) is empty, so the number of classes must be given"),
                argument(
                        () -> x.topk(4),
                        "topk: k is 4, but must be from 0 to 3, the size of dimension -1 of shape (2, 3)"),
                argument(() -> x.topk(-1, 0), "topk: k is -1"),
                bounds(() -> x.sort(2), "sort: dimension 2 is out of range [-2, 1] of shape (2, 3)"),
                bounds(() -> x.argsort(-3), "argsort: dimension -3"),
                bounds(
                        () -> x.takeAlongDim(rows(0, 3), 1),
                        "takeAlongDim: index 3 is out of bounds for dimension 1 of size 3"));
    }

    private static Arguments bounds(ThrowingCallable call, String message) {
        return arguments(message, call, IndexOutOfBoundsException.class);
    }

    private static Arguments argument(ThrowingCallable call, String message) {
        return arguments(message, call, IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void mistakes(String message, ThrowingCallable call, Class<?> type) {
        assertThatThrownBy(call).isInstanceOf(type).hasMessageStartingWith(message);
    }
}
