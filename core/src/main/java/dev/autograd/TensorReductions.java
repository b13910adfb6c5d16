package dev.autograd;

import dev.autograd.op.reduction.ArgExtreme;
import dev.autograd.op.reduction.CumProd;
import dev.autograd.op.reduction.CumSum;
import dev.autograd.op.reduction.Extreme;
import dev.autograd.op.reduction.ExtremeDim;
import dev.autograd.op.reduction.LogSumExp;
import dev.autograd.op.reduction.Mean;
import dev.autograd.op.reduction.Norm;
import dev.autograd.op.reduction.Prod;
import dev.autograd.op.reduction.Std;
import dev.autograd.op.reduction.Sum;
import dev.autograd.op.reduction.Truth;
import dev.autograd.op.reduction.Var;

/// The methods of [Tensor] that combine elements along dimensions. Dimensions count from the end when negative; where
/// several may be given, none means all. A dimension that does not exist is an [IndexOutOfBoundsException], one given
/// twice an [IllegalArgumentException].
sealed interface TensorReductions permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The sum over dimensions; integers and bools are summed as int64.
    default Tensor sum(int... dims) {
        return Sum.of(self(), false, dims);
    }

    /// As [#sum(int...)], keeping the summed dimensions with size 1.
    default Tensor sumKeepDim(int... dims) {
        return Sum.of(self(), true, dims);
    }

    /// The mean over dimensions.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor mean(int... dims) {
        return Mean.of(self(), false, dims);
    }

    /// As [#mean(int...)], keeping the averaged dimensions with size 1.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor meanKeepDim(int... dims) {
        return Mean.of(self(), true, dims);
    }

    /// The product over dimensions; integers and bools are multiplied as int64.
    default Tensor prod(int... dims) {
        return Prod.of(self(), false, dims);
    }

    /// As [#prod(int...)], keeping the multiplied dimensions with size 1.
    default Tensor prodKeepDim(int... dims) {
        return Prod.of(self(), true, dims);
    }

    /// The unbiased variance over dimensions, with `n - 1` for the divisor.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor var(int... dims) {
        return Var.of(self(), 1, false, dims);
    }

    /// As [#var(int...)], keeping the reduced dimensions with size 1.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor varKeepDim(int... dims) {
        return Var.of(self(), 1, true, dims);
    }

    /// The variance over dimensions, with `n - correction` for the divisor.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor var(int[] dims, double correction) {
        return Var.of(self(), correction, false, dims);
    }

    /// As [#var(int[], double)], keeping the reduced dimensions with size 1.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor varKeepDim(int[] dims, double correction) {
        return Var.of(self(), correction, true, dims);
    }

    /// The standard deviation over dimensions, with `n - 1` for the divisor.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor std(int... dims) {
        return Std.of(self(), 1, false, dims);
    }

    /// As [#std(int...)], keeping the reduced dimensions with size 1.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor stdKeepDim(int... dims) {
        return Std.of(self(), 1, true, dims);
    }

    /// The standard deviation over dimensions, with `n - correction` for the divisor.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor std(int[] dims, double correction) {
        return Std.of(self(), correction, false, dims);
    }

    /// As [#std(int[], double)], keeping the reduced dimensions with size 1.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor stdKeepDim(int[] dims, double correction) {
        return Std.of(self(), correction, true, dims);
    }

    /// The largest element; NaN when there is one. The gradient is shared evenly among equals.
    ///
    /// @throws IllegalArgumentException when there is no element
    default Tensor max() {
        return Extreme.max(self());
    }

    /// The largest element along a dimension, and where it is: the first of equals, and NaN before any number. The
    /// gradient goes to the element chosen.
    ///
    /// @throws IllegalArgumentException when the dimension has size 0
    default ValuesAndIndices max(int dim) {
        return ExtremeDim.max(self(), false, dim);
    }

    /// As [#max(int)], keeping the dimension with size 1.
    ///
    /// @throws IllegalArgumentException when the dimension has size 0
    default ValuesAndIndices maxKeepDim(int dim) {
        return ExtremeDim.max(self(), true, dim);
    }

    /// The smallest element; NaN when there is one. The gradient is shared evenly among equals.
    ///
    /// @throws IllegalArgumentException when there is no element
    default Tensor min() {
        return Extreme.min(self());
    }

    /// The smallest element along a dimension, and where it is: the first of equals, and NaN before any number. The
    /// gradient goes to the element chosen.
    ///
    /// @throws IllegalArgumentException when the dimension has size 0
    default ValuesAndIndices min(int dim) {
        return ExtremeDim.min(self(), false, dim);
    }

    /// As [#min(int)], keeping the dimension with size 1.
    ///
    /// @throws IllegalArgumentException when the dimension has size 0
    default ValuesAndIndices minKeepDim(int dim) {
        return ExtremeDim.min(self(), true, dim);
    }

    /// The largest elements over dimensions; NaN where there is one. The gradient is shared evenly among equals.
    ///
    /// @throws IllegalArgumentException when a dimension has size 0
    default Tensor amax(int... dims) {
        return Extreme.amax(self(), false, dims);
    }

    /// As [#amax(int...)], keeping the reduced dimensions with size 1.
    ///
    /// @throws IllegalArgumentException when a dimension has size 0
    default Tensor amaxKeepDim(int... dims) {
        return Extreme.amax(self(), true, dims);
    }

    /// The smallest elements over dimensions; NaN where there is one. The gradient is shared evenly among equals.
    ///
    /// @throws IllegalArgumentException when a dimension has size 0
    default Tensor amin(int... dims) {
        return Extreme.amin(self(), false, dims);
    }

    /// As [#amin(int...)], keeping the reduced dimensions with size 1.
    ///
    /// @throws IllegalArgumentException when a dimension has size 0
    default Tensor aminKeepDim(int... dims) {
        return Extreme.amin(self(), true, dims);
    }

    /// The position of the largest element in the flattened tensor, int64: the first of equals, and NaN before any
    /// number.
    ///
    /// @throws IllegalArgumentException when there is no element
    default Tensor argmax() {
        return ArgExtreme.argmax(self(), false);
    }

    /// The position of the largest element along a dimension, int64: the first of equals, and NaN before any
    /// number.
    ///
    /// @throws IllegalArgumentException when the dimension has size 0
    default Tensor argmax(int dim) {
        return ArgExtreme.argmax(self(), false, dim);
    }

    /// As [#argmax()], with all dimensions kept with size 1.
    ///
    /// @throws IllegalArgumentException when there is no element
    default Tensor argmaxKeepDim() {
        return ArgExtreme.argmax(self(), true);
    }

    /// As [#argmax(int)], keeping the dimension with size 1.
    ///
    /// @throws IllegalArgumentException when the dimension has size 0
    default Tensor argmaxKeepDim(int dim) {
        return ArgExtreme.argmax(self(), true, dim);
    }

    /// The position of the smallest element in the flattened tensor, int64: the first of equals, and NaN before any
    /// number.
    ///
    /// @throws IllegalArgumentException when there is no element
    default Tensor argmin() {
        return ArgExtreme.argmin(self(), false);
    }

    /// The position of the smallest element along a dimension, int64: the first of equals, and NaN before any
    /// number.
    ///
    /// @throws IllegalArgumentException when the dimension has size 0
    default Tensor argmin(int dim) {
        return ArgExtreme.argmin(self(), false, dim);
    }

    /// As [#argmin()], with all dimensions kept with size 1.
    ///
    /// @throws IllegalArgumentException when there is no element
    default Tensor argminKeepDim() {
        return ArgExtreme.argmin(self(), true);
    }

    /// As [#argmin(int)], keeping the dimension with size 1.
    ///
    /// @throws IllegalArgumentException when the dimension has size 0
    default Tensor argminKeepDim(int dim) {
        return ArgExtreme.argmin(self(), true, dim);
    }

    /// `log(sum(exp(x)))` over dimensions, without overflow; integers as float32.
    default Tensor logsumexp(int... dims) {
        return LogSumExp.of(self(), false, dims);
    }

    /// As [#logsumexp(int...)], keeping the reduced dimensions with size 1.
    default Tensor logsumexpKeepDim(int... dims) {
        return LogSumExp.of(self(), true, dims);
    }

    /// The Euclidean length of all elements.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    default Tensor norm() {
        return Norm.of(self(), 2, false);
    }

    /// The vector norm `sum(|x|^p)^(1/p)` over dimensions; infinite `p` gives the largest or smallest magnitude, 0
    /// the number of elements that are not 0. The gradient is 0 where the norm is.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type or `p` is NaN, or when
    ///     `p` is infinite or negative and a dimension has size 0
    default Tensor norm(double p, int... dims) {
        return Norm.of(self(), p, false, dims);
    }

    /// As [#norm(double, int...)], keeping the reduced dimensions with size 1.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type or `p` is NaN, or when
    ///     `p` is infinite or negative and a dimension has size 0
    default Tensor normKeepDim(double p, int... dims) {
        return Norm.of(self(), p, true, dims);
    }

    /// Every element plus all before it along a dimension; integers and bools are summed as int64.
    default Tensor cumsum(int dim) {
        return CumSum.of(self(), dim);
    }

    /// Every element times all before it along a dimension; integers and bools are multiplied as int64.
    default Tensor cumprod(int dim) {
        return CumProd.of(self(), dim);
    }

    /// Whether any element over dimensions is true, or not 0.
    default Tensor any(int... dims) {
        return Truth.any(self(), false, dims);
    }

    /// As [#any(int...)], keeping the reduced dimensions with size 1.
    default Tensor anyKeepDim(int... dims) {
        return Truth.any(self(), true, dims);
    }

    /// Whether all elements over dimensions are true, or not 0.
    default Tensor all(int... dims) {
        return Truth.all(self(), false, dims);
    }

    /// As [#all(int...)], keeping the reduced dimensions with size 1.
    default Tensor allKeepDim(int... dims) {
        return Truth.all(self(), true, dims);
    }

    /// How many elements over dimensions are not 0, int64.
    default Tensor countNonzero(int... dims) {
        return Truth.countNonzero(self(), dims);
    }
}
