package dev.autograd.op.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.PadMode;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What each layout operator puts at each index, defined index by index.
final class LayoutValuesTest {
    /// Says where an element of the result comes from: an index of the input, or null for a constant of 0.
    @FunctionalInterface
    private interface Source {
        long[] of(long... index);
    }

    private static final Shape INPUT = Shape.of(2, 3, 4);

    static Stream<Arguments> operators() {
        return Stream.of(
                row("reshape", x -> x.reshape(6, 4), Shape.of(6, 4), i -> at(i[0] * 4 + i[1])),
                row("reshape -1", x -> x.reshape(3, -1), Shape.of(3, 8), i -> at(i[0] * 8 + i[1])),
                row("reshape ones", x -> x.reshape(2, 1, 3, 4, 1), Shape.of(2, 1, 3, 4, 1), i -> of(i[0], i[2], i[3])),
                row("flatten", x -> x.flatten(), Shape.of(24), i -> at(i[0])),
                row("flatten 1 -1", x -> x.flatten(1, -1), Shape.of(2, 12), i -> at(i[0] * 12 + i[1])),
                row("flatten -3 1", x -> x.flatten(-3, 1), Shape.of(6, 4), i -> at(i[0] * 4 + i[1])),
                row("flatten 1 1", x -> x.flatten(1, 1), INPUT, i -> i),
                row("permute", x -> x.permute(2, 0, 1), Shape.of(4, 2, 3), i -> of(i[1], i[2], i[0])),
                row("permute negative", x -> x.permute(-1, -3, 1), Shape.of(4, 2, 3), i -> of(i[1], i[2], i[0])),
                row("transpose", x -> x.transpose(0, -1), Shape.of(4, 3, 2), i -> of(i[2], i[1], i[0])),
                row("transpose same", x -> x.transpose(1, 1), INPUT, i -> i),
                row("mT", x -> x.mT(), Shape.of(2, 4, 3), i -> of(i[0], i[2], i[1])),
                row("expand", x -> x.expand(5, -1, 3, -1), Shape.of(5, 2, 3, 4), i -> of(i[1], i[2], i[3])),
                row("expand a one", x -> x.narrow(1, 2, 1).expand(2, 5, 4), Shape.of(2, 5, 4), i -> of(i[0], 2, i[2])),
                row("unsqueeze first", x -> x.unsqueeze(0), Shape.of(1, 2, 3, 4), i -> of(i[1], i[2], i[3])),
                row("unsqueeze last", x -> x.unsqueeze(-1), Shape.of(2, 3, 4, 1), i -> of(i[0], i[1], i[2])),
                row("squeeze", x -> x.narrow(0, 1, 1).squeeze(), Shape.of(3, 4), i -> of(1, i[0], i[1])),
                row(
                        "squeeze some",
                        x -> x.unsqueeze(1).unsqueeze(0).squeeze(-3),
                        Shape.of(1, 2, 3, 4),
                        i -> of(i[1], i[2], i[3])),
                row("squeeze no one", x -> x.squeeze(1), INPUT, i -> i),
                row(
                        "narrow by a scalar",
                        x -> x.narrow(1, Tensor.scalar(-2), 2),
                        Shape.of(2, 2, 4),
                        i -> of(i[0], i[1] + 1, i[2])),
                row("slice", x -> x.slice(1, 1, 3), Shape.of(2, 2, 4), i -> of(i[0], i[1] + 1, i[2])),
                row("slice negative", x -> x.slice(-1, -3, -1), Shape.of(2, 3, 2), i -> of(i[0], i[1], i[2] + 1)),
                row(
                        "slice step",
                        x -> x.slice(2, 1, Long.MAX_VALUE, 2),
                        Shape.of(2, 3, 2),
                        i -> of(i[0], i[1], 1 + 2 * i[2])),
                row(
                        "slice long step",
                        x -> x.slice(2, 1, 9, Long.MAX_VALUE),
                        Shape.of(2, 3, 1),
                        i -> of(i[0], i[1], 1)),
                row("slice nothing", x -> x.slice(1, 2, 1), Shape.of(2, 0, 4), i -> i),
                row("slice of all", x -> x.slice(1, Long.MIN_VALUE, Long.MAX_VALUE), INPUT, i -> i),
                row("narrow", x -> x.narrow(1, -2, 2), Shape.of(2, 2, 4), i -> of(i[0], i[1] + 1, i[2])),
                row("narrow nothing at the end", x -> x.narrow(1, 3, 0), Shape.of(2, 0, 4), i -> i),
                row("select", x -> x.select(1, -1), Shape.of(2, 4), i -> of(i[0], 2, i[1])),
                row("select all", x -> x.select(0, 1).select(0, 2).select(0, 3), Shape.SCALAR, _ -> of(1, 2, 3)),
                row("split", x -> x.split(2, 1)[1], Shape.of(2, 1, 4), i -> of(i[0], 2, i[2])),
                row(
                        "split sizes",
                        x -> x.split(new long[] {1, 0, 3}, -1)[2],
                        Shape.of(2, 3, 3),
                        i -> of(i[0], i[1], i[2] + 1)),
                row("chunk", x -> x.chunk(3, 2)[1], Shape.of(2, 3, 2), i -> of(i[0], i[1], i[2] + 2)),
                row("flip", x -> x.flip(0, -1), INPUT, i -> of(1 - i[0], i[1], 3 - i[2])),
                row("flip nothing", x -> x.flip(), INPUT, i -> i),
                row("cat", x -> Tensor.cat(1, x, x), Shape.of(2, 6, 4), i -> of(i[0], i[1] % 3, i[2])),
                row("cat skips (0)", x -> Tensor.cat(-1, x.flatten().slice(0, 0, 0), x), INPUT, i -> i),
                row("stack", x -> Tensor.stack(-1, x, x), Shape.of(2, 3, 4, 2), i -> of(i[0], i[1], i[2])),
                row("pad", x -> x.pad(0, 1, 2, 0, 1), Shape.of(2, 4, 7), LayoutValuesTest::padded),
                row("pad cuts", x -> x.pad(0, -1, -1), Shape.of(2, 3, 2), i -> of(i[0], i[1], i[2] + 1)),
                row("pad moves", x -> x.pad(0, 2, -2), INPUT, i -> i[2] < 2 ? null : of(i[0], i[1], i[2] - 2)),
                row("contiguous", x -> x.contiguous(), INPUT, i -> i),
                row("clone", x -> x.clone(), INPUT, i -> i));
    }

    private static long[] padded(long... i) {
        return i[1] == 3 || i[2] < 1 || i[2] > 4 ? null : of(i[0], i[1], i[2] - 1);
    }

    private static Arguments row(String name, UnaryOperator<Tensor> operator, Shape result, Source source) {
        return arguments(name, operator, result, source);
    }

    private static long[] of(long... index) {
        return index;
    }

    /// The index of the input's element number `n`.
    private static long[] at(long n) {
        return of(n / 12, n / 4 % 3, n % 4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operators")
    void everyElementComesFromWhereItShould(String name, UnaryOperator<Tensor> operator, Shape shape, Source source) {
        for (DType dtype : DType.values()) {
            Tensor x = Tensor.arange(1, 25, 1).to(dtype).view(2, 3, 4);
            for (Tensor input : new Tensor[] {x, permuted(x), strided(x), shifted(x)}) {
                Tensor y = operator.apply(input);
                assertThat(y.shape()).isEqualTo(shape);
                assertThat(y.dtype()).isEqualTo(dtype);
                each(shape, index -> {
                    long[] from = source.of(index);
                    assertThat(y.get(index)).as("%s of %s", index, dtype).isEqualTo(from == null ? 0 : x.get(from));
                });
            }
        }
    }

    private static Tensor permuted(Tensor x) {
        return x.permute(2, 1, 0).clone().permute(2, 1, 0);
    }

    private static Tensor strided(Tensor x) {
        return Tensor.stack(-1, x, x.logicalNot().to(x.dtype())).select(-1, 0);
    }

    private static Tensor shifted(Tensor x) {
        return Tensor.cat(0, x.flip(0), x).narrow(0, 2, 2);
    }

    private static void each(Shape shape, java.util.function.Consumer<long[]> action) {
        for (long n = 0; n < shape.numel(); n++) {
            long[] index = new long[shape.rank()];
            long rest = n;
            for (int d = index.length - 1; d >= 0; d--) {
                index[d] = rest % shape.size(d);
                rest /= shape.size(d);
            }
            action.accept(index);
        }
    }

    static Stream<Arguments> views() {
        return Stream.of(
                view("reshape", x -> x.reshape(4, 1)),
                view("view", x -> x.view(4)),
                view("flatten", x -> x.flatten()),
                view("permute", x -> x.permute(1, 0)),
                view("transpose", x -> x.transpose(0, 1)),
                view("expand", x -> x.expand(3, 2, 2)),
                view("unsqueeze", x -> x.unsqueeze(0)),
                view("squeeze", x -> x.squeeze()),
                view("slice", x -> x.slice(0, 0, 1)),
                view("select", x -> x.select(0, 0)),
                view("split", x -> x.split(1, 0)[1]));
    }

    private static Arguments view(String name, UnaryOperator<Tensor> operator) {
        return arguments(name, operator);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void viewsShareTheStorageAndItsVersion(String name, UnaryOperator<Tensor> operator) {
        Tensor x = Tensor.arange(4).view(2, 2).clone();
        Tensor view = operator.apply(x);
        assertThat(view.storage()).isSameAs(x.storage());
        assertThat(view.isView()).isTrue();
        x.add_(10);
        assertThat(view.toLongArray()).containsAnyOf(10, 11, 12, 13);
    }

    static Stream<Arguments> copies() {
        return Stream.of(
                view("clone", x -> x.clone()),
                view("to", x -> x.to(DType.FLOAT64)),
                view("flip nothing", x -> x.flip()),
                view("pad nothing", x -> x.pad(0)),
                view("cat of one", x -> Tensor.cat(0, x)),
                view("contiguous", x -> x.transpose(0, 1).contiguous()),
                view("reshape of a transpose", x -> x.transpose(0, 1).reshape(4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("copies")
    void copiesShareNothing(String name, UnaryOperator<Tensor> operator) {
        Tensor x = Tensor.arange(4).view(2, 2).clone();
        Tensor copy = operator.apply(x);
        double[] before = copy.toDoubleArray();
        x.zero_();
        assertThat(copy.toDoubleArray()).containsExactly(before);
        assertThat(copy.isContiguous()).isTrue();
    }

    @Test
    void whatIsAlreadySoIsReturnedItself() {
        Tensor x = Tensor.zeros(2, 2);
        assertThat(x.reshape(2, -1)).isSameAs(x);
        assertThat(x.contiguous()).isSameAs(x);
        assertThat(x.to(DType.FLOAT32)).isSameAs(x);
        assertThat(x.expand(2, -1)).isSameAs(x);
    }

    static Stream<Arguments> lengths() {
        return Stream.of(
                arguments((Function<Tensor, Tensor[]>) x -> x.split(2, 0), new long[] {2, 2, 1}),
                arguments((Function<Tensor, Tensor[]>) x -> x.split(9, 0), new long[] {5}),
                arguments((Function<Tensor, Tensor[]>) x -> x.split(new long[] {0, 5}, 0), new long[] {0, 5}),
                arguments((Function<Tensor, Tensor[]>) x -> x.chunk(4, 0), new long[] {2, 2, 1}),
                arguments((Function<Tensor, Tensor[]>) x -> x.chunk(9, 0), new long[] {1, 1, 1, 1, 1}),
                arguments((Function<Tensor, Tensor[]>) x -> x.slice(0, 0, 0).chunk(2, 0), new long[] {0, 0}),
                arguments((Function<Tensor, Tensor[]>) x -> x.slice(0, 0, 0).split(0, 0), new long[] {0}),
                arguments((Function<Tensor, Tensor[]>) x -> x.slice(0, 0, 0).split(3, 0), new long[] {0}));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void piecesHaveTheseLengths(Function<Tensor, Tensor[]> operator, long[] lengths) {
        Tensor[] pieces = operator.apply(Tensor.arange(5));
        assertThat(Stream.of(pieces).mapToLong(Tensor::numel))
                .containsExactly(java.util.Arrays.stream(lengths).boxed().toArray(Long[]::new));
        assertThat(Tensor.cat(0, pieces).numel()).isIn(5L, 0L);
    }

    @Test
    void scalarsHaveOneElementInEveryForm() {
        Tensor x = Tensor.scalar(7.0);
        for (Tensor y : new Tensor[] {
            x.reshape(1),
            x.view(1, 1),
            x.flatten(),
            x.expand(2),
            x.unsqueeze(-1),
            x.flip(),
            x.pad(0),
            x.clone(),
            Tensor.stack(0, x, x),
            x.permute(),
            x.transpose(0, -1),
            x.squeeze(0)
        }) {
            assertThat(y.toDoubleArray()).containsOnly(7);
        }
        assertThat(x.flatten().shape()).isEqualTo(Shape.of(1));
    }

    @Test
    void joinedTypesArePromoted() {
        Tensor joined = Tensor.cat(0, Tensor.of(true), Tensor.of(2), Tensor.of(3L), Tensor.of(0.5f));
        assertThat(joined.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(joined.toFloatArray()).containsExactly(1, 2, 3, 0.5f);
    }

    @ParameterizedTest
    @CsvSource({
        "REFLECT, 2, 3, '3 2 1 2 3 4 3 2 1'",
        "REPLICATE, 2, 1, '1 1 1 2 3 4 4'",
        "CIRCULAR, 1, 4, '4 1 2 3 4 1 2 3 4'",
        "REFLECT, -1, 1, '2 3 4 3'",
        "REPLICATE, 1, -3, '1 1'",
        "CIRCULAR, -3, -1, ''"
    })
    void padsWithItsOwnElements(PadMode mode, long before, long after, String expected) {
        Tensor x = Tensor.arange(1, 5, 1);
        assertThat(Arrays.stream(x.pad(mode, before, after).toLongArray())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        Tensor column = x.to(DType.FLOAT32).unsqueeze(1);
        assertThat(column.pad(mode, 0, 0, before, after)
                        .squeeze(1)
                        .to(DType.INT64)
                        .eq(x.pad(mode, before, after))
                        .all()
                        .itemLong())
                .isOne();
    }

    @Test
    void paddingIsTheValueGiven() {
        assertThat(Tensor.of(1f).pad(Double.NaN, 1, 0).toFloatArray()).containsExactly(Float.NaN, 1);
        assertThat(Tensor.of(1L).pad(-3, 0, 2).toLongArray()).containsExactly(1, -3, -3);
        assertThat(Tensor.zeros(0, 2).pad(4, 0, 1, 1, 0).toFloatArray()).containsExactly(4, 4, 4);
        assertThat(Tensor.of(1f, 2f, 3f).pad(9, -5, 4).toFloatArray()).containsExactly(9, 9);
    }
}
