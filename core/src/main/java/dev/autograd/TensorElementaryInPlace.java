package dev.autograd;

import dev.autograd.op.pointwise.Elementary;
import dev.autograd.op.pointwise.InPlace;

/// The in-place forms of the methods of [TensorElementary] and [TensorTogether]: each writes what the
/// method without the `_` gives over this tensor's elements, and returns this tensor. What is refused is
/// said by [TensorInPlace].
sealed interface TensorElementaryInPlace permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The inverse of the hyperbolic sine, in place.
    default Tensor asinh_() {
        return InPlace.apply("asinh_", self(), Elementary.ASINH::of);
    }

    /// The inverse of the hyperbolic cosine, in place.
    default Tensor acosh_() {
        return InPlace.apply("acosh_", self(), Elementary.ACOSH::of);
    }

    /// The inverse of the hyperbolic tangent, in place.
    default Tensor atanh_() {
        return InPlace.apply("atanh_", self(), Elementary.ATANH::of);
    }

    /// 2 to the power of each element, in place.
    default Tensor exp2_() {
        return InPlace.apply("exp2_", self(), Elementary.EXP2::of);
    }

    /// What [Tensor#trunc()] cuts off, in place.
    default Tensor frac_() {
        return InPlace.apply("frac_", self(), Elementary.FRAC::of);
    }

    /// An angle in degrees as radians, in place.
    default Tensor deg2rad_() {
        return InPlace.apply("deg2rad_", self(), Elementary.DEG2RAD::of);
    }

    /// An angle in radians as degrees, in place.
    default Tensor rad2deg_() {
        return InPlace.apply("rad2deg_", self(), Elementary.RAD2DEG::of);
    }

    /// `sin(pi x) / (pi x)`, and 1 at 0, in place.
    default Tensor sinc_() {
        return InPlace.apply("sinc_", self(), Elementary.SINC::of);
    }

    /// The logarithm of the odds, `log(x / (1 - x))`, in place.
    default Tensor logit_() {
        return InPlace.apply("logit_", self(), Elementary.LOGIT::of);
    }

    /// The logarithm of the odds of elements cut to `[eps, 1 - eps]`, in place.
    default Tensor logit_(double eps) {
        return InPlace.apply("logit_", self(), x -> x.logit(eps));
    }

    /// Numbers for NaN and the infinities, in place.
    default Tensor nanToNum_() {
        return InPlace.apply("nanToNum_", self(), Tensor::nanToNum);
    }

    /// Numbers of choice for NaN and the infinities, in place.
    default Tensor nanToNum_(double nan, double posinf, double neginf) {
        return InPlace.apply("nanToNum_", self(), x -> x.nanToNum(nan, posinf, neginf));
    }

    /// What remains of the quotient cut off towards zero, in place.
    default Tensor fmod_(Tensor other) {
        return InPlace.apply("fmod_", self(), other, x -> x.fmod(other));
    }

    /// What remains of the quotient cut off towards zero, in place.
    default Tensor fmod_(double other) {
        return InPlace.apply("fmod_", self(), x -> x.fmod(other));
    }

    /// What remains of the quotient cut off towards zero, in place.
    default Tensor fmod_(long other) {
        return InPlace.apply("fmod_", self(), x -> x.fmod(other));
    }

    /// The length of the vector of two elements, in place.
    default Tensor hypot_(Tensor other) {
        return InPlace.apply("hypot_", self(), other, x -> x.hypot(other));
    }

    /// The size with the sign of another, in place.
    default Tensor copysign_(Tensor other) {
        return InPlace.apply("copysign_", self(), other, x -> x.copysign(other));
    }

    /// The size with the sign of another, in place.
    default Tensor copysign_(double other) {
        return InPlace.apply("copysign_", self(), x -> x.copysign(other));
    }

    /// `x log(other)`, in place.
    default Tensor xlogy_(Tensor other) {
        return InPlace.apply("xlogy_", self(), other, x -> x.xlogy(other));
    }

    /// `x log(other)`, in place.
    default Tensor xlogy_(double other) {
        return InPlace.apply("xlogy_", self(), x -> x.xlogy(other));
    }

    /// `x log(other)`, in place.
    default Tensor xlogy_(long other) {
        return InPlace.apply("xlogy_", self(), x -> x.xlogy(other));
    }

    /// 0, 1 or for zeros the other tensor's elements, in place.
    default Tensor heaviside_(Tensor other) {
        return InPlace.apply("heaviside_", self(), other, x -> x.heaviside(other));
    }

    /// `x 2^other`, in place.
    default Tensor ldexp_(Tensor other) {
        return InPlace.apply("ldexp_", self(), other, x -> x.ldexp(other));
    }

    /// The power, computed as float64, in place.
    default Tensor floatPower_(Tensor other) {
        return InPlace.apply("floatPower_", self(), other, x -> x.floatPower(other));
    }

    /// The point `weight` of the way to the other tensor's elements, in place.
    default Tensor lerp_(Tensor end, Tensor weight) {
        return InPlace.place("lerp_", self(), new Tensor[] {end, weight}, x -> x.lerp(end, weight));
    }

    /// The point `weight` of the way to the other tensor's elements, in place.
    default Tensor lerp_(Tensor end, double weight) {
        return InPlace.apply("lerp_", self(), end, x -> x.lerp(end, weight));
    }

    /// Adds `value a b` in place.
    default Tensor addcmul_(Tensor a, Tensor b, double value) {
        return InPlace.place("addcmul_", self(), new Tensor[] {a, b}, x -> x.addcmul(a, b, value));
    }

    /// Adds `value a / b` in place.
    default Tensor addcdiv_(Tensor a, Tensor b, double value) {
        return InPlace.place("addcdiv_", self(), new Tensor[] {a, b}, x -> x.addcdiv(a, b, value));
    }
}
