package dev.autograd.op.pointwise;

import dev.autograd.Tensor;
import dev.autograd.op.Promotion;
import dev.autograd.value.DType;
import dev.autograd.value.DType.Category;

/// In which type a pointwise operator computes, and which type its result has.
enum TypeRule {
    /// The common type of all operands.
    PROMOTE,
    /// The common type, but float32 for integers and bools.
    FLOAT,
    /// The common type; the result is bool.
    BOOL,
    /// The type of the first operand.
    FIRST,
    /// The common type of all operands but the first, which is a condition.
    AFTER_FIRST;

    /// The type to compute in.
    ///
    /// @param scalar the category of a Java number among the operands; BOOLEAN, the lowest, when there is none
    DType compute(Category scalar, Tensor... in) {
        DType common =
                switch (this) {
                    case PROMOTE, FLOAT, BOOL -> Promotion.of(in);
                    case FIRST -> in[0].dtype();
                    case AFTER_FIRST -> Promotion.of(java.util.Arrays.copyOfRange(in, 1, in.length));
                };
        if (this != FIRST && scalar.compareTo(common.category()) > 0) {
            common = scalar == Category.FLOATING ? DType.FLOAT32 : DType.INT64;
        }
        return this == FLOAT && !common.isFloating() ? DType.FLOAT32 : common;
    }

    /// The type of a result computed in the given type.
    DType result(DType compute) {
        return this == BOOL ? DType.BOOL : compute;
    }
}
