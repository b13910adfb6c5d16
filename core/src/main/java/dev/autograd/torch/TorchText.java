package dev.autograd.torch;

import dev.autograd.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Arguments as one reads them in a sentence: tensors by type and shape.
final class TorchText {
    private TorchText() {}

    static String of(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        Stream<String> positional = args.stream().map(TorchText::of);
        Stream<String> named = kwargs.entrySet().stream().map(e -> e.getKey() + "=" + of(e.getValue()));
        return Stream.concat(positional, named).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Tensor t -> t.dtype() + t.shape().toString();
            case String s -> "'" + s + "'";
            case List<?> list -> list.stream().map(TorchText::of).collect(Collectors.joining(", ", "[", "]"));
            case Object other -> other.toString();
        };
    }
}
