package dev.autograd;

import dev.autograd.op.Check;
import dev.autograd.op.pointwise.Elementary;
import dev.autograd.value.DType;

/// More methods of [Tensor] that work on each element by itself.
sealed interface TensorElementary permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The inverse of the hyperbolic sine.
    default Tensor asinh() {
        return Elementary.ASINH.of(self());
    }

    /// The inverse of the hyperbolic cosine; NaN below 1.
    default Tensor acosh() {
        return Elementary.ACOSH.of(self());
    }

    /// The inverse of the hyperbolic tangent; NaN beyond 1 and -1.
    default Tensor atanh() {
        return Elementary.ATANH.of(self());
    }

    /// 2 to the power of each element.
    default Tensor exp2() {
        return Elementary.EXP2.of(self());
    }

    /// What [Tensor#trunc()] cuts off; it has the sign of the element. Gradient 1.
    default Tensor frac() {
        return Elementary.FRAC.of(self());
    }

    /// An angle in degrees as radians.
    default Tensor deg2rad() {
        return Elementary.DEG2RAD.of(self());
    }

    /// An angle in radians as degrees.
    default Tensor rad2deg() {
        return Elementary.RAD2DEG.of(self());
    }

    /// `sin(pi x) / (pi x)`, and 1 at 0.
    default Tensor sinc() {
        return Elementary.SINC.of(self());
    }

    /// The logarithm of the odds, `log(x / (1 - x))`; NaN outside [0, 1].
    default Tensor logit() {
        return Elementary.LOGIT.of(self());
    }

    /// [#logit()] of elements cut to `[eps, 1 - eps]`, with gradient 0 where they were cut.
    default Tensor logit(double eps) {
        return Elementary.logit(self(), eps);
    }

    /// The angle in the complex plane: pi for negative elements, else 0. Gradient 0.
    default Tensor angle() {
        return Elementary.ANGLE.of(self());
    }

    /// This tensor.
    ///
    /// @throws IllegalArgumentException when it is bool
    default Tensor positive() {
        Check.that(self().dtype() != DType.BOOL, () -> "positive: a bool tensor " + self().shape() + " is no number");
        return self();
    }

    /// Whether the sign of each element is negative, also that of a zero or NaN, as bool.
    default Tensor signbit() {
        return Elementary.signbit(self());
    }

    /// Whether each element is positive infinity, as bool.
    default Tensor isposinf() {
        return Elementary.ISPOSINF.of(self());
    }

    /// Whether each element is negative infinity, as bool.
    default Tensor isneginf() {
        return Elementary.ISNEGINF.of(self());
    }

    /// 0 for NaN, and the largest and smallest number of the type for the infinities. Gradient 0 there.
    default Tensor nanToNum() {
        double most = self().dtype() == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        return Elementary.nanToNum(self(), 0, most, -most);
    }

    /// Numbers of choice for NaN and the infinities. Gradient 0 there.
    default Tensor nanToNum(double nan, double posinf, double neginf) {
        return Elementary.nanToNum(self(), nan, posinf, neginf);
    }
}
