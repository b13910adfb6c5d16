package dev.autograd;

import dev.autograd.op.pointwise.Binary;
import dev.autograd.op.pointwise.Calls;
import dev.autograd.op.pointwise.InPlace;
import dev.autograd.op.pointwise.Pointwises;
import dev.autograd.op.pointwise.Unary;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The in-place forms of [TensorPointwise]'s methods: each writes what the method without the `_` gives over this
/// tensor's elements, and returns this tensor. What is refused is said by [TensorInPlace]; a result that is of a floating
/// type does not fit into an integer tensor.
sealed interface TensorPointwiseInPlace permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    private Tensor apply(String name, Unary operator) {
        return InPlace.apply(name, self(), operator::of);
    }

    private Tensor apply(String name, Binary operator, Tensor other) {
        return InPlace.apply(name, self(), other, x -> operator.of(x, other));
    }

    private Tensor apply(String name, Binary operator, double other) {
        return InPlace.apply(name, self(), x -> operator.of(x, other));
    }

    private Tensor apply(String name, Binary operator, long other) {
        return InPlace.apply(name, self(), x -> operator.of(x, other));
    }

    /// The negative, in place.
    default Tensor neg_() {
        return apply("neg_", Pointwises.NEG);
    }

    /// The absolute value, in place.
    default Tensor abs_() {
        return apply("abs_", Pointwises.ABS);
    }

    /// -1, 0 or 1, in place.
    default Tensor sign_() {
        return apply("sign_", Pointwises.SIGN);
    }

    /// `e^x`, in place.
    default Tensor exp_() {
        return apply("exp_", Pointwises.EXP);
    }

    /// `e^x - 1`, in place.
    default Tensor expm1_() {
        return apply("expm1_", Pointwises.EXPM1);
    }

    /// The natural logarithm, in place.
    default Tensor log_() {
        return apply("log_", Pointwises.LOG);
    }

    /// `log(1 + x)`, in place.
    default Tensor log1p_() {
        return apply("log1p_", Pointwises.LOG1P);
    }

    /// The logarithm to base 2, in place.
    default Tensor log2_() {
        return apply("log2_", Pointwises.LOG2);
    }

    /// The logarithm to base 10, in place.
    default Tensor log10_() {
        return apply("log10_", Pointwises.LOG10);
    }

    /// The square root, in place.
    default Tensor sqrt_() {
        return apply("sqrt_", Pointwises.SQRT);
    }

    /// `1 / sqrt(x)`, in place.
    default Tensor rsqrt_() {
        return apply("rsqrt_", Pointwises.RSQRT);
    }

    /// `x * x`, in place.
    default Tensor square_() {
        return apply("square_", Pointwises.SQUARE);
    }

    /// `1 / x`, in place.
    default Tensor reciprocal_() {
        return apply("reciprocal_", Pointwises.RECIPROCAL);
    }

    /// The sine, in place.
    default Tensor sin_() {
        return apply("sin_", Pointwises.SIN);
    }

    /// The cosine, in place.
    default Tensor cos_() {
        return apply("cos_", Pointwises.COS);
    }

    /// The tangent, in place.
    default Tensor tan_() {
        return apply("tan_", Pointwises.TAN);
    }

    /// The arc sine, in place.
    default Tensor asin_() {
        return apply("asin_", Pointwises.ASIN);
    }

    /// The arc cosine, in place.
    default Tensor acos_() {
        return apply("acos_", Pointwises.ACOS);
    }

    /// The arc tangent, in place.
    default Tensor atan_() {
        return apply("atan_", Pointwises.ATAN);
    }

    /// The hyperbolic sine, in place.
    default Tensor sinh_() {
        return apply("sinh_", Pointwises.SINH);
    }

    /// The hyperbolic cosine, in place.
    default Tensor cosh_() {
        return apply("cosh_", Pointwises.COSH);
    }

    /// The hyperbolic tangent, in place.
    default Tensor tanh_() {
        return apply("tanh_", Pointwises.TANH);
    }

    /// The logistic function, in place.
    default Tensor sigmoid_() {
        return apply("sigmoid_", Pointwises.SIGMOID);
    }

    /// `max(x, 0)`, in place.
    default Tensor relu_() {
        return apply("relu_", Pointwises.RELU);
    }

    /// The error function, in place.
    default Tensor erf_() {
        return apply("erf_", Pointwises.ERF);
    }

    /// `1 - erf(x)`, in place.
    default Tensor erfc_() {
        return apply("erfc_", Pointwises.ERFC);
    }

    /// The largest integer not above, in place.
    default Tensor floor_() {
        return apply("floor_", Pointwises.FLOOR);
    }

    /// The smallest integer not below, in place.
    default Tensor ceil_() {
        return apply("ceil_", Pointwises.CEIL);
    }

    /// The nearest integer, halves to even, in place.
    default Tensor round_() {
        return apply("round_", Pointwises.ROUND);
    }

    /// The integer part, in place.
    default Tensor trunc_() {
        return apply("trunc_", Pointwises.TRUNC);
    }

    /// The quotient rounded down, in place.
    default Tensor floorDivide_(Tensor other) {
        return apply("floorDivide_", Pointwises.FLOOR_DIVIDE, other);
    }

    /// The quotient rounded down, in place.
    default Tensor floorDivide_(double other) {
        return apply("floorDivide_", Pointwises.FLOOR_DIVIDE, other);
    }

    /// The quotient rounded down, in place.
    default Tensor floorDivide_(long other) {
        return apply("floorDivide_", Pointwises.FLOOR_DIVIDE, other);
    }

    /// What [#floorDivide_] leaves, in place.
    default Tensor remainder_(Tensor other) {
        return apply("remainder_", Pointwises.REMAINDER, other);
    }

    /// What [#floorDivide_] leaves, in place.
    default Tensor remainder_(double other) {
        return apply("remainder_", Pointwises.REMAINDER, other);
    }

    /// What [#floorDivide_] leaves, in place.
    default Tensor remainder_(long other) {
        return apply("remainder_", Pointwises.REMAINDER, other);
    }

    /// The angle of the point `(other, this)`, in place.
    default Tensor atan2_(Tensor other) {
        return apply("atan2_", Pointwises.ATAN2, other);
    }

    /// The power, in place.
    default Tensor pow_(Tensor exponent) {
        return apply("pow_", Pointwises.POW, exponent);
    }

    /// The power, in place.
    default Tensor pow_(double exponent) {
        return InPlace.apply("pow_", self(), x -> Calls.pow(x, exponent));
    }

    /// The power, in place.
    ///
    /// @throws IllegalArgumentException when an integer tensor is raised to a negative power
    default Tensor pow_(long exponent) {
        return InPlace.apply("pow_", self(), x -> Calls.pow(x, exponent));
    }

    /// Adds `alpha other` in place.
    default Tensor add_(Tensor other, double alpha) {
        return InPlace.apply("add_", self(), other, x -> Calls.add(x, other, alpha));
    }

    /// Adds `alpha other` in place.
    default Tensor add_(Tensor other, long alpha) {
        return InPlace.apply("add_", self(), other, x -> Calls.add(x, other, alpha));
    }

    /// Subtracts `alpha other` in place.
    default Tensor sub_(Tensor other, double alpha) {
        return InPlace.apply("sub_", self(), other, x -> Calls.sub(x, other, alpha));
    }

    /// Subtracts `alpha other` in place.
    default Tensor sub_(Tensor other, long alpha) {
        return InPlace.apply("sub_", self(), other, x -> Calls.sub(x, other, alpha));
    }

    /// The quotient rounded to a whole number, in place.
    default Tensor div_(Tensor other, DivRounding rounding) {
        return InPlace.apply("div_", self(), other, x -> x.div(other, rounding));
    }

    /// The quotient rounded to a whole number, in place.
    default Tensor div_(double other, DivRounding rounding) {
        return InPlace.apply("div_", self(), x -> x.div(other, rounding));
    }

    /// The quotient rounded to a whole number, in place.
    default Tensor div_(long other, DivRounding rounding) {
        return InPlace.apply("div_", self(), x -> x.div(other, rounding));
    }

    /// The nearest number with that many decimals, in place.
    default Tensor round_(int decimals) {
        return InPlace.apply("round_", self(), x -> Calls.round(x, decimals));
    }

    /// Negative elements times `slope`, in place.
    default Tensor leakyRelu_(double slope) {
        return InPlace.apply("leakyRelu_", self(), x -> Calls.leakyRelu(x, slope));
    }

    /// Elements cut to `[min, max]`, in place.
    default Tensor clamp_(double min, double max) {
        return InPlace.apply("clamp_", self(), x -> Calls.clamp(x, min, max));
    }

    /// Elements cut to `[min, max]`, in place.
    default Tensor clamp_(long min, long max) {
        return InPlace.apply("clamp_", self(), x -> Calls.clamp(x, min, max));
    }

    /// Elements cut to what lies between those of two tensors, in place.
    ///
    /// @param min null for no lower bound
    /// @param max null for no upper bound
    default Tensor clamp_(@Nullable Tensor min, @Nullable Tensor max) {
        Tensor[] bounds = Stream.of(min, max).filter(Objects::nonNull).toArray(Tensor[]::new);
        return InPlace.apply("clamp_", self(), bounds, x -> Calls.clamp(x, min, max));
    }

    /// The larger of an element and its bound, in place.
    default Tensor clampMin_(Tensor min) {
        return apply("clampMin_", Pointwises.CLAMP_MIN, min);
    }

    /// The larger of an element and its bound, in place.
    default Tensor clampMin_(double min) {
        return apply("clampMin_", Pointwises.CLAMP_MIN, min);
    }

    /// The larger of an element and its bound, in place.
    default Tensor clampMin_(long min) {
        return apply("clampMin_", Pointwises.CLAMP_MIN, min);
    }

    /// The smaller of an element and its bound, in place.
    default Tensor clampMax_(Tensor max) {
        return apply("clampMax_", Pointwises.CLAMP_MAX, max);
    }

    /// The smaller of an element and its bound, in place.
    default Tensor clampMax_(double max) {
        return apply("clampMax_", Pointwises.CLAMP_MAX, max);
    }

    /// The smaller of an element and its bound, in place.
    default Tensor clampMax_(long max) {
        return apply("clampMax_", Pointwises.CLAMP_MAX, max);
    }

    /// `value` where the mask is true, in place.
    default Tensor maskedFill_(Tensor mask, double value) {
        return InPlace.apply("maskedFill_", self(), mask, x -> Calls.maskedFill(x, mask, value));
    }

    /// A scalar's value where the mask is true, in place.
    default Tensor maskedFill_(Tensor mask, Tensor value) {
        return InPlace.apply("maskedFill_", self(), new Tensor[] {mask, value}, x -> Calls.maskedFill(x, mask, value));
    }
}
