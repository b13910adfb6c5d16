package dev.autograd;

import dev.autograd.op.pointwise.Calls;
import dev.autograd.op.pointwise.InPlace;
import dev.autograd.op.pointwise.Pointwises;
import dev.autograd.value.DType;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The in-place forms of operators with settings: each writes what the method without the `_` gives over this tensor's
/// elements, and returns this tensor. What is refused is said by [TensorInPlace].
sealed interface TensorInPlaceOptions permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    private static Tensor[] all(Tensor... tensors) {
        return tensors;
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
        return InPlace.place("clamp_", self(), bounds, x -> Calls.clamp(x, min, max));
    }

    /// The larger of an element and its bound, in place.
    default Tensor clampMin_(Tensor min) {
        return InPlace.apply("clampMin_", self(), min, x -> Pointwises.CLAMP_MIN.of(x, min));
    }

    /// The larger of an element and its bound, in place.
    default Tensor clampMin_(double min) {
        return InPlace.apply("clampMin_", self(), x -> Pointwises.CLAMP_MIN.of(x, min));
    }

    /// The larger of an element and its bound, in place.
    default Tensor clampMin_(long min) {
        return InPlace.apply("clampMin_", self(), x -> Pointwises.CLAMP_MIN.of(x, min));
    }

    /// The smaller of an element and its bound, in place.
    default Tensor clampMax_(Tensor max) {
        return InPlace.apply("clampMax_", self(), max, x -> Pointwises.CLAMP_MAX.of(x, max));
    }

    /// The smaller of an element and its bound, in place.
    default Tensor clampMax_(double max) {
        return InPlace.apply("clampMax_", self(), x -> Pointwises.CLAMP_MAX.of(x, max));
    }

    /// The smaller of an element and its bound, in place.
    default Tensor clampMax_(long max) {
        return InPlace.apply("clampMax_", self(), x -> Pointwises.CLAMP_MAX.of(x, max));
    }

    /// A scalar's value where the mask is true, in place.
    default Tensor maskedFill_(Tensor mask, Tensor value) {
        return InPlace.place("maskedFill_", self(), new Tensor[] {mask, value}, x -> Calls.maskedFill(x, mask, value));
    }

    /// Adds the product of two matrices in place.
    default Tensor addmm_(Tensor a, Tensor b) {
        return InPlace.place("addmm_", self(), all(a, b), x -> x.addmm(a, b));
    }

    /// `beta` times this plus `alpha` times the product of two matrices, in place.
    default Tensor addmm_(Tensor a, Tensor b, double beta, double alpha) {
        return InPlace.place("addmm_", self(), all(a, b), x -> x.addmm(a, b, beta, alpha));
    }

    /// Every element plus all before it along a dimension, computed in a type and converted back, in place.
    default Tensor cumsum_(int dim, DType dtype) {
        return InPlace.apply("cumsum_", self(), x -> x.cumsum(dim, dtype).to(x.dtype()));
    }

    /// Every element times all before it along a dimension, computed in a type and converted back, in place.
    default Tensor cumprod_(int dim, DType dtype) {
        return InPlace.apply("cumprod_", self(), x -> x.cumprod(dim, dtype).to(x.dtype()));
    }

    /// Adds `alpha source` at the given indices of a dimension.
    default Tensor indexAdd_(int dim, Tensor index, Tensor source, double alpha) {
        return InPlace.place("indexAdd_", self(), all(source), x -> x.indexAdd(dim, index, source, alpha));
    }

    /// Adds `alpha source` at the given indices of a dimension.
    default Tensor indexAdd_(int dim, Tensor index, Tensor source, long alpha) {
        return InPlace.place("indexAdd_", self(), all(source), x -> x.indexAdd(dim, index, source, alpha));
    }
}
