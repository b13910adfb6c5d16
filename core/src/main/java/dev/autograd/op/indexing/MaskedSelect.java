package dev.autograd.op.indexing;

import dev.autograd.Tensor;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;

/// The elements where a mask is true, as a vector. Recorded as a selection from the flattened tensor, whose gradient is
/// added to the places the elements came from.
public final class MaskedSelect {
    private MaskedSelect() {}

    /// Tensor and mask broadcast to one shape first.
    ///
    /// @throws IllegalArgumentException when they do not, or the mask is not bool
    /// @throws IllegalStateException when the mask differs between the examples of `vmap`, and so does what it
    /// picks
    public static Tensor of(Tensor x, Tensor mask) {
        Check.that(
                mask.dtype() == DType.BOOL,
                () -> "maskedSelect: the mask " + mask.shape() + " must be bool, but is " + mask.dtype());
        Shape shape = Broadcast.shapes("maskedSelect", x.shape(), mask.shape());
        Nonzero.checkShared("maskedSelect", "mask", mask, "where or maskedFill");
        Tensor places = Nonzero.flat(mask.expand(shape));
        return IndexSelect.of("maskedSelect", x.expand(shape).reshape(-1), 0, places);
    }
}
