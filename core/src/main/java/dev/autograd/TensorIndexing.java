package dev.autograd;

import dev.autograd.op.indexing.Gather;
import dev.autograd.op.indexing.GetItem;
import dev.autograd.op.indexing.IndexAdd;
import dev.autograd.op.indexing.IndexFill;
import dev.autograd.op.indexing.IndexSelect;
import dev.autograd.op.indexing.MaskedSelect;
import dev.autograd.op.indexing.Nonzero;
import dev.autograd.op.indexing.OneHot;
import dev.autograd.op.indexing.Put;
import dev.autograd.op.indexing.PutItem;
import dev.autograd.op.indexing.Scatter;
import dev.autograd.op.indexing.ScatterAdd;
import dev.autograd.op.indexing.Sort;
import dev.autograd.op.indexing.TakeAlongDim;

/// The methods of [Tensor] that pick or place elements by index. An index or a dimension that does not exist is an
/// [IndexOutOfBoundsException]; shapes and types that do not fit are an [IllegalArgumentException]. Both are noticed
/// before anything is computed. Index tensors are int64 or int32.
sealed interface TensorIndexing permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// What entries for the dimensions in order pick, as Python's `x[...]`. A view, unless there are index tensors
    /// among them: these broadcast, and their dimensions take the place of those they stand for, or come first when
    /// these are apart. The gradient of what is picked twice adds up.
    default Tensor index(Index... entries) {
        return GetItem.of(self(), entries);
    }

    /// A copy with values in the places that entries pick, as Python's `x[...] = value` on a clone. The value
    /// broadcasts; of several for one place the last stays.
    default Tensor indexPut(Tensor value, Index... entries) {
        return PutItem.of(self(), value, entries);
    }

    /// A copy with values added in the places that entries pick, as Python's `x[...] += value` on a clone. The
    /// value broadcasts; several for one place add up.
    default Tensor indexPutAdd(Tensor value, Index... entries) {
        return PutItem.add(self(), value, entries);
    }

    /// A copy with elements of `source` at positions of the flattened tensor, which count from the end when
    /// negative;
    /// of several for one position the last stays.
    ///
    /// @param source with as many elements as `index`
    default Tensor put(Tensor index, Tensor source) {
        return Put.of(self(), index, source);
    }

    /// A copy with elements of `source` added at positions of the flattened tensor; several for one add up.
    ///
    /// @param source with as many elements as `index`
    default Tensor putAdd(Tensor index, Tensor source) {
        return Put.add(self(), index, source);
    }

    /// A copy with one value at the given indices of a dimension, which count from the end when negative.
    ///
    /// @param index a vector
    default Tensor indexFill(int dim, Tensor index, double value) {
        return IndexFill.of(self(), dim, index, Tensor.scalar(value).to(self().dtype()));
    }

    /// A copy with one value at the given indices of a dimension.
    ///
    /// @param index a vector
    /// @param value a scalar of this tensor's type
    default Tensor indexFill(int dim, Tensor index, Tensor value) {
        return IndexFill.of(self(), dim, index, value);
    }

    /// The given indices of a dimension, in that order.
    ///
    /// @param index a vector
    default Tensor indexSelect(int dim, Tensor index) {
        return IndexSelect.of(self(), dim, index);
    }

    /// A copy with `source` added at the given indices of a dimension; one given twice is added to twice.
    ///
    /// @param index a vector
    /// @param source of this shape, but with as many indices of the dimension as `index` has
    default Tensor indexAdd(int dim, Tensor index, Tensor source) {
        return IndexAdd.of(self(), dim, index, source);
    }

    /// A copy with `alpha source` added at the given indices of a dimension.
    ///
    /// @param index a vector
    /// @param source of a floating type and of this shape, but with as many indices of the dimension as `index` has
    default Tensor indexAdd(int dim, Tensor index, Tensor source, double alpha) {
        return IndexAdd.of(self(), dim, index, source.mul(alpha));
    }

    /// A copy with `alpha source` added at the given indices of a dimension.
    ///
    /// @param index a vector
    /// @param source of this shape, but with as many indices of the dimension as `index` has
    default Tensor indexAdd(int dim, Tensor index, Tensor source, long alpha) {
        return IndexAdd.of(self(), dim, index, alpha == 1 ? source : source.mul(alpha));
    }

    /// For every element of `index` the element with the same coordinates, but the index in one dimension:
    /// `x[i][index[i][j]]` for dimension 1 of two.
    ///
    /// @param index with as many dimensions as this, and nowhere larger but in `dim`
    default Tensor gather(int dim, Tensor index) {
        return Gather.of(self(), dim, index);
    }

    /// As [#gather(int, Tensor)], where this and the index broadcast in all other dimensions, and negative indices
    /// count from the end.
    default Tensor takeAlongDim(Tensor index, int dim) {
        return TakeAlongDim.of(self(), index, dim);
    }

    /// A copy with elements of `source` written to where `index` points along a dimension; of several for one place
    /// the last stays.
    ///
    /// @param index with as many dimensions as this, nowhere larger than `source`, nor than this but in `dim`
    default Tensor scatter(int dim, Tensor index, Tensor source) {
        return Scatter.of(self(), dim, index, source);
    }

    /// A copy with one value written to where `index` points along a dimension.
    default Tensor scatter(int dim, Tensor index, double value) {
        return Scatter.of(self(), dim, index, value);
    }

    /// A copy with elements of `source` added to where `index` points along a dimension.
    ///
    /// @param index with as many dimensions as this, nowhere larger than `source`, nor than this but in `dim`
    default Tensor scatterAdd(int dim, Tensor index, Tensor source) {
        return ScatterAdd.of(self(), dim, index, source);
    }

    /// The elements where a mask is true, as a vector; both broadcast.
    default Tensor maskedSelect(Tensor mask) {
        return MaskedSelect.of(self(), mask);
    }

    /// The elements at positions in the flattened tensor, which count from the end when negative.
    default Tensor take(Tensor index) {
        return GetItem.of("take", self().reshape(-1), Index.of(index));
    }

    /// The coordinates of all elements that are true, or not 0: `(n, rank)`, int64.
    default Tensor nonzero() {
        return Nonzero.of(self());
    }

    /// The coordinates of all elements that are true, or not 0, a vector for each dimension, int64: what
    /// [#index] takes to pick these elements. A scalar counts as a vector of one.
    default Tensor[] nonzeroAsTuple() {
        return Nonzero.asTuple(self());
    }

    /// A vector with a single 1 for every element, which is a class from 0 to the largest there is: `(...,
    /// classes)`,
    /// int64.
    ///
    /// @throws IllegalArgumentException when there is no element
    default Tensor oneHot() {
        return OneHot.of(self());
    }

    /// A vector with a single 1 for every element, which is a class from 0 to `classes - 1`: `(..., classes)`,
    /// int64.
    default Tensor oneHot(int classes) {
        return OneHot.of(self(), classes);
    }

    /// Sorted along a dimension, smallest first. Stable; NaN counts as larger than every number.
    default ValuesAndIndices sort(int dim) {
        return Sort.ascending(self(), dim);
    }

    /// Sorted along a dimension, largest first. Stable; NaN counts as larger than every number.
    default ValuesAndIndices sortDescending(int dim) {
        return Sort.descending(self(), dim);
    }

    /// Where the elements of [#sort(int)] come from.
    default Tensor argsort(int dim) {
        return Sort.argsort(self(), dim);
    }

    /// Where the elements of [#sortDescending(int)] come from.
    default Tensor argsortDescending(int dim) {
        return Sort.argsortDescending(self(), dim);
    }

    /// The `k` largest elements of the last dimension, largest first.
    default ValuesAndIndices topk(int k) {
        return Sort.largest(self(), k, -1);
    }

    /// The `k` largest elements of a dimension, largest first.
    default ValuesAndIndices topk(int k, int dim) {
        return Sort.largest(self(), k, dim);
    }

    /// The `k` smallest elements of a dimension, smallest first.
    default ValuesAndIndices topkSmallest(int k, int dim) {
        return Sort.smallest(self(), k, dim);
    }
}
