package dev.autograd.op.indexing;

import static dev.autograd.Index.all;
import static dev.autograd.Index.at;
import static dev.autograd.Index.ellipsis;
import static dev.autograd.Index.from;
import static dev.autograd.Index.newAxis;
import static dev.autograd.Index.of;
import static dev.autograd.Index.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Index;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GetItemTest {
    /// Element `(i, j, k)` is the number `ijk`.
    private static final Tensor X = coordinates(2, 3, 4);

    private static Tensor coordinates(int... sizes) {
        Tensor x = Tensor.scalar(0L);
        for (int size : sizes) {
            x = x.mul(10).unsqueeze(-1).add(Tensor.arange(size));
        }
        return x;
    }

    private static Index[] entries(Index... entries) {
        return entries;
    }

    private static Index pair(long... rows) {
        return of(Tensor.of(rows, Shape.of(rows.length / 2, 2)));
    }

    static Stream<Arguments> expressions() {
        boolean[] everyOther = {true, false, true};
        boolean[] corner = {true, false, false, false, true, false};
        Tensor mask = Tensor.of(corner, Shape.of(2, 3));
        return Stream.of(
                arguments("[]", entries(), "(2, 3, 4)", 0, 123),
                arguments("[1]", entries(at(1)), "(3, 4)", 100, 123),
                arguments("[-1, -1, -1]", entries(at(-1), at(-1), at(-1)), "()", 123, 123),
                arguments("[..., 2]", entries(ellipsis(), at(2)), "(2, 3)", 2, 122),
                arguments("[1, ..., 0]", entries(at(1), ellipsis(), at(0)), "(3)", 100, 120),
                arguments("[:, 1:]", entries(all(), from(1)), "(2, 2, 4)", 10, 123),
                arguments("[:, :, 1:4:2]", entries(all(), all(), range(1, 4, 2)), "(2, 3, 2)", 1, 123),
                arguments("[:, -2:-1]", entries(all(), range(-2, -1)), "(2, 1, 4)", 10, 113),
                arguments("[None, 1]", entries(newAxis(), at(1)), "(1, 3, 4)", 100, 123),
                arguments("[..., None]", entries(ellipsis(), newAxis()), "(2, 3, 4, 1)", 0, 123),
                arguments("[:, None, 2]", entries(all(), newAxis(), at(2)), "(2, 1, 4)", 20, 123),
                arguments("[[1, 0, 1]]", entries(of(1, 0, 1)), "(3, 3, 4)", 100, 123),
                arguments("[:, [[2, -1], [0, 1]]]", entries(all(), pair(2, -1, 0, 1)), "(2, 2, 2, 4)", 20, 113),
                arguments("[[0, 1], [2, 0]]", entries(of(0, 1), of(2, 0)), "(2, 4)", 20, 103),
                arguments("[:, [2, 0], [3, 1]]", entries(all(), of(2, 0), of(3, 1)), "(2, 2)", 23, 101),
                arguments("[[0, 1], :, [3, 1]]", entries(of(0, 1), all(), of(3, 1)), "(2, 3)", 3, 121),
                arguments("[1, :, [3, 1]]", entries(at(1), all(), of(3, 1)), "(3, 2)", 103, 121),
                arguments("[[1], None, [2]]", entries(of(1), newAxis(), of(2)), "(1, 1, 4)", 120, 123),
                arguments(
                        "[[[1], [0]], [2, 0]]",
                        entries(of(Tensor.of(1L, 0).unsqueeze(1)), of(2, 0)),
                        "(2, 2, 4)",
                        120,
                        3),
                arguments("[int32]", entries(of(Tensor.of(1, -2))), "(2, 3, 4)", 100, 23),
                arguments("[scalar tensor]", entries(of(Tensor.scalar(1L))), "(3, 4)", 100, 123),
                arguments("[:, mask]", entries(all(), of(Tensor.of(everyOther))), "(2, 2, 4)", 0, 123),
                arguments("[mask of two]", entries(of(mask)), "(2, 4)", 0, 113),
                arguments("[mask of two, [3, 0]]", entries(of(mask), of(3, 0)), "(2)", 3, 110),
                arguments("[true]", entries(of(Tensor.scalar(true))), "(1, 2, 3, 4)", 0, 123));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void expressions(String name, Index[] entries, String shape, long first, long last) {
        Tensor laid = X.permute(2, 1, 0).contiguous().permute(2, 1, 0);
        for (Tensor x : new Tensor[] {X, laid, X.to(DType.FLOAT32)}) {
            Tensor picked = x.index(entries);
            long[] values = picked.toLongArray();
            assertThat(picked.shape()).hasToString(shape);
            assertThat(values[0]).isEqualTo(first);
            assertThat(values[values.length - 1]).isEqualTo(last);
        }
    }

    @Test
    void nothingCanBePicked() {
        assertThat(X.index(of(new long[0])).shape()).isEqualTo(Shape.of(0, 3, 4));
        assertThat(X.index(of(Tensor.scalar(false))).shape()).isEqualTo(Shape.of(0, 2, 3, 4));
        assertThat(X.index(range(3, 1)).shape()).isEqualTo(Shape.of(0, 3, 4));
        assertThat(Tensor.zeros(0, 2)
                        .index(of(Tensor.zeros(Shape.of(0), DType.BOOL)))
                        .shape())
                .isEqualTo(Shape.of(0, 2));
    }

    @Test
    void withoutIndexTensorsItIsAView() {
        Tensor x = Tensor.zeros(2, 3);
        x.index(at(1), from(1)).fill_(7);
        assertThat(x.toFloatArray()).containsExactly(0, 0, 0, 0, 7, 7);
    }

    @Test
    void valuesArePutWhereEntriesPoint() {
        Tensor x = Tensor.zeros(2, 3);
        assertThat(x.indexPut(Tensor.of(1f, 2), all(), of(2, 0)).toFloatArray()).containsExactly(2, 0, 1, 2, 0, 1);
        assertThat(x.indexPut(Tensor.of(5f, 6), of(1, 1), of(0, 0)).toFloatArray())
                .containsExactly(0, 0, 0, 6, 0, 0);
        assertThat(x.indexPut(Tensor.scalar(4f), at(0)).toFloatArray()).containsExactly(4, 4, 4, 0, 0, 0);
        assertThat(x.indexPutAdd(Tensor.of(5f, 6), of(1, 1), of(0, 0)).toFloatArray())
                .containsExactly(0, 0, 0, 11, 0, 0);
        assertThat(x.toFloatArray()).containsOnly(0);
    }
}
