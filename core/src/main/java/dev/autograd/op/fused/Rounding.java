package dev.autograd.op.fused;

import dev.autograd.kernel.Pool2dShape;

/// What pooling does with elements at the end that do not fill a window.
public enum Rounding {
    /// They are left out.
    FLOOR,
    /// They get a window of their own, as long as it starts inside the input or the padding before it: PyTorch's
    /// `ceil_mode`.
    CEIL;

    Pool2dShape.Rounding kernel() {
        return switch (this) {
            case FLOOR -> Pool2dShape.Rounding.FLOOR;
            case CEIL -> Pool2dShape.Rounding.CEIL;
        };
    }
}
