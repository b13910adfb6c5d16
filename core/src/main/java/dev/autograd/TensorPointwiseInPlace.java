package dev.autograd;

import dev.autograd.op.pointwise.Binary;
import dev.autograd.op.pointwise.InPlace;
import dev.autograd.op.pointwise.Pointwises;
import dev.autograd.op.pointwise.Unary;

/// The in-place forms of operators without settings: each writes what the method without the `_` gives over this tensor's
/// elements, and returns this tensor. What is refused is said by [TensorInPlace]; a result that is of a floating type does
/// not fit into an integer tensor.
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

    private static Tensor[] all(Tensor... tensors) {
        return tensors;
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

    /// Every element plus all before it along a dimension, in place.
    default Tensor cumsum_(int dim) {
        return InPlace.apply("cumsum_", self(), x -> x.cumsum(dim, x.dtype()));
    }

    /// Every element times all before it along a dimension, in place.
    default Tensor cumprod_(int dim) {
        return InPlace.apply("cumprod_", self(), x -> x.cumprod(dim, x.dtype()));
    }

    /// Puts values in the places that entries pick: Python's `x[...] = value`.
    default Tensor indexPut_(Tensor value, Index... entries) {
        return InPlace.apply("indexPut_", self(), all(value), x -> x.indexPut(value, entries));
    }

    /// Adds values in the places that entries pick; several for one place add up.
    default Tensor indexPutAdd_(Tensor value, Index... entries) {
        return InPlace.apply("indexPutAdd_", self(), all(value), x -> x.indexPutAdd(value, entries));
    }

    /// Adds `source` at the given indices of a dimension.
    default Tensor indexAdd_(int dim, Tensor index, Tensor source) {
        return InPlace.apply("indexAdd_", self(), all(source), x -> x.indexAdd(dim, index, source));
    }

    /// Writes elements of `source` to where `index` points along a dimension.
    default Tensor scatter_(int dim, Tensor index, Tensor source) {
        return InPlace.apply("scatter_", self(), all(source), x -> x.scatter(dim, index, source));
    }

    /// Writes one value to where `index` points along a dimension.
    default Tensor scatter_(int dim, Tensor index, double value) {
        return InPlace.apply("scatter_", self(), x -> x.scatter(dim, index, value));
    }

    /// Adds elements of `source` to where `index` points along a dimension.
    default Tensor scatterAdd_(int dim, Tensor index, Tensor source) {
        return InPlace.apply("scatterAdd_", self(), all(source), x -> x.scatterAdd(dim, index, source));
    }
}
