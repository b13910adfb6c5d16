package dev.autograd.op;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// PyTorch's type promotion: tensors with dimensions decide; scalars (0-d tensors, then Java numbers) only count when
/// they are of a higher category (boolean, integer, floating) than what came before them.
public final class Promotion {
    private Promotion() {}

    /// The type in which tensors meet.
    public static DType of(Tensor... tensors) {
        DType first = tensors[0].dtype();
        boolean same = true;
        for (Tensor tensor : tensors) {
            same &= tensor.dtype() == first;
        }
        return same ? first : mixed(tensors);
    }

    private static DType mixed(Tensor[] tensors) {
        @Nullable DType dimensioned = null;
        @Nullable DType scalar = null;
        for (Tensor tensor : tensors) {
            DType dtype = tensor.dtype();
            if (tensor.dim() > 0) {
                dimensioned = dimensioned == null ? dtype : later(dimensioned, dtype);
            } else {
                scalar = scalar == null ? dtype : later(scalar, dtype);
            }
        }
        if (dimensioned == null || scalar == null) {
            return dimensioned == null ? Objects.requireNonNull(scalar) : dimensioned;
        }
        return scalar.category().compareTo(dimensioned.category()) > 0 ? scalar : dimensioned;
    }

    /// The type that holds the values of both.
    public static DType later(DType a, DType b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
