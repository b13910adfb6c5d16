package dev.autograd.engine;

import dev.autograd.Tensor;

/// Exchanges what leaves hold: for modules, whose parameters stay the same objects when their type changes.
public final class LeafData {
    private LeafData() {}

    /// Gives `leaf` the elements and the type of `data`, sharing its storage, and drops the gradient. Views
    /// of the leaf keep the old elements; backward through graphs that saved the leaf is refused where
    /// types differ.
    ///
    /// @throws IllegalArgumentException when `leaf` was computed on the tape or is a view, or the shapes differ
    public static void set(Tensor leaf, Tensor data) {
        if (!leaf.isLeaf() || leaf.isView()) {
            throw new IllegalArgumentException("LeafData: only a leaf that is no view can be given other elements, but "
                    + leaf.shape() + " is " + (leaf.isView() ? "a view" : "computed on the tape"));
        }
        if (!leaf.shape().equals(data.shape())) {
            throw new IllegalArgumentException(
                    "LeafData: a leaf of shape " + leaf.shape() + " cannot be given elements of shape " + data.shape());
        }
        leaf.setGrad(null);
        TensorAccess.get().setData(leaf, data.detach());
    }
}
