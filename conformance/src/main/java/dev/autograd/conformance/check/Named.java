package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.reference.BoundArguments;
import dev.autograd.value.DType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the message about a bad call can name: shapes and types of its tensors, and its other arguments.
final class Named {
    private Named() {}

    static Set<String> of(BoundArguments bound) {
        var names = new LinkedHashSet<String>();
        bound.args().forEach(value -> add(names, value));
        bound.kwargs().values().forEach(value -> add(names, value));
        return names;
    }

    private static void add(Set<String> names, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Tensor tensor -> {
                names.add(tensor.shape().toString());
                if (tensor.dim() == 0) {
                    names.add("scalar");
                }
                names.add(tensor.dtype().toString());
            }
            case List<?> list when list.isEmpty() -> names.add("at least one");
            case List<?> list -> list.forEach(element -> add(names, element));
            case Map<?, ?> map -> map.values().forEach(element -> add(names, element));
            case Double number -> {
                names.add(number.toString());
                if (number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE) {
                    names.add(Long.toString(number.longValue()));
                }
            }
            case Long number -> names.add(number.toString());
            case String text -> names.add(text);
            case DType dtype -> names.add(dtype.toString());
            case Object other -> names.add(other.toString());
        }
    }

    /// Whether one of the names stands in the message as a word of its own.
    static boolean isAnyIn(Set<String> names, String message) {
        return names.stream()
                .anyMatch(name -> Pattern.compile("(?<![\\w.])" + Pattern.quote(name) + "(?![\\w]|\\.\\d)")
                        .matcher(message)
                        .find());
    }
}
