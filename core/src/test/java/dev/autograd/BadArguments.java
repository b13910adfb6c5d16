package dev.autograd;

import static dev.autograd.BadInput.argument;
import static dev.autograd.BadInput.arithmetic;
import static dev.autograd.BadInput.bounds;
import static dev.autograd.BadInput.changed;
import static dev.autograd.BadInput.counted;
import static dev.autograd.BadInput.given;

import dev.autograd.nn.F;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;

/// Numbers 36 to 54 and 81 to 84: indices, axes, types and integers.
final class BadArguments {
    private BadArguments() {}

    static Stream<BadInput> rows() {
        return Stream.of(positions(), indices(), scatters(), classes(), axes(), integers(), arrays())
                .flatMap(rows -> rows);
    }

    private static Stream<BadInput> positions() {
        Tensor[] three = given(counted(3));
        return Stream.of(
                bounds(
                        36,
                        "index outside a dimension",
                        three,
                        t -> t[0].index(Index.at(5)),
                        t -> t[0].index(Index.at(-3)),
                        "index: index 5 is out of bounds for dimension 0 of size 3, indexing shape (3)"),
                bounds(
                        36,
                        "an index tensor that points outside",
                        three,
                        t -> t[0].index(Index.of(0, 5)),
                        t -> t[0].index(Index.of(0, 2)),
                        "index: index 5 is out of bounds for dimension 0 of size 3"),
                bounds(
                        36,
                        "select outside a dimension",
                        three,
                        t -> t[0].select(0, 5),
                        t -> t[0].select(0, 2),
                        "select: index 5 is out of bounds for dimension 0 of size 3 of shape (3)"),
                bounds(
                        36,
                        "take outside a tensor",
                        three,
                        t -> t[0].take(Tensor.of(5L)),
                        t -> t[0].take(Tensor.of(2L)),
                        "take: index 5 is out of bounds for dimension 0 of size 3"),
                bounds(
                        36,
                        "get outside a tensor",
                        three,
                        t -> t[0].get(5),
                        t -> t[0].get(2),
                        "get: index 5 is out of bounds for dimension 0 of size 3 of shape (3)"),
                bounds(
                        37,
                        "more indices than dimensions",
                        three,
                        t -> t[0].index(Index.at(0), Index.at(0)),
                        t -> t[0].index(Index.at(0)),
                        "index: 2 dimensions are indexed of shape (3), which has 1"),
                bounds(
                        37,
                        "get with more indices than dimensions",
                        three,
                        t -> t[0].get(0, 0),
                        t -> t[0].get(0),
                        "get: 2 indices for shape (3), which has 1 dimensions"),
                argument(
                        40,
                        "slice with a step of 0",
                        three,
                        t -> t[0].slice(0, 0, 3, 0),
                        t -> t[0].slice(0, 0, 3, 2),
                        "slice: step 0 of dimension 0 of shape (3) must be positive"),
                argument(
                        41,
                        "slice with a negative step",
                        three,
                        t -> t[0].index(Index.range(0, 3, -1)),
                        t -> t[0].index(Index.range(0, 3, 1)),
                        "slice: step -1 of dimension 0 of shape (3) must be positive"));
    }

    private static Stream<BadInput> indices() {
        Tensor[] matrix = given(counted(3, 4));
        Tensor[] fractions = given(counted(3), counted(2));
        return Stream.of(
                argument(
                        38,
                        "an index of fractions",
                        fractions,
                        t -> t[0].index(Index.of(t[1])),
                        t -> t[0].index(Index.of(t[1].to(DType.INT64))),
                        "index: an index tensor (2) must be int64, int32 or bool, but is float32"),
                argument(
                        38,
                        "gather by fractions",
                        fractions,
                        t -> t[0].gather(0, t[1]),
                        t -> t[0].gather(0, t[1].to(DType.INT64)),
                        "gather: index (2) is float32, but must be int64 or int32"),
                argument(
                        39,
                        "a mask of another shape",
                        matrix,
                        t -> t[0].index(Index.of(Tensor.of(true, false))),
                        t -> t[0].index(Index.of(Tensor.of(true, false, true))),
                        "index: dimension 0 of a mask of shape (2) stands for dimension 0 of shape (3, 4)"),
                argument(
                        39,
                        "maskedSelect by a mask of another shape",
                        matrix,
                        t -> t[0].maskedSelect(Tensor.of(true, false)),
                        t -> t[0].maskedSelect(Tensor.of(true, false, true, false)),
                        "maskedSelect: shapes (3, 4) and (2) do not broadcast"),
                bounds(
                        42,
                        "gather outside a dimension",
                        given(counted(2, 3), Tensor.of(0L, 7L, 1L).reshape(1, 3)),
                        t -> t[0].gather(0, t[1]),
                        t -> t[0].gather(0, t[1].clamp(0, 1)),
                        "gather: index 7 is out of bounds for dimension 0 of size 2"),
                argument(
                        43,
                        "gather by an index that is too large",
                        given(counted(2, 3), Tensor.zeros(Shape.of(2, 4), DType.INT64)),
                        t -> t[0].gather(0, t[1]),
                        t -> t[0].gather(1, t[1]),
                        "gather: index (2, 4) must not be larger than input (2, 3) but in dimension 0"),
                argument(
                        48,
                        "index tensors that do not broadcast",
                        matrix,
                        t -> t[0].index(Index.of(0, 1), Index.of(0, 1, 2)),
                        t -> t[0].index(Index.of(0, 1, 2), Index.of(0, 1, 2)),
                        "index: shapes (2) and (3) do not broadcast"));
    }

    /// The first index is right, and nothing may be written there either.
    private static Stream<BadInput> scatters() {
        Tensor[] t3 = changed(counted(3), Tensor.of(0L, 4L), counted(2));
        return Stream.of(
                scatter("scatter", given(counted(3), Tensor.of(0L, 4L), counted(2)), (x, i, y) -> x.scatter(0, i, y)),
                scatter("scatter", t3, (x, i, y) -> x.scatter_(0, i, y)),
                scatter("scatter", t3, (x, i, _) -> x.scatter_(0, i, 7)),
                scatter("scatterAdd", t3, (x, i, y) -> x.scatterAdd_(0, i, y)),
                scatter("indexAdd", t3, (x, i, y) -> x.indexAdd_(0, i, y)),
                scatter("indexFill", t3, (x, i, _) -> x.indexFill_(0, i, 7)),
                scatter("indexPut", t3, (x, i, y) -> x.indexPut_(y, Index.of(i))),
                scatter("indexPutAdd", t3, (x, i, y) -> x.indexPutAdd_(y, Index.of(i))),
                scatter("put", t3, (x, i, y) -> x.put_(i, y)),
                scatter("putAdd", t3, (x, i, y) -> x.putAdd_(i, y)));
    }

    /// Writes at the index into the first tensor.
    private interface Scatter {
        Tensor of(Tensor x, Tensor index, Tensor source);
    }

    private static BadInput scatter(String name, Tensor[] given, Scatter scatter) {
        return bounds(
                44,
                name + " outside a dimension",
                given,
                t -> scatter.of(t[0], t[1], t[2]),
                t -> scatter.of(t[0].clone(), t[1].clamp(0, 2), t[2]),
                name + ": index 4 is out of bounds for dimension 0 of size 3");
    }

    private static Stream<BadInput> classes() {
        Tensor[] table = given(counted(3, 2), Tensor.of(5L), Tensor.of(-1L));
        return Stream.of(
                bounds(
                        45,
                        "embedding of an index past the rows",
                        table,
                        t -> F.embedding(t[1], t[0]),
                        t -> F.embedding(t[1].sub(3), t[0]),
                        "embedding: index 5 is out of bounds for dimension 0 of size 3"),
                bounds(
                        46,
                        "embedding of a negative index",
                        table,
                        t -> F.embedding(t[2], t[0]),
                        t -> F.embedding(t[2].add(3), t[0]),
                        "embedding: index -1 is out of bounds for dimension 0 of size 3"),
                bounds(
                        47,
                        "oneHot of a negative class",
                        table,
                        t -> t[2].oneHot(3),
                        t -> t[2].add(1).oneHot(3),
                        "oneHot: class -1 is not from 0 to 2"));
    }

    private static Stream<BadInput> axes() {
        Tensor[] matrix = given(counted(2, 3));
        Tensor[] integers = given(Tensor.of(1L, 2L));
        return Stream.of(
                bounds(
                        49,
                        "sum of a dimension that is not there",
                        matrix,
                        t -> t[0].sum(2),
                        t -> t[0].sum(1),
                        "sum: dimension 2 is out of range [-2, 1] of shape (2, 3)"),
                argument(
                        50,
                        "sum of a dimension twice",
                        matrix,
                        t -> t[0].sum(0, -2),
                        t -> t[0].sum(0, -1),
                        "sum: dimension 0 appears twice in [0, -2]"),
                argument(
                        51,
                        "max of nothing",
                        given(Tensor.zeros(0), counted(1)),
                        t -> t[0].max(),
                        t -> t[1].max(),
                        "max: dimension 0 of shape (0) has size 0"),
                argument(
                        51,
                        "max along nothing",
                        given(Tensor.zeros(2, 0)),
                        t -> t[0].max(1),
                        t -> t[0].max(0),
                        "max: dimension 1 of shape (2, 0) has size 0"),
                argument(
                        52,
                        "mean of integers",
                        integers,
                        t -> t[0].mean(),
                        t -> t[0].mean(DType.FLOAT32),
                        "mean: input (2) is int64, but must be float32 or float64"),
                argument(
                        53,
                        "topk of more than there are",
                        matrix,
                        t -> t[0].topk(4),
                        t -> t[0].topk(3),
                        "topk: k is 4, but must be from 0 to 3, the size of dimension -1 of shape (2, 3)"),
                argument(
                        54,
                        "softmax of integers",
                        integers,
                        t -> t[0].softmax(0),
                        t -> t[0].softmax(0, DType.FLOAT32),
                        "softmax: input (2) is int64, but must be float32 or float64"));
    }

    private static Stream<BadInput> integers() {
        Tensor[] pair = changed(Tensor.of(6L, 4L), Tensor.of(2L, 0L), Tensor.of(2L, -1L));
        String operands = "an integer was divided by zero (of int64 (2) and int64 (2))";
        return Stream.of(
                arithmetic(
                        81,
                        "floorDivide of integers by 0",
                        pair,
                        t -> t[0].floorDivide(t[1]),
                        t -> t[1].floorDivide(t[0]),
                        "floorDivide: " + operands),
                arithmetic(
                        81,
                        "floorDivide_ of integers by 0",
                        pair,
                        t -> t[0].floorDivide_(t[1]),
                        t -> t[1].clone().floorDivide_(t[0]),
                        "floorDivide: " + operands),
                arithmetic(
                        81,
                        "floorDivide of integers by the number 0",
                        pair,
                        t -> t[0].floorDivide(0L),
                        t -> t[0].floorDivide(3L),
                        "floorDivide: an integer was divided by zero (of int64 (2))"),
                arithmetic(
                        81,
                        "remainder of integers by 0",
                        pair,
                        t -> t[0].remainder(t[1]),
                        t -> t[1].remainder(t[0]),
                        "remainder: " + operands),
                arithmetic(
                        81,
                        "fmod of integers by 0",
                        pair,
                        t -> t[0].fmod(t[1]),
                        t -> t[1].fmod(t[0]),
                        "fmod: " + operands),
                arithmetic(
                        81,
                        "div of integers by 0, cut off",
                        pair,
                        t -> t[0].div(t[1], DivRounding.TRUNC),
                        t -> t[1].div(t[0], DivRounding.TRUNC),
                        "div",
                        operands),
                argument(
                        82,
                        "a negative power of integers",
                        pair,
                        t -> t[0].pow(-1L),
                        t -> t[0].pow(3L),
                        "pow: int64 tensors have no negative powers, but the exponent is -1"),
                arithmetic(
                        82,
                        "negative powers of integers",
                        pair,
                        t -> t[0].pow(t[2]),
                        t -> t[2].pow(t[0]),
                        "pow: integers have no negative integer powers, but the exponent is -1",
                        "(of int64 (2) and int64 (2))"),
                arithmetic(
                        82,
                        "negative powers of integers, in place",
                        pair,
                        t -> t[0].pow_(t[2]),
                        t -> t[2].clone().pow_(t[0]),
                        "pow: integers have no negative integer powers, but the exponent is -1"));
    }

    private static Stream<BadInput> arrays() {
        return Stream.of(
                argument(
                        84,
                        "rows of different lengths",
                        given(),
                        _ -> Tensor.of(new float[][] {{1, 2}, {3}}),
                        _ -> Tensor.of(new float[][] {{1, 2}, {3, 4}}),
                        "fromArray: row [1] has 1 elements, but the first row of its kind has 2"),
                argument(
                        84,
                        "rows of different lengths further inside",
                        given(),
                        _ -> Tensor.fromArray(new int[][][] {{{1}}, {{2, 3}}}),
                        _ -> Tensor.fromArray(new int[][][] {{{1}}, {{2}}}),
                        "fromArray: row [1][0] has 2 elements, but the first row of its kind has 1"));
    }
}
