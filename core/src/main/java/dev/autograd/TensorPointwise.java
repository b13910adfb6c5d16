package dev.autograd;

import dev.autograd.op.pointwise.Calls;
import dev.autograd.op.pointwise.Pointwises;

/// The methods of [Tensor] that work element by element. Two tensors broadcast against each other as in NumPy and meet
/// in the common type of PyTorch's promotion rules; a shape that does not broadcast is an [IllegalArgumentException]
/// that names both.
sealed interface TensorPointwise permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The negative, `-x`.
    default Tensor neg() {
        return Pointwises.NEG.of(self());
    }

    /// The absolute value. Gradient `sign(x)`, 0 at 0.
    default Tensor abs() {
        return Pointwises.ABS.of(self());
    }

    /// -1, 0 or 1. Gradient 0.
    default Tensor sign() {
        return Pointwises.SIGN.of(self());
    }

    /// `e^x`.
    default Tensor exp() {
        return Pointwises.EXP.of(self());
    }

    /// `e^x - 1`, exact near 0.
    default Tensor expm1() {
        return Pointwises.EXPM1.of(self());
    }

    /// The natural logarithm; NaN for negative numbers.
    default Tensor log() {
        return Pointwises.LOG.of(self());
    }

    /// `log(1 + x)`, exact near 0.
    default Tensor log1p() {
        return Pointwises.LOG1P.of(self());
    }

    /// The logarithm to base 2.
    default Tensor log2() {
        return Pointwises.LOG2.of(self());
    }

    /// The logarithm to base 10.
    default Tensor log10() {
        return Pointwises.LOG10.of(self());
    }

    /// The square root; NaN for negative numbers.
    default Tensor sqrt() {
        return Pointwises.SQRT.of(self());
    }

    /// `1 / sqrt(x)`.
    default Tensor rsqrt() {
        return Pointwises.RSQRT.of(self());
    }

    /// `x * x`.
    default Tensor square() {
        return Pointwises.SQUARE.of(self());
    }

    /// `1 / x`.
    default Tensor reciprocal() {
        return Pointwises.RECIPROCAL.of(self());
    }

    /// The sine of an angle in radians.
    default Tensor sin() {
        return Pointwises.SIN.of(self());
    }

    /// The cosine of an angle in radians.
    default Tensor cos() {
        return Pointwises.COS.of(self());
    }

    /// The tangent of an angle in radians.
    default Tensor tan() {
        return Pointwises.TAN.of(self());
    }

    /// The arc sine, in radians.
    default Tensor asin() {
        return Pointwises.ASIN.of(self());
    }

    /// The arc cosine, in radians.
    default Tensor acos() {
        return Pointwises.ACOS.of(self());
    }

    /// The arc tangent, in radians.
    default Tensor atan() {
        return Pointwises.ATAN.of(self());
    }

    /// The hyperbolic sine.
    default Tensor sinh() {
        return Pointwises.SINH.of(self());
    }

    /// The hyperbolic cosine.
    default Tensor cosh() {
        return Pointwises.COSH.of(self());
    }

    /// The hyperbolic tangent.
    default Tensor tanh() {
        return Pointwises.TANH.of(self());
    }

    /// The logistic function `1 / (1 + e^-x)`.
    default Tensor sigmoid() {
        return Pointwises.SIGMOID.of(self());
    }

    /// `max(x, 0)`. Gradient 0 at 0.
    default Tensor relu() {
        return Pointwises.RELU.of(self());
    }

    /// `x * Phi(x)` with the normal distribution function `Phi` (Hendrycks and Gimpel, 2016), by erf.
    default Tensor gelu() {
        return Pointwises.GELU.of(self());
    }

    /// The approximation of [#gelu()] by tanh, from the same paper.
    default Tensor geluTanh() {
        return Pointwises.GELU_TANH.of(self());
    }

    /// `x * sigmoid(x)`.
    default Tensor silu() {
        return Pointwises.SILU.of(self());
    }

    /// The error function.
    default Tensor erf() {
        return Pointwises.ERF.of(self());
    }

    /// `1 - erf(x)`, exact for large x.
    default Tensor erfc() {
        return Pointwises.ERFC.of(self());
    }

    /// The largest integer not above. Gradient 0.
    default Tensor floor() {
        return Pointwises.FLOOR.of(self());
    }

    /// The smallest integer not below. Gradient 0.
    default Tensor ceil() {
        return Pointwises.CEIL.of(self());
    }

    /// The nearest integer, halves to even. Gradient 0.
    default Tensor round() {
        return Pointwises.ROUND.of(self());
    }

    /// The integer part. Gradient 0.
    default Tensor trunc() {
        return Pointwises.TRUNC.of(self());
    }

    /// Whether each element is NaN, as bool.
    default Tensor isnan() {
        return Pointwises.ISNAN.of(self());
    }

    /// Whether each element is infinite, as bool.
    default Tensor isinf() {
        return Pointwises.ISINF.of(self());
    }

    /// Whether each element is neither NaN nor infinite, as bool.
    default Tensor isfinite() {
        return Pointwises.ISFINITE.of(self());
    }

    /// Whether each element is zero, as bool.
    default Tensor logicalNot() {
        return Pointwises.LOGICAL_NOT.of(self());
    }

    /// The sum.
    default Tensor add(Tensor other) {
        return Pointwises.ADD.of(self(), other);
    }

    /// The sum.
    default Tensor add(double other) {
        return Pointwises.ADD.of(self(), other);
    }

    /// The sum.
    default Tensor add(long other) {
        return Pointwises.ADD.of(self(), other);
    }

    /// The difference.
    default Tensor sub(Tensor other) {
        return Pointwises.SUB.of(self(), other);
    }

    /// The difference.
    default Tensor sub(double other) {
        return Pointwises.SUB.of(self(), other);
    }

    /// The difference.
    default Tensor sub(long other) {
        return Pointwises.SUB.of(self(), other);
    }

    /// The product.
    default Tensor mul(Tensor other) {
        return Pointwises.MUL.of(self(), other);
    }

    /// The product.
    default Tensor mul(double other) {
        return Pointwises.MUL.of(self(), other);
    }

    /// The product.
    default Tensor mul(long other) {
        return Pointwises.MUL.of(self(), other);
    }

    /// The quotient; integers are divided as float32.
    default Tensor div(Tensor other) {
        return Pointwises.DIV.of(self(), other);
    }

    /// The quotient; integers are divided as float32.
    default Tensor div(double other) {
        return Pointwises.DIV.of(self(), other);
    }

    /// The quotient; integers are divided as float32.
    default Tensor div(long other) {
        return Pointwises.DIV.of(self(), other);
    }

    /// The quotient rounded down.
    default Tensor floorDivide(Tensor other) {
        return Pointwises.FLOOR_DIVIDE.of(self(), other);
    }

    /// The quotient rounded down.
    default Tensor floorDivide(double other) {
        return Pointwises.FLOOR_DIVIDE.of(self(), other);
    }

    /// The quotient rounded down.
    default Tensor floorDivide(long other) {
        return Pointwises.FLOOR_DIVIDE.of(self(), other);
    }

    /// What [#floorDivide] leaves; it has the divisor's sign.
    default Tensor remainder(Tensor other) {
        return Pointwises.REMAINDER.of(self(), other);
    }

    /// What [#floorDivide] leaves; it has the divisor's sign.
    default Tensor remainder(double other) {
        return Pointwises.REMAINDER.of(self(), other);
    }

    /// What [#floorDivide] leaves; it has the divisor's sign.
    default Tensor remainder(long other) {
        return Pointwises.REMAINDER.of(self(), other);
    }

    /// The power.
    default Tensor pow(Tensor other) {
        return Pointwises.POW.of(self(), other);
    }

    /// The power.
    default Tensor pow(double exponent) {
        return Calls.pow(self(), exponent);
    }

    /// The power.
    ///
    /// @throws IllegalArgumentException when an integer tensor is raised to a negative power
    default Tensor pow(long exponent) {
        return Calls.pow(self(), exponent);
    }

    /// The larger of two; NaN wins. On ties each takes half the gradient.
    default Tensor maximum(Tensor other) {
        return Pointwises.MAXIMUM.of(self(), other);
    }

    /// The smaller of two; NaN wins. On ties each takes half the gradient.
    default Tensor minimum(Tensor other) {
        return Pointwises.MINIMUM.of(self(), other);
    }

    /// The angle of the point `(other, this)`, in radians.
    default Tensor atan2(Tensor other) {
        return Pointwises.ATAN2.of(self(), other);
    }

    /// Whether elements are equal, as bool.
    default Tensor eq(Tensor other) {
        return Pointwises.EQ.of(self(), other);
    }

    /// Whether elements are equal, as bool.
    default Tensor eq(double other) {
        return Pointwises.EQ.of(self(), other);
    }

    /// Whether elements are equal, as bool.
    default Tensor eq(long other) {
        return Pointwises.EQ.of(self(), other);
    }

    /// Whether elements differ, as bool.
    default Tensor ne(Tensor other) {
        return Pointwises.NE.of(self(), other);
    }

    /// Whether elements differ, as bool.
    default Tensor ne(double other) {
        return Pointwises.NE.of(self(), other);
    }

    /// Whether elements differ, as bool.
    default Tensor ne(long other) {
        return Pointwises.NE.of(self(), other);
    }

    /// Whether elements are smaller, as bool.
    default Tensor lt(Tensor other) {
        return Pointwises.LT.of(self(), other);
    }

    /// Whether elements are smaller, as bool.
    default Tensor lt(double other) {
        return Pointwises.LT.of(self(), other);
    }

    /// Whether elements are smaller, as bool.
    default Tensor lt(long other) {
        return Pointwises.LT.of(self(), other);
    }

    /// Whether elements are smaller or equal, as bool.
    default Tensor le(Tensor other) {
        return Pointwises.LE.of(self(), other);
    }

    /// Whether elements are smaller or equal, as bool.
    default Tensor le(double other) {
        return Pointwises.LE.of(self(), other);
    }

    /// Whether elements are smaller or equal, as bool.
    default Tensor le(long other) {
        return Pointwises.LE.of(self(), other);
    }

    /// Whether elements are larger, as bool.
    default Tensor gt(Tensor other) {
        return Pointwises.GT.of(self(), other);
    }

    /// Whether elements are larger, as bool.
    default Tensor gt(double other) {
        return Pointwises.GT.of(self(), other);
    }

    /// Whether elements are larger, as bool.
    default Tensor gt(long other) {
        return Pointwises.GT.of(self(), other);
    }

    /// Whether elements are larger or equal, as bool.
    default Tensor ge(Tensor other) {
        return Pointwises.GE.of(self(), other);
    }

    /// Whether elements are larger or equal, as bool.
    default Tensor ge(double other) {
        return Pointwises.GE.of(self(), other);
    }

    /// Whether elements are larger or equal, as bool.
    default Tensor ge(long other) {
        return Pointwises.GE.of(self(), other);
    }

    /// Whether both are nonzero, as bool.
    default Tensor logicalAnd(Tensor other) {
        return Pointwises.LOGICAL_AND.of(self(), other);
    }

    /// Whether one is nonzero, as bool.
    default Tensor logicalOr(Tensor other) {
        return Pointwises.LOGICAL_OR.of(self(), other);
    }

    /// Whether exactly one is nonzero, as bool.
    default Tensor logicalXor(Tensor other) {
        return Pointwises.LOGICAL_XOR.of(self(), other);
    }

    /// Negative elements times `slope`, which is 0.01 in PyTorch by default.
    default Tensor leakyRelu(double slope) {
        return Calls.leakyRelu(self(), slope);
    }

    /// `log(1 + e^x)`, a smooth [#relu()].
    default Tensor softplus() {
        return Calls.softplus(self(), 1, 20);
    }

    /// `log(1 + e^(beta x)) / beta`, and x itself where `beta x` is above the threshold.
    default Tensor softplus(double beta, double threshold) {
        return Calls.softplus(self(), beta, threshold);
    }

    /// Elements cut to `[min, max]`; gradients flow where nothing was cut. Integers become float32.
    default Tensor clamp(double min, double max) {
        return Calls.clamp(self(), min, max);
    }

    /// `value` where the mask is true, this tensor's elements elsewhere. The result keeps this tensor's type.
    ///
    /// @throws IllegalArgumentException when the mask is not bool
    default Tensor maskedFill(Tensor mask, double value) {
        return Calls.maskedFill(self(), mask, value);
    }

    /// This tensor's elements where the condition is true, the other's elsewhere.
    ///
    /// @throws IllegalArgumentException when the condition is not bool
    default Tensor where(Tensor condition, Tensor other) {
        return Calls.where(condition, self(), other);
    }
}
