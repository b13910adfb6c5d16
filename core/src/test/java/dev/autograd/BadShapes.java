package dev.autograd;

import static dev.autograd.BadInput.argument;
import static dev.autograd.BadInput.bounds;
import static dev.autograd.BadInput.counted;
import static dev.autograd.BadInput.given;

import dev.autograd.value.DType;
import java.util.stream.Stream;

/// Numbers 1 to 35: shapes that do not meet, layouts, products and new tensors.
final class BadShapes {
    private BadShapes() {}

    static Stream<BadInput> rows() {
        return Stream.of(products(), einsums(), layouts(), joins(), pads(), creations())
                .flatMap(rows -> rows);
    }

    private static Stream<BadInput> products() {
        Tensor[] equal = given(counted(3, 4), counted(3, 4));
        Tensor[] batches = given(counted(2, 3, 4), counted(3, 4, 5));
        return Stream.of(
                argument(
                        1,
                        "add of shapes that do not broadcast",
                        given(counted(3, 4), counted(5)),
                        t -> t[0].add(t[1]),
                        t -> t[0].add(t[0]),
                        "add: shapes (3, 4) and (5) do not broadcast: dimension -1 is 4 in one and 5 in the other"),
                argument(
                        2,
                        "mm of inner sizes that differ",
                        equal,
                        t -> t[0].mm(t[1]),
                        t -> t[0].mm(t[1].mT()),
                        "mm: the last dimension of input (3, 4) is 4, but the second-to-last of other (3, 4) is 3"),
                argument(
                        3,
                        "mm of three dimensions",
                        given(counted(2, 3, 4), counted(4, 2)),
                        t -> t[0].mm(t[1]),
                        t -> t[0].select(0, 0).mm(t[1]),
                        "mm: input must have 2 dimensions, but has 3: (2, 3, 4)"),
                argument(
                        4,
                        "bmm of unequal numbers of matrices",
                        batches,
                        t -> t[0].bmm(t[1]),
                        t -> t[0].bmm(t[1].narrow(0, 0, 2)),
                        "bmm: input (2, 3, 4) has 2 matrices, but other (3, 4, 5) has 3"),
                argument(
                        5,
                        "matmul of batches that do not broadcast",
                        batches,
                        t -> t[0].matmul(t[1]),
                        t -> t[0].matmul(t[1].narrow(0, 0, 1)),
                        "matmul: shapes (2) and (3) do not broadcast"),
                argument(
                        6,
                        "matmul of a scalar",
                        given(counted(), counted(3)),
                        t -> t[0].matmul(t[1]),
                        t -> t[1].matmul(t[1]),
                        "matmul: both operands need at least one dimension, but have 0 and 1"),
                argument(
                        7,
                        "matmul of two types",
                        given(counted(2, 3), counted(DType.FLOAT64, 3, 2)),
                        t -> t[0].matmul(t[1]),
                        t -> t[0].matmul(t[1].to(DType.FLOAT32)),
                        "matmul: input (2, 3) is float32, but other (3, 2) is float64"));
    }

    private static Stream<BadInput> einsums() {
        Tensor[] one = given(counted(2, 3));
        return Stream.of(
                argument(
                        9,
                        "einsum with too few operands",
                        one,
                        t -> Tensor.einsum("ij,jk->ik", t),
                        t -> Tensor.einsum("ij->ji", t),
                        "einsum: 'ij,jk->ik' names 2 operands, but got 1"),
                argument(
                        10,
                        "einsum with two sizes of one subscript",
                        given(counted(2, 3), counted(4, 5)),
                        t -> Tensor.einsum("ij,jk->ik", t),
                        t -> Tensor.einsum("ij,kl->ik", t),
                        "einsum: subscript j has size 4 in operand 1 (4, 5) of 'ij,jk->ik', but size 3 before"),
                argument(
                        11,
                        "einsum with an unknown subscript in its output",
                        one,
                        t -> Tensor.einsum("ij->iz", t),
                        t -> Tensor.einsum("ij->i", t),
                        "einsum: output subscript z of 'ij->iz'"),
                argument(
                        12,
                        "einsum of the wrong rank",
                        one,
                        t -> Tensor.einsum("ijk->i", t),
                        t -> Tensor.einsum("ij->i", t),
                        "einsum: 'ijk->i' names 3 dimensions of operand 0, which has 2"),
                argument(
                        13,
                        "einsum with an output subscript twice",
                        one,
                        t -> Tensor.einsum("ij->ii", t),
                        t -> Tensor.einsum("ij->ij", t),
                        "einsum: output subscript i of 'ij->ii'",
                        "more than once"));
    }

    private static Stream<BadInput> layouts() {
        Tensor[] six = given(counted(6));
        Tensor[] matrix = given(counted(2, 3));
        return Stream.of(
                argument(
                        14,
                        "reshape to another number of elements",
                        six,
                        t -> t[0].reshape(4, 2),
                        t -> t[0].reshape(3, 2),
                        "reshape: shape (6) has 6 elements, which do not fit [4, 2]"),
                argument(
                        15,
                        "reshape with two unknown sizes",
                        six,
                        t -> t[0].reshape(-1, -1),
                        t -> t[0].reshape(-1, 2),
                        "reshape: only one size can be -1, but [-1, -1] has several"),
                argument(
                        16,
                        "reshape of nothing to an unknown size",
                        given(Tensor.zeros(0)),
                        t -> t[0].reshape(-1, 0),
                        t -> t[0].reshape(5, 0),
                        "reshape: [-1, 0] of shape (0) is ambiguous"),
                argument(
                        17,
                        "reshape to a negative size",
                        six,
                        t -> t[0].reshape(-2, 3),
                        t -> t[0].reshape(2, 3),
                        "reshape: size -2 at position 0 of [-2, 3] is negative"),
                argument(
                        18,
                        "view that would need a copy",
                        matrix,
                        t -> t[0].transpose(0, 1).view(6),
                        t -> t[0].transpose(0, 1).reshape(6),
                        "view: shape (3, 2) with strides [1, 3] cannot be seen as (6)",
                        "use reshape"),
                argument(
                        19,
                        "permute with too few dimensions",
                        matrix,
                        t -> t[0].permute(1),
                        t -> t[0].permute(1, 0),
                        "permute: [1] names 1 dimensions, but shape (2, 3) has 2"),
                argument(
                        20,
                        "permute with a dimension twice",
                        matrix,
                        t -> t[0].permute(1, 1),
                        t -> t[0].permute(1, 0),
                        "permute: dimension 1 appears twice in [1, 1]"),
                bounds(
                        21,
                        "transpose of a dimension that is not there",
                        matrix,
                        t -> t[0].transpose(0, 2),
                        t -> t[0].transpose(0, -1),
                        "transpose: dimension 2 is out of range [-2, 1] of shape (2, 3)"),
                argument(
                        22,
                        "expand of a size that is not 1",
                        matrix,
                        t -> t[0].expand(4, 3),
                        t -> t[0].expand(4, 2, 3),
                        "expand: shape (2, 3) cannot be expanded to (4, 3)"));
    }

    private static Stream<BadInput> joins() {
        Tensor[] five = given(counted(5));
        return Stream.of(
                argument(
                        23,
                        "cat of other sizes",
                        given(counted(2, 3), counted(2, 4)),
                        t -> Tensor.cat(0, t),
                        t -> Tensor.cat(1, t),
                        "cat: sizes must agree except in dimension 0, but dimension 1 is 3 in (2, 3) and 4 in input 1 (2, 4)"),
                argument(
                        24,
                        "cat of other ranks",
                        given(counted(2, 3), counted(3)),
                        t -> Tensor.cat(0, t),
                        t -> Tensor.cat(0, t[0], t[1].unsqueeze(0)),
                        "cat: all inputs need 2 dimensions like (2, 3), but input 1 is (3)"),
                argument(
                        25, "cat of nothing", five, _ -> Tensor.cat(0), t -> Tensor.cat(0, t), "cat: ", "at least one"),
                argument(
                        25,
                        "stack of nothing",
                        five,
                        _ -> Tensor.stack(0),
                        t -> Tensor.stack(0, t),
                        "stack: ",
                        "at least one"),
                argument(
                        26,
                        "split into sizes that do not add up",
                        five,
                        t -> t[0].split(new long[] {2, 2}, 0),
                        t -> t[0].split(new long[] {2, 3}, 0),
                        "split: sizes [2, 2] must add up to 5, the size of dimension 0 of shape (5), but add up to 4"),
                argument(
                        27,
                        "chunk into none",
                        five,
                        t -> t[0].chunk(0, 0),
                        t -> t[0].chunk(2, 0),
                        "chunk: the number of chunks must be positive, but is 0"));
    }

    private static Stream<BadInput> pads() {
        Tensor[] three = given(counted(1, 1, 3));
        return Stream.of(
                argument(
                        29,
                        "pad that reflects more than there is",
                        three,
                        t -> t[0].pad(PadMode.REFLECT, 3, 3),
                        t -> t[0].pad(PadMode.REFLECT, 2, 2),
                        "pad: mode REFLECT can add at most 2 to dimension 2 of shape (1, 1, 3), but the amounts are (3, 3)"),
                argument(
                        30,
                        "pad by an odd number of amounts",
                        three,
                        t -> t[0].pad(0, 1, 2, 3),
                        t -> t[0].pad(0, 1, 2),
                        "pad: amounts come in pairs (before, after), but [1, 2, 3] has 3"),
                argument(
                        30,
                        "pad with a mode by an odd number of amounts",
                        three,
                        t -> t[0].pad(PadMode.REFLECT, 1),
                        t -> t[0].pad(PadMode.REFLECT, 1, 1),
                        "pad: amounts come in pairs (before, after), but [1] has 1"));
    }

    private static Stream<BadInput> creations() {
        Tensor[] none = given();
        long huge = 1L << 40;
        return Stream.of(
                argument(
                        32,
                        "a negative size",
                        none,
                        _ -> Tensor.zeros(2, -1),
                        _ -> Tensor.zeros(2, 1),
                        "shape (2, -1): size -1 of dimension 1 is negative"),
                argument(
                        33,
                        "more elements than can be counted",
                        none,
                        _ -> Tensor.zeros(huge, huge),
                        _ -> Tensor.zeros(huge, 0),
                        "shape (1099511627776, 1099511627776): the number of elements does not fit in 63 bits"),
                argument(
                        34,
                        "more elements than memory holds",
                        none,
                        _ -> Tensor.zeros(1L << 50),
                        _ -> Tensor.zeros(1 << 5),
                        "cannot allocate 1125899906842624 elements of float32 (4503599627370496 bytes)",
                        "at most 2147483639 elements"),
                argument(
                        34,
                        "an expanded tensor made dense",
                        given(counted(1)),
                        t -> t[0].expand(1L << 50).add(1),
                        t -> t[0].expand(5).add(1),
                        "cannot allocate 1125899906842624 elements of float32 (4503599627370496 bytes)"),
                argument(
                        35,
                        "arange away from its end",
                        none,
                        _ -> Tensor.arange(0, 5, -1),
                        _ -> Tensor.arange(0, -5, -1),
                        "arange: the steps from 0 to 5 by -1 lead away from the end"),
                argument(
                        35,
                        "arange of fractions away from its end",
                        none,
                        _ -> Tensor.arange(5.0, 0, 0.5),
                        _ -> Tensor.arange(5.0, 0, -0.5),
                        "arange: the steps from 5 to 0 by 0.5 lead away from the end"));
    }
}
