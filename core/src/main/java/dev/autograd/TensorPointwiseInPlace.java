package dev.autograd;

import dev.autograd.op.pointwise.InPlace;
import dev.autograd.op.pointwise.Pointwises;

/// The in-place forms of those methods of [TensorPointwise] that have no settings: each writes what the
/// method without the `_` gives over this tensor's elements, and returns this tensor. What is refused is
/// said by [TensorInPlace]; a result that is of a floating type does not fit into an integer tensor.
sealed interface TensorPointwiseInPlace permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The negative, in place.
    default Tensor neg_() {
        return Pointwises.NEG.inPlace(self());
    }

    /// The absolute value, in place.
    default Tensor abs_() {
        return Pointwises.ABS.inPlace(self());
    }

    /// -1, 0 or 1, in place.
    default Tensor sign_() {
        return Pointwises.SIGN.inPlace(self());
    }

    /// `e^x`, in place.
    default Tensor exp_() {
        return Pointwises.EXP.inPlace(self());
    }

    /// `e^x - 1`, in place.
    default Tensor expm1_() {
        return Pointwises.EXPM1.inPlace(self());
    }

    /// The natural logarithm, in place.
    default Tensor log_() {
        return Pointwises.LOG.inPlace(self());
    }

    /// `log(1 + x)`, in place.
    default Tensor log1p_() {
        return Pointwises.LOG1P.inPlace(self());
    }

    /// The logarithm to base 2, in place.
    default Tensor log2_() {
        return Pointwises.LOG2.inPlace(self());
    }

    /// The logarithm to base 10, in place.
    default Tensor log10_() {
        return Pointwises.LOG10.inPlace(self());
    }

    /// The square root, in place.
    default Tensor sqrt_() {
        return Pointwises.SQRT.inPlace(self());
    }

    /// `1 / sqrt(x)`, in place.
    default Tensor rsqrt_() {
        return Pointwises.RSQRT.inPlace(self());
    }

    /// `x * x`, in place.
    default Tensor square_() {
        return Pointwises.SQUARE.inPlace(self());
    }

    /// `1 / x`, in place.
    default Tensor reciprocal_() {
        return Pointwises.RECIPROCAL.inPlace(self());
    }

    /// The sine, in place.
    default Tensor sin_() {
        return Pointwises.SIN.inPlace(self());
    }

    /// The cosine, in place.
    default Tensor cos_() {
        return Pointwises.COS.inPlace(self());
    }

    /// The tangent, in place.
    default Tensor tan_() {
        return Pointwises.TAN.inPlace(self());
    }

    /// The arc sine, in place.
    default Tensor asin_() {
        return Pointwises.ASIN.inPlace(self());
    }

    /// The arc cosine, in place.
    default Tensor acos_() {
        return Pointwises.ACOS.inPlace(self());
    }

    /// The arc tangent, in place.
    default Tensor atan_() {
        return Pointwises.ATAN.inPlace(self());
    }

    /// The hyperbolic sine, in place.
    default Tensor sinh_() {
        return Pointwises.SINH.inPlace(self());
    }

    /// The hyperbolic cosine, in place.
    default Tensor cosh_() {
        return Pointwises.COSH.inPlace(self());
    }

    /// The hyperbolic tangent, in place.
    default Tensor tanh_() {
        return Pointwises.TANH.inPlace(self());
    }

    /// The logistic function, in place.
    default Tensor sigmoid_() {
        return Pointwises.SIGMOID.inPlace(self());
    }

    /// `max(x, 0)`, in place.
    default Tensor relu_() {
        return Pointwises.RELU.inPlace(self());
    }

    /// The error function, in place.
    default Tensor erf_() {
        return Pointwises.ERF.inPlace(self());
    }

    /// `1 - erf(x)`, in place.
    default Tensor erfc_() {
        return Pointwises.ERFC.inPlace(self());
    }

    /// The largest integer not above, in place.
    default Tensor floor_() {
        return Pointwises.FLOOR.inPlace(self());
    }

    /// The smallest integer not below, in place.
    default Tensor ceil_() {
        return Pointwises.CEIL.inPlace(self());
    }

    /// The nearest integer, halves to even, in place.
    default Tensor round_() {
        return Pointwises.ROUND.inPlace(self());
    }

    /// The integer part, in place.
    default Tensor trunc_() {
        return Pointwises.TRUNC.inPlace(self());
    }

    /// The quotient rounded down, in place.
    default Tensor floorDivide_(Tensor other) {
        return Pointwises.FLOOR_DIVIDE.inPlace(self(), other);
    }

    /// The quotient rounded down, in place.
    default Tensor floorDivide_(double other) {
        return Pointwises.FLOOR_DIVIDE.inPlace(self(), other);
    }

    /// The quotient rounded down, in place.
    default Tensor floorDivide_(long other) {
        return Pointwises.FLOOR_DIVIDE.inPlace(self(), other);
    }

    /// What [#floorDivide_] leaves, in place.
    default Tensor remainder_(Tensor other) {
        return Pointwises.REMAINDER.inPlace(self(), other);
    }

    /// What [#floorDivide_] leaves, in place.
    default Tensor remainder_(double other) {
        return Pointwises.REMAINDER.inPlace(self(), other);
    }

    /// What [#floorDivide_] leaves, in place.
    default Tensor remainder_(long other) {
        return Pointwises.REMAINDER.inPlace(self(), other);
    }

    /// The angle of the point `(other, this)`, in place.
    default Tensor atan2_(Tensor other) {
        return Pointwises.ATAN2.inPlace(self(), other);
    }

    /// The power, in place.
    default Tensor pow_(Tensor exponent) {
        return Pointwises.POW.inPlace(self(), exponent);
    }

    /// The power, in place.
    default Tensor pow_(double exponent) {
        return InPlace.apply("pow_", self(), x -> Pointwises.pow(x, exponent));
    }

    /// The power, in place.
    ///
    /// @throws IllegalArgumentException when an integer tensor is raised to a negative power
    default Tensor pow_(long exponent) {
        return InPlace.apply("pow_", self(), x -> Pointwises.pow(x, exponent));
    }

    /// Negative elements times `slope`, in place.
    default Tensor leakyRelu_(double slope) {
        return InPlace.apply("leakyRelu_", self(), x -> Pointwises.leakyRelu(x, slope));
    }

    /// Elements cut to `[min, max]`, in place.
    default Tensor clamp_(double min, double max) {
        return InPlace.apply("clamp_", self(), x -> Pointwises.clamp(x, min, max));
    }

    /// `value` where the mask is true, in place.
    default Tensor maskedFill_(Tensor mask, double value) {
        return InPlace.apply("maskedFill_", self(), mask, x -> Pointwises.maskedFill(x, mask, value));
    }
}
