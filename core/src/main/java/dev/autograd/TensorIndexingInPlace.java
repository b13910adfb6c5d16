package dev.autograd;

import dev.autograd.op.indexing.IndexAdd;
import dev.autograd.op.indexing.IndexFill;
import dev.autograd.op.indexing.Put;
import dev.autograd.op.indexing.PutItem;
import dev.autograd.op.indexing.Scatter;
import dev.autograd.op.indexing.ScatterAdd;
import dev.autograd.op.pointwise.InPlace;
import dev.autograd.value.DType;

/// The methods of [Tensor] that change elements that an index points to, and running sums, in place, and return the
/// tensor. They take what the methods of [TensorIndexing] without the `_` take and throw what those throw, and what is
/// said at [TensorInPlace].
sealed interface TensorIndexingInPlace permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// Python's `x[...] = value`: values in the places that entries pick. The value broadcasts; of several for one
    /// place the last stays.
    ///
    /// @param value of this tensor's type
    default Tensor indexPut_(Tensor value, Index... entries) {
        return PutItem.inPlace(self(), value, entries);
    }

    /// Python's `x[...] = value` with one number.
    default Tensor indexPut_(double value, Index... entries) {
        return PutItem.inPlace(self(), Tensor.scalar(value).to(self().dtype()), entries);
    }

    /// Python's `x.index_put_(..., accumulate=True)`: values added in the places that entries pick. The value
    /// broadcasts; several for one place add up.
    ///
    /// @param value of this tensor's type
    default Tensor indexPutAdd_(Tensor value, Index... entries) {
        return PutItem.addInPlace(self(), value, entries);
    }

    /// Elements of `source` at positions of the flattened tensor, which count from the end when negative.
    default Tensor put_(Tensor index, Tensor source) {
        return InPlace.place("put_", self(), source, x -> Put.of(x, index, source));
    }

    /// Elements of `source` added at positions of the flattened tensor, which count from the end when negative.
    default Tensor putAdd_(Tensor index, Tensor source) {
        return InPlace.place("putAdd_", self(), source, x -> Put.add(x, index, source));
    }

    /// Elements of `source` where `index` points along a dimension, as [Tensor#scatter(int, Tensor, Tensor)].
    default Tensor scatter_(int dim, Tensor index, Tensor source) {
        return InPlace.place("scatter_", self(), source, x -> Scatter.of(x, dim, index, source));
    }

    /// One value where `index` points along a dimension.
    default Tensor scatter_(int dim, Tensor index, double value) {
        return InPlace.apply("scatter_", self(), x -> Scatter.of(x, dim, index, value));
    }

    /// Elements of `source` added where `index` points along a dimension, as [Tensor#scatterAdd].
    default Tensor scatterAdd_(int dim, Tensor index, Tensor source) {
        return InPlace.place("scatterAdd_", self(), source, x -> ScatterAdd.of(x, dim, index, source));
    }

    /// `source` added at the given indices of a dimension, as [Tensor#indexAdd].
    default Tensor indexAdd_(int dim, Tensor index, Tensor source) {
        return InPlace.place("indexAdd_", self(), source, x -> IndexAdd.of(x, dim, index, source));
    }

    /// One value at the given indices of a dimension.
    default Tensor indexFill_(int dim, Tensor index, double value) {
        return indexFill_(dim, index, Tensor.scalar(value).to(self().dtype()));
    }

    /// One value at the given indices of a dimension.
    ///
    /// @param value a scalar of this tensor's type
    default Tensor indexFill_(int dim, Tensor index, Tensor value) {
        return InPlace.place("indexFill_", self(), value, x -> IndexFill.of(x, dim, index, value));
    }

    /// Every element plus all before it along a dimension.
    default Tensor cumsum_(int dim) {
        return InPlace.apply("cumsum_", self(), x -> x.cumsum(dim, x.dtype()));
    }

    /// Every element times all before it along a dimension.
    default Tensor cumprod_(int dim) {
        return InPlace.apply("cumprod_", self(), x -> x.cumprod(dim, x.dtype()));
    }

    /// Every element plus all before it along a dimension, computed in a type and converted back.
    default Tensor cumsum_(int dim, DType dtype) {
        return InPlace.apply("cumsum_", self(), x -> x.cumsum(dim, dtype).to(x.dtype()));
    }

    /// Every element times all before it along a dimension, computed in a type and converted back.
    default Tensor cumprod_(int dim, DType dtype) {
        return InPlace.apply("cumprod_", self(), x -> x.cumprod(dim, dtype).to(x.dtype()));
    }

    /// Adds `alpha` times the elements of `source` at the given indices of a dimension.
    default Tensor indexAdd_(int dim, Tensor index, Tensor source, double alpha) {
        return InPlace.place("indexAdd_", self(), source, x -> x.indexAdd(dim, index, source, alpha));
    }

    /// Adds `alpha` times the elements of `source` at the given indices of a dimension.
    default Tensor indexAdd_(int dim, Tensor index, Tensor source, long alpha) {
        return InPlace.place("indexAdd_", self(), source, x -> x.indexAdd(dim, index, source, alpha));
    }

    /// Adds the product of two matrices.
    default Tensor addmm_(Tensor a, Tensor b) {
        return addmm_(a, b, 1, 1);
    }

    /// `beta` times this plus `alpha` times the product of two matrices.
    default Tensor addmm_(Tensor a, Tensor b, double beta, double alpha) {
        return InPlace.place("addmm_", self(), new Tensor[] {a, b}, x -> x.addmm(a, b, beta, alpha));
    }
}
