package dev.autograd.torch;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Modules, by PyTorch's names and with PyTorch's arguments.
public final class TorchModules {
    private static final Map<String, TorchModuleRow> ROWS = Stream.of(LayerModules.ROWS, LossModules.ROWS)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(row -> row.constructor().name(), Function.identity()));

    private TorchModules() {}

    /// Makes a module, in training mode and of float32.
    ///
    /// @param name as PyTorch writes it behind `torch.`: `nn.Linear`
    /// @param args the positional arguments
    /// @param kwargs the arguments by name
    /// @throws UnsupportedTorchCall when there is no such module here, or not with these arguments
    public static TorchModule create(String name, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        TorchModuleRow row = ROWS.get(name);
        if (row == null) {
            throw new UnsupportedTorchCall("there is no module " + name);
        }
        TorchArguments bound = row.constructor().bind(args, kwargs);
        if (bound == null) {
            throw new UnsupportedTorchCall(name + " is not made from " + TorchText.of(args, kwargs) + ", but "
                    + row.constructor().text());
        }
        return row.create(bound);
    }

    /// Whether there is a module of that name.
    public static boolean has(String name) {
        return ROWS.containsKey(name);
    }
}
