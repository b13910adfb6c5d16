package dev.autograd;

import dev.autograd.op.pointwise.InPlace;
import dev.autograd.op.pointwise.Pointwises;

/// The methods of [Tensor] that work element by element in place and return the tensor: what the methods of
/// [TensorPointwise] without the `_` compute is written over its values, and it takes the result's place on the tape.
/// Of
/// a view the base and all its other views change with it, values and gradients.
///
/// An operand broadcasts to this tensor's shape and must have a type that fits into this one's, or an
/// [IllegalArgumentException] says so; so does it when several elements of this tensor share one place in memory. While
/// gradients are recorded, a leaf that requires one, a view of such a leaf, and a view that was made under
/// [Autograd#noGrad()] of a tensor on the tape refuse to be changed with an [IllegalStateException]; so does an
/// [inference tensor][Tensor#isInference()] outside its mode. Nothing has changed then.
sealed interface TensorInPlace permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// Adds in place.
    default Tensor add_(Tensor other) {
        return Pointwises.ADD.inPlace(self(), other);
    }

    /// Adds in place.
    default Tensor add_(double other) {
        return Pointwises.ADD.inPlace(self(), other);
    }

    /// Adds in place, which leaves an integer tensor one.
    default Tensor add_(long other) {
        return Pointwises.ADD.inPlace(self(), other);
    }

    /// Subtracts in place.
    default Tensor sub_(Tensor other) {
        return Pointwises.SUB.inPlace(self(), other);
    }

    /// Subtracts in place.
    default Tensor sub_(double other) {
        return Pointwises.SUB.inPlace(self(), other);
    }

    /// Subtracts in place, which leaves an integer tensor one.
    default Tensor sub_(long other) {
        return Pointwises.SUB.inPlace(self(), other);
    }

    /// Multiplies in place.
    default Tensor mul_(Tensor other) {
        return Pointwises.MUL.inPlace(self(), other);
    }

    /// Multiplies in place.
    default Tensor mul_(double other) {
        return Pointwises.MUL.inPlace(self(), other);
    }

    /// Multiplies in place, which leaves an integer tensor one.
    default Tensor mul_(long other) {
        return Pointwises.MUL.inPlace(self(), other);
    }

    /// Divides in place.
    default Tensor div_(Tensor other) {
        return Pointwises.DIV.inPlace(self(), other);
    }

    /// Divides in place.
    default Tensor div_(double other) {
        return Pointwises.DIV.inPlace(self(), other);
    }

    /// Divides in place; an integer tensor refuses, since quotients are fractions.
    default Tensor div_(long other) {
        return Pointwises.DIV.inPlace(self(), other);
    }

    /// Divides and rounds down in place.
    default Tensor floorDivide_(Tensor other) {
        return Pointwises.FLOOR_DIVIDE.inPlace(self(), other);
    }

    /// Divides and rounds down in place.
    default Tensor floorDivide_(double other) {
        return Pointwises.FLOOR_DIVIDE.inPlace(self(), other);
    }

    /// Divides and rounds down in place, which leaves an integer tensor one.
    default Tensor floorDivide_(long other) {
        return Pointwises.FLOOR_DIVIDE.inPlace(self(), other);
    }

    /// What [#floorDivide_] leaves, in place; it has the divisor's sign.
    default Tensor remainder_(Tensor other) {
        return Pointwises.REMAINDER.inPlace(self(), other);
    }

    /// What [#floorDivide_] leaves, in place; it has the divisor's sign.
    default Tensor remainder_(double other) {
        return Pointwises.REMAINDER.inPlace(self(), other);
    }

    /// What [#floorDivide_] leaves, in place; it has the divisor's sign.
    default Tensor remainder_(long other) {
        return Pointwises.REMAINDER.inPlace(self(), other);
    }

    /// Raises to a power in place.
    default Tensor pow_(Tensor other) {
        return Pointwises.POW.inPlace(self(), other);
    }

    /// Raises to a power in place.
    default Tensor pow_(double exponent) {
        return InPlace.apply("pow_", self(), x -> Pointwises.pow(x, exponent));
    }

    /// Raises to a power in place.
    ///
    /// @throws IllegalArgumentException when an integer tensor is raised to a negative power
    default Tensor pow_(long exponent) {
        return InPlace.apply("pow_", self(), x -> Pointwises.pow(x, exponent));
    }

    /// The angle of the point `(other, this)` in radians, in place.
    default Tensor atan2_(Tensor other) {
        return Pointwises.ATAN2.inPlace(self(), other);
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

    /// `x * x`, in place.
    default Tensor square_() {
        return Pointwises.SQUARE.inPlace(self());
    }

    /// `1 / x`, in place.
    default Tensor reciprocal_() {
        return Pointwises.RECIPROCAL.inPlace(self());
    }

    /// The square root, in place.
    default Tensor sqrt_() {
        return Pointwises.SQRT.inPlace(self());
    }

    /// `1 / sqrt(x)`, in place.
    default Tensor rsqrt_() {
        return Pointwises.RSQRT.inPlace(self());
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

    /// Negative elements times `slope`, in place.
    default Tensor leakyRelu_(double slope) {
        return InPlace.apply("leakyRelu_", self(), x -> Pointwises.leakyRelu(x, slope));
    }

    /// Elements cut to `[min, max]`, in place.
    default Tensor clamp_(double min, double max) {
        return InPlace.apply("clamp_", self(), x -> Pointwises.clamp(x, min, max));
    }

    /// `value` where the mask is true, in place. The mask broadcasts to this tensor's shape.
    ///
    /// @throws IllegalArgumentException when the mask is not bool or does not broadcast to this tensor's shape
    default Tensor maskedFill_(Tensor mask, double value) {
        return InPlace.apply("maskedFill_", self(), mask, x -> Pointwises.maskedFill(x, mask, value));
    }

    /// Takes over another tensor's values, broadcast and converted.
    default Tensor copy_(Tensor other) {
        return InPlace.copy("copy_", self(), other);
    }

    /// Sets every element.
    default Tensor fill_(double value) {
        return InPlace.fill("fill_", self(), value);
    }

    /// Sets every element to the value of a scalar tensor, converted.
    ///
    /// @throws IllegalArgumentException when it is no scalar
    default Tensor fill_(Tensor value) {
        return InPlace.fill("fill_", self(), value);
    }

    /// Sets every element to 0.
    default Tensor zero_() {
        return InPlace.fill("zero_", self(), 0);
    }
}
