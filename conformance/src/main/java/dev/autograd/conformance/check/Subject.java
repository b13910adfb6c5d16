package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of a case: its inputs, and the call that may be made once.
interface Subject {
    /// An input, of which gradients are asked.
    Tensor input(String name);

    /// What the call returns.
    @Nullable
    Object call();

    /// The tensors among what a call returned, depth first.
    static List<?> flat(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().flatMap(element -> flat(element).stream()).toList();
        }
        return value == null ? List.of() : List.of(value);
    }
}
