package dev.autograd.op.indexing;

import dev.autograd.Index;
import dev.autograd.Tensor;
import dev.autograd.op.Check;

/// Values at positions of the flattened tensor, as `torch.put`: recorded as [PutItem].
public final class Put {
    private Put() {}

    /// A copy of `x` with elements of `source` at the positions, which count from the end when negative; of
    /// several for one position the last stays.
    ///
    /// @throws IllegalArgumentException when index and source differ in their number of elements, or types do not
    /// fit
    /// @throws IndexOutOfBoundsException when a position is outside the tensor
    public static Tensor of(Tensor x, Tensor index, Tensor source) {
        check("put", index, source);
        return PutItem.of("put", x.reshape(-1), source.reshape(-1), Index.of(index.reshape(-1)))
                .reshape(x.shape());
    }

    /// A copy of `x` with elements of `source` added at the positions; several for one position add up.
    ///
    /// @throws IllegalArgumentException when index and source differ in their number of elements, or types do not
    /// fit
    /// @throws IndexOutOfBoundsException when a position is outside the tensor
    public static Tensor add(Tensor x, Tensor index, Tensor source) {
        check("putAdd", index, source);
        return PutItem.add("putAdd", x.reshape(-1), source.reshape(-1), Index.of(index.reshape(-1)))
                .reshape(x.shape());
    }

    private static void check(String op, Tensor index, Tensor source) {
        Check.index(op, "index", index);
        Check.that(
                index.numel() == source.numel(),
                () -> op + ": index " + index.shape() + " and source " + source.shape()
                        + " must have as many elements, but have " + index.numel() + " and " + source.numel());
    }
}
