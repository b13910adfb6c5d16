package dev.autograd.engine;

import dev.autograd.Tensor;

/// Keeps what operators save, in another form than as the tensors themselves.
interface Keeper {
    /// Keeps a tensor that an operator saves.
    ///
    /// @return what stands for it
    Object keep(SavedPlace place, Tensor tensor);

    /// The tensor that something stands for; its place on the tape is not this one's business.
    Tensor give(SavedPlace place, Object kept);

    /// Lets go of something that stands for a tensor.
    void drop(SavedPlace place, Object kept);
}
