package dev.autograd;

import dev.autograd.op.fused.Softmax;
import dev.autograd.op.reduction.CumProd;
import dev.autograd.op.reduction.CumSum;
import dev.autograd.op.reduction.Mean;
import dev.autograd.op.reduction.Prod;
import dev.autograd.op.reduction.Sum;
import dev.autograd.value.DType;

/// The reductions of [Tensor] in a type of the caller's choice: elements are converted first, as PyTorch's `dtype=`
/// does,
/// and the result has that type. Dimensions are those of [TensorReductions].
sealed interface TensorTypedReductions permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The sum over dimensions, computed in a type.
    default Tensor sum(DType dtype, int... dims) {
        return Sum.of(self().to(dtype), false, dims).to(dtype);
    }

    /// As [#sum(DType, int...)], keeping the reduced dimensions with size 1.
    default Tensor sumKeepDim(DType dtype, int... dims) {
        return Sum.of(self().to(dtype), true, dims).to(dtype);
    }

    /// The product over dimensions, computed in a type.
    default Tensor prod(DType dtype, int... dims) {
        return Prod.of(self().to(dtype), false, dims).to(dtype);
    }

    /// As [#prod(DType, int...)], keeping the reduced dimensions with size 1.
    default Tensor prodKeepDim(DType dtype, int... dims) {
        return Prod.of(self().to(dtype), true, dims).to(dtype);
    }

    /// The mean over dimensions, computed in a type.
    ///
    /// @throws IllegalArgumentException when that is not a floating type
    default Tensor mean(DType dtype, int... dims) {
        return Mean.of(self().to(dtype), false, dims);
    }

    /// As [#mean(DType, int...)], keeping the averaged dimensions with size 1.
    ///
    /// @throws IllegalArgumentException when that is not a floating type
    default Tensor meanKeepDim(DType dtype, int... dims) {
        return Mean.of(self().to(dtype), true, dims);
    }

    /// Every element plus all before it along a dimension, computed in a type.
    default Tensor cumsum(int dim, DType dtype) {
        return CumSum.of(self().to(dtype), dim).to(dtype);
    }

    /// Every element times all before it along a dimension, computed in a type.
    default Tensor cumprod(int dim, DType dtype) {
        return CumProd.of(self().to(dtype), dim).to(dtype);
    }

    /// `exp(x) / sum(exp(x))` along a dimension, computed in a type.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    /// @throws IllegalArgumentException when that is not a floating type
    default Tensor softmax(int dim, DType dtype) {
        return Softmax.softmax(self().to(dtype), dim);
    }

    /// The logarithm of [#softmax(int, DType)].
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    /// @throws IllegalArgumentException when that is not a floating type
    default Tensor logSoftmax(int dim, DType dtype) {
        return Softmax.logSoftmax(self().to(dtype), dim);
    }
}
