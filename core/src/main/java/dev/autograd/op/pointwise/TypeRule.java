package dev.autograd.op.pointwise;

import dev.autograd.value.DType;
import dev.autograd.value.DType.Category;

/// In which type a pointwise operator computes, and which type its result has.
enum TypeRule {
    /// The common type of all operands.
    PROMOTE,
    /// The common type, which must not be bool.
    NUMBER,
    /// The common type, but float32 for integers and bools.
    FLOAT,
    /// The common type; the result is bool.
    BOOL;

    /// The type to compute in.
    ///
    /// @param common the common type of the operands that are tensors
    /// @param scalar the category of a Java number among the operands; BOOLEAN, the lowest, when there is none
    DType compute(DType common, Category scalar) {
        DType compute = common;
        if (scalar != Category.BOOLEAN && scalar.compareTo(common.category()) > 0) {
            compute = scalar == Category.FLOATING ? DType.FLOAT32 : DType.INT64;
        }
        return this == FLOAT && !compute.isFloating() ? DType.FLOAT32 : compute;
    }

    /// The type of a result computed in the given type.
    DType result(DType compute) {
        return this == BOOL ? DType.BOOL : compute;
    }
}
