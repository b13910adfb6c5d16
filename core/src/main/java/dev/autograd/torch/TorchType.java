package dev.autograd.torch;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The types that parameters of a signature have, by the words PyTorch's own schemas use for them.
enum TorchType {
    TENSOR(Tensor.class::isInstance),
    TENSORS(value -> value instanceof List<?> list && list.stream().allMatch(Tensor.class::isInstance)),
    /// A Python number.
    NUMBER(value -> value instanceof Long || value instanceof Double || value instanceof Boolean),
    INT(Long.class::isInstance),
    /// One int or several.
    INTS(value -> value instanceof Long
            || (value instanceof List<?> list && list.stream().allMatch(Long.class::isInstance))),
    FLOAT(value -> value instanceof Double || value instanceof Long),
    FLOATS(value -> value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)),
    BOOL(Boolean.class::isInstance),
    STR(String.class::isInstance),
    /// How much padding: ints, or a word such as `same`.
    PADDING(value -> value instanceof String || INTS.accepts(value)),
    DTYPE(DType.class::isInstance),
    ANY(_ -> true);

    private final Predicate<Object> test;

    TorchType(Predicate<Object> test) {
        this.test = test;
    }

    static TorchType named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean accepts(@Nullable Object value) {
        return value == null ? this == ANY : test.test(value);
    }
}
