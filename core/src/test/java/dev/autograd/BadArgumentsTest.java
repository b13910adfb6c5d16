package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.autograd.nn.Conv2d;
import dev.autograd.nn.Conv2dOptions;
import dev.autograd.nn.Dropout;
import dev.autograd.nn.F;
import dev.autograd.nn.LayerNorm;
import dev.autograd.nn.Linear;
import dev.autograd.nn.Pool2dOptions;
import dev.autograd.op.fused.Reduction;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Calls whose shapes, types or numbers are wrong, by their numbers in the project's list of mistakes. Each is answered
/// by
/// a documented exception that names the operator and what does not fit, and leaves its operands as they were.
final class BadArgumentsTest {
    /// A mistake.
    ///
    /// @param number in the list
    /// @param what is wrong
    /// @param call that makes it
    /// @param operands what it works on
    /// @param words that the answer must have
    record Mistake(int number, String what, Function<Tensor[], ?> call, Tensor[] operands, List<String> words) {
        @Override
        public String toString() {
            return number + ": " + what;
        }
    }

    private static Mistake on(int number, String what, Tensor[] operands, Function<Tensor[], ?> call, String... words) {
        return new Mistake(number, what, call, operands, List.of(words));
    }

    private static Tensor[] shapes(long[]... shapes) {
        return Arrays.stream(shapes).map(sizes -> Tensor.randn(sizes)).toArray(Tensor[]::new);
    }

    private static long[] s(long... sizes) {
        return sizes;
    }

    private static Tensor[] of(Tensor... tensors) {
        return tensors;
    }

    private static Tensor longs(long... values) {
        return Tensor.of(values);
    }

    static Stream<Mistake> products() {
        return Stream.of(
                on(
                        1,
                        "sizes that do not broadcast",
                        shapes(s(3, 4), s(5)),
                        t -> t[0].add(t[1]),
                        "add",
                        "(3, 4)",
                        "(5)",
                        "-1"),
                on(2, "inner sizes", shapes(s(3, 4), s(3, 4)), t -> t[0].mm(t[1]), "mm", "(3, 4)", "4", "3"),
                on(3, "mm of a cube", shapes(s(2, 3, 4), s(4, 2)), t -> t[0].mm(t[1]), "mm", "(2, 3, 4)", "2", "3"),
                on(
                        4,
                        "stacks of two lengths",
                        shapes(s(2, 3, 4), s(3, 4, 5)),
                        t -> t[0].bmm(t[1]),
                        "bmm",
                        "(2, 3, 4)",
                        "(3, 4, 5)"),
                on(
                        5,
                        "stacks that do not broadcast",
                        shapes(s(2, 3, 4), s(3, 4, 5)),
                        t -> t[0].matmul(t[1]),
                        "matmul",
                        "(2)",
                        "(3)"),
                on(6, "a scalar", shapes(s(), s(3)), t -> t[0].matmul(t[1]), "matmul", "0", "1"),
                on(
                        7,
                        "two types",
                        of(Tensor.randn(2, 2), Tensor.randn(2, 2).to(DType.FLOAT64)),
                        t -> t[0].matmul(t[1]),
                        "matmul",
                        "float32",
                        "float64"),
                on(8, "features", shapes(s(3, 5)), t -> new Linear(4, 2).forward(t[0]), "inear", "5", "4"),
                on(9, "an operand missing", shapes(s(3, 4)), t -> Tensor.einsum("ij,jk->ik", t), "einsum", "2", "1"),
                on(
                        10,
                        "two sizes of a letter",
                        shapes(s(2, 3), s(4, 5)),
                        t -> Tensor.einsum("ij,jk->ik", t),
                        "einsum",
                        "j",
                        "3",
                        "4"),
                on(11, "an unknown output letter", shapes(s(2, 3)), t -> Tensor.einsum("ij->iz", t), "einsum", "z"),
                on(
                        12,
                        "too many letters",
                        shapes(s(2, 3)),
                        t -> Tensor.einsum("ijk->i", t),
                        "einsum",
                        "3",
                        "operand 0",
                        "2"),
                on(13, "an output letter twice", shapes(s(2, 3)), t -> Tensor.einsum("ij->ii", t), "einsum", "i"));
    }

    static Stream<Mistake> layouts() {
        return Stream.of(
                on(14, "another count", shapes(s(6)), t -> t[0].reshape(4, 2), "reshape", "[4, 2]", "6"),
                on(15, "two sizes to be inferred", shapes(s(6)), t -> t[0].reshape(-1, -1), "reshape", "-1"),
                on(16, "an ambiguous size", shapes(s(0)), t -> t[0].reshape(-1, 0), "reshape", "-1", "0"),
                on(17, "a negative size", shapes(s(6)), t -> t[0].reshape(-2, 3), "reshape", "-2"),
                on(18, "no view", of(Tensor.randn(2, 3).mT()), t -> t[0].view(6), "view", "reshape"),
                on(19, "too few dimensions", shapes(s(2, 3)), t -> t[0].permute(0), "permute", "1", "(2, 3)"),
                on(20, "a dimension twice", shapes(s(2, 3)), t -> t[0].permute(0, 0), "permute", "0", "twice"),
                on(
                        21,
                        "a dimension out of range",
                        shapes(s(2, 3)),
                        t -> t[0].transpose(0, 2),
                        "transpose",
                        "2",
                        "-2",
                        "1"),
                on(
                        22,
                        "a size that does not expand",
                        shapes(s(2, 3)),
                        t -> t[0].expand(4, 3),
                        "expand",
                        "(2, 3)",
                        "(4, 3)"),
                on(
                        23,
                        "sizes that differ",
                        shapes(s(2, 3), s(2, 4)),
                        t -> Tensor.cat(0, t),
                        "cat",
                        "(2, 3)",
                        "(2, 4)",
                        "1"),
                on(24, "ranks that differ", shapes(s(2, 3), s(3)), t -> Tensor.cat(0, t), "cat", "(2, 3)", "(3)"),
                on(25, "nothing to join", of(), t -> Tensor.cat(0), "cat", "one"),
                on(25, "nothing to stack", of(), t -> Tensor.stack(0), "stack", "one"),
                on(26, "sizes that do not add up", shapes(s(5)), t -> t[0].split(s(2, 2), 0), "split", "4", "5"),
                on(27, "no chunks", shapes(s(5)), t -> t[0].chunk(0, 0), "chunk", "0"),
                on(
                        29,
                        "padding by reflection",
                        shapes(s(1, 1, 3)),
                        t -> t[0].pad(PadMode.REFLECT, 3, 3),
                        "pad",
                        "3",
                        "(1, 1, 3)"),
                on(30, "an odd count of amounts", shapes(s(3)), t -> t[0].pad(0, 1, 2, 3), "pad", "3"),
                on(32, "a negative size", of(), t -> Tensor.zeros(-1), "-1"),
                on(
                        33,
                        "a product of sizes that overflows",
                        of(),
                        t -> Tensor.zeros(1L << 40, 1L << 40),
                        "1099511627776"),
                on(34, "2^50 elements", of(), t -> Tensor.zeros(1L << 50), "4503599627370496", "bytes"),
                on(35, "a step that leads away", of(), t -> Tensor.arange(0, 5, -1), "arange", "0", "5", "-1"),
                on(84, "a ragged array", of(), t -> Tensor.of(new float[][] {{1, 2}, {3}}), "2", "1", "row"));
    }

    static Stream<Mistake> indices() {
        return Stream.of(
                on(36, "an index too large", shapes(s(3)), t -> t[0].index(Index.at(5)), "5", "0", "3"),
                on(36, "an index too large", shapes(s(3)), t -> t[0].select(0, 5), "select", "5", "0", "3"),
                on(37, "too many indices", shapes(s(3)), t -> t[0].index(Index.at(0), Index.at(0)), "2", "(3)"),
                on(38, "an index of floats", shapes(s(3), s(2)), t -> t[0].index(Index.of(t[1])), "float32"),
                on(
                        39,
                        "a mask of another shape",
                        of(Tensor.randn(3, 4), Tensor.of(true, false)),
                        t -> t[0].index(Index.of(t[1])),
                        "(2)",
                        "(3, 4)"),
                on(40, "a step of 0", shapes(s(3)), t -> t[0].slice(0, 0, 3, 0), "slice", "step", "0"),
                on(41, "a step backwards", shapes(s(3)), t -> t[0].slice(0, 0, 3, -1), "slice", "step", "-1"),
                on(
                        42,
                        "an index too large",
                        of(Tensor.randn(2, 3), longs(7).reshape(1, 1)),
                        t -> t[0].gather(0, t[1]),
                        "gather",
                        "7",
                        "0",
                        "2"),
                on(
                        43,
                        "an index of another shape",
                        of(Tensor.randn(2, 3), Tensor.zeros(Shape.of(2, 4), DType.INT64)),
                        t -> t[0].gather(0, t[1]),
                        "gather",
                        "(2, 4)",
                        "(2, 3)"),
                on(
                        44,
                        "an index too large in place",
                        of(Tensor.randn(3), longs(0, 4), Tensor.randn(2)),
                        t -> t[0].scatter_(0, t[1], t[2]),
                        "scatter",
                        "4",
                        "0",
                        "3"),
                on(
                        45,
                        "an index too large",
                        of(Tensor.randn(3, 2), longs(5)),
                        t -> F.embedding(t[1], t[0]),
                        "embedding",
                        "5",
                        "3"),
                on(
                        46,
                        "a negative index",
                        of(Tensor.randn(3, 2), longs(-1)),
                        t -> F.embedding(t[1], t[0]),
                        "embedding",
                        "-1",
                        "3"),
                on(47, "a negative class", of(longs(-1, 2)), t -> F.oneHot(t[0], 3), "oneHot", "-1"),
                on(
                        48,
                        "indices that do not broadcast",
                        of(Tensor.randn(3, 4), longs(0, 1), longs(0, 1, 2)),
                        t -> t[0].index(Index.of(t[1]), Index.of(t[2])),
                        "(2)",
                        "(3)"));
    }

    static Stream<Mistake> reductions() {
        return Stream.of(
                on(49, "a dimension out of range", shapes(s(2, 3)), t -> t[0].sum(2), "sum", "2", "-2", "1"),
                on(50, "a dimension twice", shapes(s(2, 3)), t -> t[0].sum(0, 0), "sum", "0", "twice"),
                on(51, "nothing to choose from", shapes(s(0)), t -> t[0].max(), "max", "0"),
                on(52, "a mean of integers", of(longs(1, 2)), t -> t[0].mean(), "mean", "int64"),
                on(53, "more than there are", shapes(s(3)), t -> t[0].topk(4), "topk", "4", "3"),
                on(54, "integers", of(longs(1, 2)), t -> t[0].softmax(0), "softmax", "int64"),
                on(
                        81,
                        "an integer divided by 0",
                        of(longs(1, 2), longs(1, 0)),
                        t -> t[0].floorDivide(t[1]),
                        "floor",
                        "integer",
                        "zero"),
                on(82, "an integer to a negative power", of(longs(2)), t -> t[0].pow(-1L), "pow", "-1"));
    }

    static Stream<Mistake> images() {
        Conv2dOptions plain = Conv2dOptions.DEFAULT;
        Tensor[] image = shapes(s(1, 1, 5, 5), s(1, 1, 3, 3));
        return Stream.of(
                on(
                        55,
                        "channels",
                        shapes(s(1, 3, 5, 5), s(4, 2, 3, 3)),
                        t -> F.conv2d(t[0], t[1], null, plain),
                        "conv2d",
                        "3",
                        "2",
                        "1"),
                on(
                        56,
                        "a kernel larger than the image",
                        shapes(s(1, 1, 2, 2), s(1, 1, 3, 3)),
                        t -> F.conv2d(t[0], t[1], null, plain),
                        "conv2d",
                        "3",
                        "2"),
                on(
                        57,
                        "a stride of 0",
                        image,
                        t -> F.conv2d(t[0], t[1], null, plain.withStride(0)),
                        "conv2d",
                        "stride",
                        "0"),
                on(
                        58,
                        "a negative padding",
                        image,
                        t -> F.conv2d(t[0], t[1], null, plain.withPadding(-1)),
                        "conv2d",
                        "padding",
                        "-1"),
                on(59, "groups that do not divide", of(), t -> new Conv2d(3, 4, 3, plain.withGroups(2)), "3", "2"),
                on(
                        60,
                        "the same size under a stride",
                        image,
                        t -> F.conv2d(t[0], t[1], null, plain.withSamePadding().withStride(2)),
                        "same",
                        "stride",
                        "2"),
                on(
                        61,
                        "more padding than half the kernel",
                        shapes(s(1, 1, 4, 4)),
                        t -> F.maxPool2d(t[0], Pool2dOptions.kernel(2).withPadding(2)),
                        "maxPool2d",
                        "2"),
                on(62, "nothing left", shapes(s(1, 1, 1, 1)), t -> F.maxPool2d(t[0], 2), "maxPool2d", "1", "2"));
    }

    static Stream<Mistake> layersAndLosses() {
        Tensor logits = Tensor.randn(2, 3);
        return Stream.of(
                on(
                        65,
                        "another shape",
                        shapes(s(2, 3)),
                        t -> new LayerNorm(4).forward(t[0]),
                        "ayerNorm",
                        "4",
                        "(2, 3)"),
                on(67, "a probability above 1", of(), t -> new Dropout(1.5), "ropout", "1.5"),
                on(
                        72,
                        "a class too large",
                        of(logits, longs(0, 3)),
                        t -> F.crossEntropy(t[0], t[1]),
                        "crossEntropy",
                        "target 3",
                        "row 1",
                        "3 classes"),
                on(
                        73,
                        "two sizes of a batch",
                        of(logits, longs(0)),
                        t -> F.crossEntropy(t[0], t[1]),
                        "crossEntropy",
                        "(2, 3)",
                        "(1)"),
                on(
                        74,
                        "no probability",
                        of(Tensor.of(1.5f), Tensor.of(1f)),
                        t -> F.binaryCrossEntropy(t[0], t[1], Reduction.MEAN),
                        "binaryCrossEntropy",
                        "1.5",
                        "0",
                        "1"),
                on(
                        75,
                        "shapes that only broadcast",
                        shapes(s(2, 1), s(2)),
                        t -> F.mseLoss(t[0], t[1]),
                        "mseLoss",
                        "(2, 1)",
                        "(2)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"products", "layouts", "indices", "reductions", "images", "layersAndLosses"})
    void areNamed(Mistake mistake) {
        Tensor[] operands = mistake.operands();
        double[][] before = values(operands);
        Throwable thrown = catchThrowable(() -> mistake.call().apply(operands));
        assertThat(thrown)
                .isInstanceOfAny(
                        IllegalArgumentException.class, IndexOutOfBoundsException.class, ArithmeticException.class);
        assertThat(thrown).message().contains(mistake.words());
        assertThat(values(operands)).isDeepEqualTo(before);
        assertThat(operands).allMatch(tensor -> tensor.storage().version() == 0 && tensor.isLeaf());
        assertThat(Autograd.isGradEnabled()).isTrue();
    }

    private static double[][] values(Tensor[] tensors) {
        return Arrays.stream(tensors)
                .map(tensor -> tensor.to(DType.FLOAT64).toDoubleArray())
                .toArray(double[][]::new);
    }

    @Test
    @DisplayName("76: the reductions are constants, so an unknown one does not compile")
    void reductionsAreConstants() {
        assertThat(Reduction.values()).extracting(Enum::name).containsExactly("NONE", "MEAN", "SUM");
    }

    @Test
    @DisplayName("83: numbers that an int32 does not have become the nearest, NaN becomes 0")
    void narrowing() {
        Tensor x = Tensor.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e20f);
        assertThat(x.to(DType.INT32).toIntArray())
                .containsExactly(0, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Test
    @DisplayName("44: nothing is scattered when one index is out of range")
    void noPartialScatter() {
        Tensor x = Tensor.zeros(3);
        Throwable thrown = catchThrowable(() -> x.scatter_(0, longs(0, 4), Tensor.of(1f, 2f)));
        assertThat(thrown).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(x.toFloatArray()).containsExactly(0, 0, 0);
        x.scatter_(0, longs(0, 2), Tensor.of(1f, 2f));
        assertThat(x.toFloatArray()).containsExactly(1, 0, 2);
    }
}
