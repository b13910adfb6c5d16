package dev.autograd;

import dev.autograd.op.pointwise.Elementary;
import dev.autograd.op.pointwise.Pointwises;
import dev.autograd.value.DType;

/// More methods of [Tensor] that combine elements of several tensors. Operands broadcast and meet in a
/// common type as those of [TensorPointwise].
sealed interface TensorTogether permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// What remains of the quotient cut off towards zero; it has the dividend's sign.
    default Tensor fmod(Tensor other) {
        return Elementary.FMOD.of(self(), other);
    }

    /// What remains of the quotient cut off towards zero; it has the dividend's sign.
    default Tensor fmod(double other) {
        return Elementary.FMOD.of(self(), other);
    }

    /// What remains of the quotient cut off towards zero; it has the dividend's sign.
    default Tensor fmod(long other) {
        return Elementary.FMOD.of(self(), other);
    }

    /// The length of the vector of two elements, without overflow on the way.
    default Tensor hypot(Tensor other) {
        return Elementary.HYPOT.of(self(), other);
    }

    /// The size of this tensor's elements with the sign of the other's. Gradient 0 at 0.
    default Tensor copysign(Tensor other) {
        return Elementary.COPYSIGN.of(self(), other);
    }

    /// The size of this tensor's elements with the sign of the other's. Gradient 0 at 0.
    default Tensor copysign(double other) {
        return Elementary.COPYSIGN.of(self(), other);
    }

    /// The larger of two; a number wins over NaN. On ties the gradient flows to this tensor.
    default Tensor fmax(Tensor other) {
        return Elementary.FMAX.of(self(), other);
    }

    /// The smaller of two; a number wins over NaN. On ties the gradient flows to this tensor.
    default Tensor fmin(Tensor other) {
        return Elementary.FMIN.of(self(), other);
    }

    /// `log(e^x + e^y)`, without overflow on the way.
    default Tensor logaddexp(Tensor other) {
        return Elementary.LOGADDEXP.of(self(), other);
    }

    /// `log2(2^x + 2^y)`, without overflow on the way.
    default Tensor logaddexp2(Tensor other) {
        return Elementary.LOGADDEXP2.of(self(), other);
    }

    /// `x log(y)`, and 0 where x is 0 unless y is NaN.
    default Tensor xlogy(Tensor other) {
        return Elementary.XLOGY.of(self(), other);
    }

    /// `x log(y)`, and 0 where x is 0 unless y is NaN.
    default Tensor xlogy(double other) {
        return Elementary.XLOGY.of(self(), other);
    }

    /// `x log(y)`, and 0 where x is 0 unless y is NaN.
    default Tensor xlogy(long other) {
        return Elementary.XLOGY.of(self(), other);
    }

    /// 0 for negative elements, 1 for positive ones, and the other tensor's for zeros.
    default Tensor heaviside(Tensor other) {
        return Elementary.HEAVISIDE.of(self(), other);
    }

    /// `x 2^other`.
    default Tensor ldexp(Tensor other) {
        return self().mul(other.exp2());
    }

    /// The power, computed as float64.
    default Tensor floatPower(Tensor exponent) {
        return Pointwises.POW.of(self().to(DType.FLOAT64), exponent.to(DType.FLOAT64));
    }

    /// The power, computed as float64.
    default Tensor floatPower(double exponent) {
        return Pointwises.pow(self().to(DType.FLOAT64), exponent);
    }

    /// The point `weight` of the way from this tensor's elements to the other's.
    ///
    /// @throws IllegalArgumentException when types differ or are not floating
    default Tensor lerp(Tensor end, Tensor weight) {
        return Elementary.lerp(self(), end, weight);
    }

    /// The point `weight` of the way from this tensor's elements to the other's.
    ///
    /// @throws IllegalArgumentException when types differ or are not floating
    default Tensor lerp(Tensor end, double weight) {
        return Elementary.lerp(self(), end, weight);
    }

    /// `this + a b`.
    default Tensor addcmul(Tensor a, Tensor b) {
        return Elementary.addcmul(self(), a, b, 1);
    }

    /// `this + value a b`.
    default Tensor addcmul(Tensor a, Tensor b, double value) {
        return Elementary.addcmul(self(), a, b, value);
    }

    /// `this + a / b`.
    ///
    /// @throws IllegalArgumentException when no operand is of a floating type
    default Tensor addcdiv(Tensor a, Tensor b) {
        return Elementary.addcdiv(self(), a, b, 1);
    }

    /// `this + value a / b`.
    ///
    /// @throws IllegalArgumentException when no operand is of a floating type
    default Tensor addcdiv(Tensor a, Tensor b, double value) {
        return Elementary.addcdiv(self(), a, b, value);
    }

    /// Whether elements are within `1e-8 + 1e-5 |other|` of each other, as bool; NaN is close to nothing.
    ///
    /// @throws IllegalArgumentException when types differ
    default Tensor isclose(Tensor other) {
        return Elementary.isclose(self(), other, 1e-5, 1e-8);
    }

    /// Whether elements are within `atol + rtol |other|` of each other, as bool; NaN is close to nothing.
    ///
    /// @throws IllegalArgumentException when types differ, or a tolerance is negative
    default Tensor isclose(Tensor other, double rtol, double atol) {
        return Elementary.isclose(self(), other, rtol, atol);
    }

    /// As [#isclose(Tensor, double, double)], where NaN is close to NaN.
    ///
    /// @throws IllegalArgumentException when types differ, or a tolerance is negative
    default Tensor iscloseEqualNan(Tensor other, double rtol, double atol) {
        Tensor bothNan = self().isnan().logicalAnd(other.isnan());
        return Elementary.isclose(self(), other, rtol, atol).logicalOr(bothNan);
    }
}
