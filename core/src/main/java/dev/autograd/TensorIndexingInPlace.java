package dev.autograd;

import dev.autograd.op.pointwise.InPlace;
import dev.autograd.value.DType;

/// The in-place forms of those methods of [Tensor] that combine, pick or place elements: each writes what the method
/// without the `_` gives over this tensor's elements, and returns this tensor. What is refused is said by [TensorInPlace].
sealed interface TensorIndexingInPlace permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    private static Tensor[] all(Tensor... tensors) {
        return tensors;
    }

    /// Adds the product of two matrices in place.
    default Tensor addmm_(Tensor a, Tensor b) {
        return InPlace.apply("addmm_", self(), all(a, b), x -> x.addmm(a, b));
    }

    /// `beta` times this plus `alpha` times the product of two matrices, in place.
    default Tensor addmm_(Tensor a, Tensor b, double beta, double alpha) {
        return InPlace.apply("addmm_", self(), all(a, b), x -> x.addmm(a, b, beta, alpha));
    }

    /// Every element plus all before it along a dimension, in place.
    default Tensor cumsum_(int dim) {
        return InPlace.apply("cumsum_", self(), x -> x.cumsum(dim, x.dtype()));
    }

    /// Every element plus all before it along a dimension, computed in a type and converted back, in place.
    default Tensor cumsum_(int dim, DType dtype) {
        return InPlace.apply("cumsum_", self(), x -> x.cumsum(dim, dtype).to(x.dtype()));
    }

    /// Every element times all before it along a dimension, in place.
    default Tensor cumprod_(int dim) {
        return InPlace.apply("cumprod_", self(), x -> x.cumprod(dim, x.dtype()));
    }

    /// Every element times all before it along a dimension, computed in a type and converted back, in place.
    default Tensor cumprod_(int dim, DType dtype) {
        return InPlace.apply("cumprod_", self(), x -> x.cumprod(dim, dtype).to(x.dtype()));
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

    /// Adds `alpha source` at the given indices of a dimension.
    default Tensor indexAdd_(int dim, Tensor index, Tensor source, double alpha) {
        return InPlace.apply("indexAdd_", self(), all(source), x -> x.indexAdd(dim, index, source, alpha));
    }

    /// Adds `alpha source` at the given indices of a dimension.
    default Tensor indexAdd_(int dim, Tensor index, Tensor source, long alpha) {
        return InPlace.apply("indexAdd_", self(), all(source), x -> x.indexAdd(dim, index, source, alpha));
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
