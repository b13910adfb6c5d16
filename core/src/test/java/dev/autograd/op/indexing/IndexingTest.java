package dev.autograd.op.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class IndexingTest {
    /// 0 to 5 in two rows, and the same with its columns neighbours in memory and an offset.
    private static final Tensor X = Tensor.arange(6).reshape(2, 3);

    private static final Tensor STRIDED =
            Tensor.of(9L, 0, 3, 1, 4, 2, 5).narrow(0, 1, 6).reshape(3, 2).transpose(0, 1);

    static Stream<Arguments> picks() {
        Tensor wide = Tensor.of(new long[] {2, 0, 1, 1}, Shape.of(2, 2));
        Tensor column = Tensor.of(new long[] {2, 0}, Shape.of(2, 1));
        Tensor mask = Tensor.of(new boolean[] {true, false, true, false, false, true}, Shape.of(2, 3));
        return Stream.of(Tensor.arange(6).reshape(2, 3), STRIDED)
                .flatMap(x -> Stream.of(
                        arguments("indexSelect rows", x.indexSelect(0, Tensor.of(1L, 1, 0)), "3 4 5 3 4 5 0 1 2"),
                        arguments("indexSelect columns", x.indexSelect(-1, Tensor.of(2, 0)), "2 0 5 3"),
                        arguments("indexSelect none", x.indexSelect(0, Tensor.of(new long[0])), ""),
                        arguments("indexSelect by a scalar", x.indexSelect(1, Tensor.scalar(1L)), "1 4"),
                        arguments("gather along 1", x.gather(1, wide), "2 0 4 4"),
                        arguments(
                                "gather along 0",
                                x.gather(0, Tensor.of(new long[] {1, 0, 1}).unsqueeze(0)),
                                "3 1 5"),
                        arguments("gather fewer rows", x.gather(1, wide.narrow(0, 0, 1)), "2 0"),
                        arguments("gather by a strided index", x.gather(1, wide.transpose(0, 1)), "2 1 3 4"),
                        arguments("takeAlongDim", x.takeAlongDim(column, 1), "2 3"),
                        arguments(
                                "takeAlongDim, broadcast",
                                x.takeAlongDim(Tensor.of(-1L).reshape(1, 1), 1),
                                "2 5"),
                        arguments("maskedSelect", x.maskedSelect(mask), "0 2 5"),
                        arguments("maskedSelect, broadcast", x.maskedSelect(mask.narrow(0, 1, 1)), "2 5"),
                        arguments("maskedSelect nothing", x.maskedSelect(Tensor.scalar(false)), ""),
                        arguments("take", x.take(Tensor.of(5L, -1, 0)), "5 5 0"),
                        arguments("nonzero as tuple", Tensor.stack(0, x.nonzeroAsTuple()), "0 0 1 1 1 1 2 0 1 2"),
                        arguments("nonzero", x.nonzero(), "0 1 0 2 1 0 1 1 1 2"),
                        arguments("scatter", x.scatter(1, column, x), "0 1 0 3 4 5"),
                        arguments(
                                "scatter, the last stays",
                                x.scatter(1, Tensor.of(new long[] {1, 1}).unsqueeze(0), x.add(10)),
                                "0 11 2 3 4 5"),
                        arguments(
                                "scatter a number",
                                x.scatter(0, Tensor.of(new long[] {1, 0, 1}).unsqueeze(0), 7),
                                "0 7 2 7 4 7"),
                        arguments("scatterAdd", x.scatterAdd(1, wide, x), "1 1 2 3 11 5"),
                        arguments("indexAdd", x.indexAdd(1, Tensor.of(0L, 0, 2), x), "1 1 4 10 4 10"),
                        arguments("indexAdd, scaled", x.indexAdd(0, Tensor.of(0L, 0), x, 2), "6 11 16 3 4 5"),
                        arguments("indexAdd rows", x.indexAdd(0, Tensor.of(0L, 0), x), "3 6 9 3 4 5"),
                        arguments("put", x.put(Tensor.of(5L, -6, 5), Tensor.of(7L, 8, 9)), "8 1 2 3 4 9"),
                        arguments("putAdd", x.putAdd(Tensor.of(5L, -6, 5), Tensor.of(7L, 8, 9)), "8 1 2 3 4 21"),
                        arguments("indexFill", x.indexFill(-1, Tensor.of(0L, -1), 9), "9 1 9 9 4 9"),
                        arguments("indexFill rows", x.indexFill(0, Tensor.of(1), Tensor.scalar(9L)), "0 1 2 9 9 9"),
                        arguments("indexFill none", x.indexFill(0, Tensor.of(new long[0]), 9), "0 1 2 3 4 5"),
                        arguments(
                                "indexFill a scalar",
                                x.select(0, 1).select(0, 2).indexFill(0, Tensor.of(0L), 9),
                                "9")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void picks(String name, Tensor actual, String expected) {
        assertThat(text(actual)).isEqualTo(expected);
    }

    private static String text(Tensor x) {
        StringBuilder text = new StringBuilder();
        for (long value : x.toLongArray()) {
            text.append(text.isEmpty() ? "" : " ").append(value);
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void everyTypeCanBePickedAndPlaced(DType dtype) {
        Tensor x = Tensor.of(new long[] {0, 1, 1, 0, 0, 1}, Shape.of(2, 3)).to(dtype);
        Tensor index = Tensor.of(2L, 0);
        assertThat(x.indexSelect(1, index).dtype()).isEqualTo(dtype);
        assertThat(text(x.indexSelect(1, index))).isEqualTo("1 0 1 0");
        assertThat(text(x.indexSelect(0, Tensor.of(1L)))).isEqualTo("0 0 1");
        assertThat(text(x.gather(0, Tensor.of(new long[] {1, 0, 1}, Shape.of(1, 3)))))
                .isEqualTo("0 1 1");
        assertThat(text(x.scatter(0, Tensor.of(new long[] {1, 0, 1}, Shape.of(1, 3)), x)))
                .isEqualTo("0 1 1 0 0 1");
        assertThat(text(Tensor.zerosLike(x).indexAdd(0, index.narrow(0, 1, 1), x.narrow(0, 1, 1))))
                .isEqualTo("0 0 1 0 0 0");
        assertThat(text(Tensor.zerosLike(x).scatterAdd(1, x.to(DType.INT32), x)))
                .isEqualTo(dtype == DType.BOOL ? "0 1 0 0 1 0" : "0 2 0 0 1 0");
    }

    @Test
    void scalarsCountAsVectorsOfOne() {
        Tensor x = Tensor.scalar(4.0);
        Tensor first = Tensor.of(0L);
        assertThat(x.indexSelect(0, first).shape()).isEqualTo(Shape.SCALAR);
        assertThat(x.gather(0, Tensor.scalar(0L)).item()).isEqualTo(4);
        assertThat(x.scatterAdd(0, first, Tensor.of(1.5)).item()).isEqualTo(5.5);
        assertThat(x.indexAdd(0, first, Tensor.scalar(2.0)).item()).isEqualTo(6);
        assertThat(Tensor.scalar(true).nonzero().shape()).isEqualTo(Shape.of(1, 0));
        assertThat(x.sort(0).values().shape()).isEqualTo(Shape.SCALAR);
        assertThat(x.topk(1).indices().itemLong()).isZero();
        assertThat(x.topk(0).values().item()).isEqualTo(x.item());
    }

    @Test
    void whatIsPlacedLeavesTheOriginalAlone() {
        Tensor x = Tensor.zeros(3);
        x.scatter(0, Tensor.of(1L), 5);
        x.scatterAdd(0, Tensor.of(1L), Tensor.ones(1));
        x.indexAdd(0, Tensor.of(1L), Tensor.ones(1));
        assertThat(x.toFloatArray()).containsOnly(0);
    }

    @Test
    void embeddingLooksRowsUp() {
        Tensor weight = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        Tensor rows = Embedding.of(Tensor.of(new int[] {2, 0, 2, 1}, Shape.of(2, 2)), weight);
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(rows.toFloatArray()).containsExactly(5, 6, 1, 2, 5, 6, 3, 4);
        assertThat(Embedding.of(Tensor.scalar(1L), weight.mT().contiguous().mT())
                        .toFloatArray())
                .containsExactly(3, 4);
    }

    @Test
    void embeddingDividesGradientsByFrequency() {
        Tensor weight = Tensor.zeros(3, 1).requiresGrad_();
        Tensor index = Tensor.of(0L, 2, 2, 1);
        Embedding.scaledByFrequency(index, weight, null)
                .mul(Tensor.of(1f, 2, 4, 8).unsqueeze(1))
                .sum()
                .backward();
        assertThat(weight.grad().toFloatArray()).containsExactly(1, 8, 3);
        weight.setGrad(null);
        Embedding.scaledByFrequency(index, weight, -1L).sum().backward();
        assertThat(weight.grad().toFloatArray()).containsExactly(1, 1, 0);
    }

    @Test
    void scalarsThatAreTrueStandAtPositionZero() {
        assertThat(Tensor.scalar(3f).nonzeroAsTuple()).hasSize(1);
        assertThat(Tensor.scalar(3f).nonzeroAsTuple()[0].toLongArray()).containsExactly(0);
    }

    @Test
    void embeddingKeepsGradientsFromThePadding() {
        Tensor weight = Tensor.zeros(3, 2).requiresGrad_();
        Embedding.of(Tensor.of(0L, 2, 2, 1), weight, -2).sum().backward();
        assertThat(weight.grad().toFloatArray()).containsExactly(1, 1, 0, 0, 2, 2);
    }

    @Test
    void oneHotMarksClasses() {
        Tensor hot = Tensor.of(new long[] {1, 0, 2, 1}, Shape.of(2, 2)).oneHot(3);
        assertThat(hot.shape()).isEqualTo(Shape.of(2, 2, 3));
        assertThat(hot.toLongArray()).containsExactly(0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0);
        assertThat(Tensor.scalar(1L).oneHot(2).toLongArray()).containsExactly(0, 1);
        assertThat(Tensor.of(2L, 0).oneHot().toLongArray()).containsExactly(0, 0, 1, 1, 0, 0);
    }

    @Test
    void sortsStablyWithNanLargest() {
        Tensor x = Tensor.of(new double[][] {{2, Double.NaN, 1}, {3, 3, -1}});
        assertThat(x.sort(1).values().toDoubleArray()).containsExactly(1, 2, Double.NaN, -1, 3, 3);
        assertThat(x.sort(-1).indices().toLongArray()).containsExactly(2, 0, 1, 2, 0, 1);
        assertThat(x.sortDescending(1).indices().toLongArray()).containsExactly(1, 0, 2, 0, 1, 2);
        assertThat(x.sort(0).values().toDoubleArray()).containsExactly(2, 3, -1, 3, Double.NaN, 1);
        assertThat(x.argsort(0).toLongArray()).containsExactly(0, 1, 1, 1, 0, 0);
        assertThat(x.argsortDescending(0).toLongArray()).containsExactly(1, 0, 0, 0, 1, 1);
    }

    @Test
    void topkPicksFromEitherEndOfAnyDimension() {
        Tensor x = X.transpose(0, 1); // (3, 2): 0 3, 1 4, 2 5
        assertThat(x.topk(2, 0).values().toLongArray()).containsExactly(2, 5, 1, 4);
        assertThat(x.topk(2, 0).indices().toLongArray()).containsExactly(2, 2, 1, 1);
        assertThat(x.topkSmallest(1, 0).values().toLongArray()).containsExactly(0, 3);
        assertThat(x.topk(0).values().shape()).isEqualTo(Shape.of(3, 0));
        assertThat(Tensor.zeros(0, 3).topk(2).values().shape()).isEqualTo(Shape.of(0, 2));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void sortsEveryType(DType dtype) {
        Tensor x = Tensor.of(1L, 0, 1).to(dtype);
        assertThat(x.sort(0).values().dtype()).isEqualTo(dtype);
        assertThat(x.sort(0).values().toLongArray()).containsExactly(0, 1, 1);
        assertThat(x.topk(2).indices().toLongArray()).containsExactly(0, 2);
    }
}
