package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What each factory makes: values, shape and type; and what it refuses.
final class CreationTest {
    static Stream<Arguments> factories() {
        Tensor like = Tensor.zeros(Shape.of(1, 2), DType.INT32);
        return Stream.of(
                row("of float", Tensor.of(1f, 2f), DType.FLOAT32, Shape.of(2), 1, 2),
                row("of double", Tensor.of(1.0, 2.0), DType.FLOAT64, Shape.of(2), 1, 2),
                row("of long", Tensor.of(1L, 2L), DType.INT64, Shape.of(2), 1, 2),
                row("of int", Tensor.of(1, 2), DType.INT32, Shape.of(2), 1, 2),
                row("of boolean", Tensor.of(true, false), DType.BOOL, Shape.of(2), 1, 0),
                row(
                        "of array",
                        Tensor.of(new int[] {1, 2, 3, 4}, Shape.of(2, 2)),
                        DType.INT32,
                        Shape.of(2, 2),
                        1,
                        2,
                        3,
                        4),
                row(
                        "of float rows",
                        Tensor.of(new float[][] {{1, 2}, {3, 4}}),
                        DType.FLOAT32,
                        Shape.of(2, 2),
                        1,
                        2,
                        3,
                        4),
                row("of double rows", Tensor.of(new double[][] {{1}, {2}}), DType.FLOAT64, Shape.of(2, 1), 1, 2),
                row(
                        "cube",
                        Tensor.fromArray(new long[][][] {{{1, 2}}, {{3, 4}}}),
                        DType.INT64,
                        Shape.of(2, 1, 2),
                        1,
                        2,
                        3,
                        4),
                row("booleans", Tensor.fromArray(new boolean[][] {{true}}), DType.BOOL, Shape.of(1, 1), 1),
                row("no rows", Tensor.of(new float[0][]), DType.FLOAT32, Shape.of(0, 0)),
                row("empty rows", Tensor.of(new float[][] {{}, {}}), DType.FLOAT32, Shape.of(2, 0)),
                row("scalar float", Tensor.scalar(1.5f), DType.FLOAT32, Shape.SCALAR, 1.5),
                row("scalar double", Tensor.scalar(1.5), DType.FLOAT64, Shape.SCALAR, 1.5),
                row("scalar long", Tensor.scalar(7L), DType.INT64, Shape.SCALAR, 7),
                row("scalar boolean", Tensor.scalar(true), DType.BOOL, Shape.SCALAR, 1),
                row("zeros", Tensor.zeros(2, 1), DType.FLOAT32, Shape.of(2, 1), 0, 0),
                row("zeros of a type", Tensor.zeros(Shape.of(1), DType.BOOL), DType.BOOL, Shape.of(1), 0),
                row("zerosLike", Tensor.zerosLike(like), DType.INT32, Shape.of(1, 2), 0, 0),
                row("ones", Tensor.ones(2), DType.FLOAT32, Shape.of(2), 1, 1),
                row("ones of a type", Tensor.ones(Shape.of(1), DType.INT64), DType.INT64, Shape.of(1), 1),
                row("onesLike", Tensor.onesLike(like), DType.INT32, Shape.of(1, 2), 1, 1),
                row("full", Tensor.full(Shape.of(2), 2.5), DType.FLOAT32, Shape.of(2), 2.5, 2.5),
                row("full of -0", Tensor.full(Shape.of(1), -0.0), DType.FLOAT32, Shape.of(1), -0.0),
                row("full of integers", Tensor.full(Shape.of(1), -2.5, DType.INT64), DType.INT64, Shape.of(1), -2),
                row("fullLike", Tensor.fullLike(like, 3), DType.INT32, Shape.of(1, 2), 3, 3),
                row("arange", Tensor.arange(3), DType.INT64, Shape.of(3), 0, 1, 2),
                row("arange of nothing", Tensor.arange(0), DType.INT64, Shape.of(0)),
                row("arange steps", Tensor.arange(1, 8, 3), DType.INT64, Shape.of(3), 1, 4, 7),
                row("arange down", Tensor.arange(3, -2, -2), DType.INT64, Shape.of(3), 3, 1, -1),
                row("arange of floats", Tensor.arange(0.5, 2, 0.5), DType.FLOAT32, Shape.of(3), 0.5, 1, 1.5),
                row("arange of a type", Tensor.arange(0.0, 2, 1, DType.INT32), DType.INT32, Shape.of(2), 0, 1),
                row("linspace", Tensor.linspace(0, 1, 5), DType.FLOAT32, Shape.of(5), 0, 0.25, 0.5, 0.75, 1),
                row("linspace of one", Tensor.linspace(3, 9, 1), DType.FLOAT32, Shape.of(1), 3),
                row("linspace of none", Tensor.linspace(3, 9, 0), DType.FLOAT32, Shape.of(0)),
                row("linspace ends", Tensor.linspace(0.1, 0.7, 2, DType.FLOAT64), DType.FLOAT64, Shape.of(2), 0.1, 0.7),
                row("eye", Tensor.eye(2), DType.FLOAT32, Shape.of(2, 2), 1, 0, 0, 1),
                row("wide eye", Tensor.eye(1, 3, DType.BOOL), DType.BOOL, Shape.of(1, 3), 1, 0, 0),
                row("high eye", Tensor.eye(3, 1, DType.INT64), DType.INT64, Shape.of(3, 1), 1, 0, 0));
    }

    private static Arguments row(String name, Tensor made, DType dtype, Shape shape, double... values) {
        return arguments(name, made, dtype, shape, values);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("factories")
    void makes(String name, Tensor made, DType dtype, Shape shape, double[] values) {
        assertThat(made.dtype()).isEqualTo(dtype);
        assertThat(made.shape()).isEqualTo(shape);
        assertThat(made.toDoubleArray()).containsExactly(values);
        assertThat(made.isContiguous()).isTrue();
        assertThat(made.isLeaf()).isTrue();
        assertThat(made.requiresGrad()).isFalse();
    }

    @Test
    void arraysAreSharedAndNestedOnesCopied() {
        float[] array = {1, 2};
        Tensor shared = Tensor.of(array);
        array[0] = 9;
        assertThat(shared.get(0)).isEqualTo(9);
        float[][] rows = {{1}};
        Tensor copied = Tensor.of(rows);
        rows[0][0] = 9;
        assertThat(copied.item()).isEqualTo(1);
    }

    @Test
    void randomNumbersKeepToTheirRanges() {
        Random random = Random.seed(1);
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Tensor uniform = Tensor.rand(random, Shape.of(50, 20), dtype);
            assertThat(uniform.dtype()).isEqualTo(dtype);
            assertThat(Arrays.stream(uniform.toDoubleArray())).allMatch(u -> u >= 0 && u < 1);
            Tensor normal = Tensor.randn(random, Shape.of(50, 20), dtype);
            assertThat(Arrays.stream(normal.toDoubleArray()).average().orElseThrow())
                    .isBetween(-0.2, 0.2);
        }
        Tensor integers = Tensor.randint(random, -2, 3, Shape.of(200));
        assertThat(Arrays.stream(integers.toLongArray()).distinct().sorted()).containsExactly(-2L, -1L, 0L, 1L, 2L);
        Tensor like = Tensor.randintLike(Tensor.zeros(20, 10), 5, 7);
        assertThat(like.shape()).isEqualTo(Shape.of(20, 10));
        assertThat(Arrays.stream(like.toLongArray()).distinct().sorted()).containsExactly(5L, 6L);
        assertThat(Arrays.stream(Tensor.randperm(100).toLongArray()).sorted().boxed())
                .isEqualTo(
                        Arrays.stream(Tensor.arange(100).toLongArray()).boxed().toList());
        assertThat(Tensor.randperm(0).numel()).isZero();
        assertThat(Tensor.randLike(Tensor.zeros(Shape.of(2), DType.FLOAT64)).dtype())
                .isEqualTo(DType.FLOAT64);
        assertThat(Tensor.randnLike(Tensor.zeros(3, 2)).shape()).isEqualTo(Shape.of(3, 2));
    }

    /// Inside a map every example draws its own, one after another.
    @Test
    void randomNumbersAreDrawnForEveryExample() {
        Tensor x = Tensor.zeros(3, 2);
        Shape shape = Shape.of(4);
        Tensor uniform = Autograd.vmap(_ -> Tensor.rand(Random.seed(1), shape, DType.FLOAT64), x);
        assertThat(uniform.toDoubleArray())
                .isEqualTo(Tensor.rand(Random.seed(1), Shape.of(3, 4), DType.FLOAT64)
                        .toDoubleArray());
        Tensor normal = Autograd.vmap(one -> one.add(Tensor.randn(Random.seed(1), Shape.of(2), DType.FLOAT32)), x);
        assertThat(normal.toFloatArray())
                .isEqualTo(
                        Tensor.randn(Random.seed(1), x.shape(), DType.FLOAT32).toFloatArray());
        Tensor integers = Autograd.vmap(_ -> Tensor.randint(Random.seed(1), 0, 9, shape), x);
        assertThat(integers.toLongArray())
                .isEqualTo(Tensor.randint(Random.seed(1), 0, 9, Shape.of(3, 4)).toLongArray());
        Tensor orders = Autograd.vmap(_ -> Tensor.randperm(20), x);
        assertThat(orders.sort(1).values().select(0, 2).toLongArray())
                .isEqualTo(Tensor.arange(20).toLongArray());
        assertThat(orders.select(0, 0).toLongArray())
                .isNotEqualTo(orders.select(0, 1).toLongArray());
    }

    static Stream<Arguments> mistakes() {
        long huge = 1L << 40;
        return Stream.of(
                mistake(() -> Tensor.zeros(2, -1), "(2, -1)", "-1", "dimension 1"),
                mistake(() -> Tensor.zeros(huge, huge), "1099511627776", "63 bits"),
                mistake(() -> Tensor.zeros(1L << 50), "4503599627370496 bytes"),
                mistake(() -> Tensor.ones(1L << 31), "8589934592 bytes"),
                mistake(() -> Tensor.eye(-1), "-1"),
                mistake(() -> Tensor.of(new float[3], Shape.of(2, 2)), "3 elements", "(2, 2)", "4"),
                mistake(() -> Tensor.of("text", Shape.of(4)), "String"),
                mistake(() -> Tensor.of(new short[1], Shape.of(1)), "short"),
                mistake(() -> Tensor.of(new float[1][1], Shape.of(1)), "float[]"),
                mistake(() -> Tensor.fromArray(new byte[1]), "byte"),
                mistake(() -> Tensor.fromArray(5), "Integer"),
                mistake(() -> Tensor.of(new float[][] {{1, 2}, {3}}), "row [1]", "1 elements", "2"),
                mistake(() -> Tensor.fromArray(new int[][][] {{{1}, {2}}, {{3}}}), "row [1]", "1 elements", "2"),
                mistake(() -> Tensor.fromArray(new int[][][] {{{1}}, {{2, 3}}}), "row [1][0]", "2 elements", "1"),
                mistake(() -> Tensor.fromArray(new int[][] {{1}, null}), "row [1]", "null"),
                mistake(() -> Tensor.fromArray(new int[][][] {null, {{1}}}), "row [0]", "null"),
                mistake(() -> Tensor.arange(0, 5, 0), "arange", "step", "0"),
                mistake(() -> Tensor.arange(0, 5, -1), "arange", "-1", "5", "away"),
                mistake(() -> Tensor.arange(5.0, 0, 0.5), "arange", "0.5", "5", "away"),
                mistake(() -> Tensor.arange(0, Double.NaN, 1), "arange", "NaN"),
                mistake(() -> Tensor.arange(0, Double.POSITIVE_INFINITY, 1), "arange", "Infinity"),
                mistake(() -> Tensor.arange(0, 1e300, 1), "cannot allocate"),
                mistake(() -> Tensor.arange(Long.MIN_VALUE, Long.MAX_VALUE, 1), "arange", "too many"),
                mistake(() -> Tensor.arange(Long.MAX_VALUE), "cannot allocate"),
                mistake(() -> Tensor.linspace(0, 1, -1), "linspace", "-1"),
                mistake(() -> Tensor.randint(3, 3, 2), "randint", "low 3", "high 3"),
                mistake(() -> Tensor.randint(Long.MIN_VALUE, Long.MAX_VALUE, 2), "randint", "2147483647"),
                mistake(() -> Tensor.randperm(-1), "randperm", "-1"),
                mistake(() -> Tensor.rand(Random.seed(1), Shape.of(2), DType.INT64), "rand", "int64"),
                mistake(() -> Tensor.randn(Random.seed(1), Shape.of(2), DType.BOOL), "randn", "bool"));
    }

    private static Arguments mistake(Supplier<Tensor> call, String... parts) {
        return arguments(call, parts);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheMistake(Supplier<Tensor> call, String[] parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(call::get)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }
}
