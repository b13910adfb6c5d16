package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Region;

/// How long the memory of tensors lasts.
public final class Lifetime {
    private Lifetime() {}

    /// Lets a tensor outlive a region; inside a map all of its examples.
    public static void keep(Region region, Tensor tensor) {
        region.keep(TensorAccess.get().storage(tensor));
    }
}
