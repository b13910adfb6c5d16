package dev.autograd.conformance.reference;

import dev.autograd.torch.UnsupportedTorchCall;
import dev.autograd.value.DType;

/// Types by PyTorch's names.
public final class DTypes {
    private DTypes() {}

    /// The type of that name.
    ///
    /// @throws UnsupportedTorchCall when there is no such type here
    public static DType named(String name) {
        for (DType dtype : DType.values()) {
            if (dtype.toString().equals(name)) {
                return dtype;
            }
        }
        throw new UnsupportedTorchCall("there is no type " + name);
    }
}
