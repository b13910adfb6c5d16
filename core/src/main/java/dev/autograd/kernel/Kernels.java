package dev.autograd.kernel;

import dev.autograd.kernel.parallel.ParallelBackend;
import dev.autograd.kernel.parallel.Workers;
import dev.autograd.value.DType;

/// The kernels of this process by element type. An operator passes arrays as it finds them in storages, as `Object`:
/// that they are of the type it asked for is checked by the kernel's own cast.
public final class Kernels {
    private static final Backend BACKEND = ParallelBackend.of(Backends.current(), Workers.shared());

    private Kernels() {}

    /// The kernels of float32 or float64.
    @SuppressWarnings("unchecked") // a kernel casts the arrays it is given to its own type
    public static FloatingKernels<Object> floating(DType dtype) {
        FloatingKernels<?> kernels = switch (dtype) {
            case FLOAT32 -> BACKEND.float32();
            case FLOAT64 -> BACKEND.float64();
            default -> throw new IllegalArgumentException("no floating kernels of " + dtype);
        };
        return (FloatingKernels<Object>) kernels;
    }

    /// The reductions of any type but bool; sums and products of integers go to `long[]`.
    @SuppressWarnings("unchecked") // as above
    public static Reductions<Object, Object> reductions(DType dtype) {
        Reductions<?, ?> reductions = switch (dtype) {
            case INT32 -> BACKEND.int32().reductions();
            case INT64 -> BACKEND.int64().reductions();
            case FLOAT32 -> BACKEND.float32().reductions();
            case FLOAT64 -> BACKEND.float64().reductions();
            case BOOL -> throw new IllegalArgumentException("bool has reductions of its own");
        };
        return (Reductions<Object, Object>) reductions;
    }

    /// The sorting of any type but bool.
    @SuppressWarnings("unchecked") // as above
    public static Sort<Object> sort(DType dtype) {
        Sort<?> sort = switch (dtype) {
            case INT32 -> BACKEND.int32().sort();
            case INT64 -> BACKEND.int64().sort();
            case FLOAT32 -> BACKEND.float32().sort();
            case FLOAT64 -> BACKEND.float64().sort();
            case BOOL -> throw new IllegalArgumentException("bools are sorted as int32");
        };
        return (Sort<Object>) sort;
    }

    /// The reductions of bool.
    public static BoolReductions bool() {
        return BACKEND.bool();
    }
}
