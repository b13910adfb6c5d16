package dev.autograd.optim;

import dev.autograd.kernel.Kernels;
import dev.autograd.kernel.OptimizerSteps;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// What the kernels of a step work on, by element type.
///
/// @param <P> the kind of piece
final class Pieces<P> {
    private final List<P> singles;
    private final List<P> doubles = new ArrayList<>(0);

    /// @param updates how many there will be
    Pieces(int updates) {
        singles = new ArrayList<>(updates);
    }

    /// Those that a parameter's piece belongs to.
    List<P> of(Update update) {
        return update.parameter().dtype() == DType.FLOAT64 ? doubles : singles;
    }

    /// Calls a kernel once for each element type that there is.
    void each(BiConsumer<OptimizerSteps<Object>, List<P>> kernel) {
        if (!singles.isEmpty()) {
            kernel.accept(Kernels.floating(DType.FLOAT32).optimizerSteps(), singles);
        }
        if (!doubles.isEmpty()) {
            kernel.accept(Kernels.floating(DType.FLOAT64).optimizerSteps(), doubles);
        }
    }
}
