package dev.autograd.torch;

import dev.autograd.optim.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Learning-rate schedules, by PyTorch's names and with PyTorch's arguments.
public final class TorchSchedulers {
    /// The library has no schedules.
    private static final List<Row> TABLE = List.of();

    private static final Map<String, Row> ROWS = TABLE.stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.constructor().name(), Function.identity()));

    private TorchSchedulers() {}

    private record Row(TorchSignature constructor, BiFunction<Optimizer, TorchArguments, TorchScheduler> body) {}

    /// Makes a schedule, which sets the learning rates of the optimiser's groups for the first step.
    ///
    /// @param name as PyTorch writes it behind `torch.optim.lr_scheduler.`: `StepLR`
    /// @param optimizer what it steers
    /// @param kwargs the arguments behind the optimiser, by name; a function of the epoch is a
    /// [java.util.function.IntToDoubleFunction]
    /// @throws UnsupportedTorchCall when there is no such schedule here, or not with these arguments
    public static TorchScheduler create(String name, Optimizer optimizer, Map<String, @Nullable Object> kwargs) {
        Row row = ROWS.get(name);
        TorchArguments bound = row == null ? null : row.constructor().bind(List.of(), kwargs);
        if (row == null || bound == null) {
            throw new UnsupportedTorchCall("there is no schedule " + name + TorchText.of(List.of(), kwargs));
        }
        TorchScheduler scheduler = row.body().apply(optimizer, bound);
        bound.checkAllRead();
        return scheduler;
    }
}
