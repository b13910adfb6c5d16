package dev.autograd.torch;

import dev.autograd.Tensor;
import dev.autograd.op.fused.Reduction;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The arguments of one call under the names of its parameters. Remembers which a row has read: one that was given and
/// not read would have been ignored.
final class TorchArguments {
    private final TorchSignature signature;
    private final Map<String, @Nullable Object> values;
    private final Set<String> unread;

    TorchArguments(TorchSignature signature, Map<String, @Nullable Object> values, Set<String> given) {
        this.signature = signature;
        this.values = values;
        this.unread = new HashSet<>(given);
    }

    /// Whether the argument is not `None`, neither given nor by default.
    boolean has(String name) {
        return get(name) != null;
    }

    /// The argument as it was given, or its default.
    @Nullable
    Object get(String name) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException(signature.text() + " has no parameter " + name);
        }
        unread.remove(name);
        return values.get(name);
    }

    Tensor tensor(String name) {
        return (Tensor) value(name);
    }

    /// The tensor, or null where `None` stands.
    @Nullable
    Tensor tensorOrNull(String name) {
        return (@Nullable Tensor) get(name);
    }

    Tensor[] tensors(String name) {
        return ((List<?>) value(name)).stream().map(Tensor.class::cast).toArray(Tensor[]::new);
    }

    /// A Python number: [Long], [Double] or [Boolean].
    Object number(String name) {
        return value(name);
    }

    /// A number as a real one, whichever kind it is.
    double real(String name) {
        return TorchNumber.real(value(name));
    }

    int integer(String name) {
        return Math.toIntExact(integer64(name));
    }

    long integer64(String name) {
        return (Long) value(name);
    }

    /// Sizes, or whatever several ints are; one int is a list of one, `None` an empty list.
    long[] longs(String name) {
        return switch (get(name)) {
            case null -> new long[0];
            case Long one -> new long[] {one};
            case List<?> list -> list.stream().mapToLong(Long.class::cast).toArray();
            case Object other -> throw new IllegalArgumentException(name + " is no list of ints: " + other);
        };
    }

    /// Real numbers, or others where `None` stands.
    double[] realsOr(String name, double... otherwise) {
        return get(name) instanceof List<?> list
                ? list.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray()
                : otherwise;
    }

    /// Dimensions; none where `None` stands, which is how reductions here say "all".
    int[] dims(String name) {
        long[] wide = longs(name);
        int[] dims = new int[wide.length];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = Math.toIntExact(wide[i]);
        }
        return dims;
    }

    Shape shape(String name) {
        return Shape.of(longs(name));
    }

    /// How a loss is to be reduced.
    Reduction reduction() {
        String name = text("reduction");
        return switch (name) {
            case "none" -> Reduction.NONE;
            case "mean" -> Reduction.MEAN;
            case "sum" -> Reduction.SUM;
            default ->
                throw new IllegalArgumentException(
                        signature.name() + ": reduction must be none, mean or sum, but is " + name);
        };
    }

    /// The type asked for, or another where none is.
    DType dtypeOr(String name, DType otherwise) {
        return get(name) instanceof DType dtype ? dtype : otherwise;
    }

    /// A tensor made from nothing, on the `device` and with the `requires_grad` that are asked for.
    Tensor created(Tensor tensor) {
        Object device = get("device");
        if (device != null && !device.equals("cpu")) {
            throw new UnsupportedTorchCall(signature.name() + " knows no device but cpu, and not " + device);
        }
        return flag("requires_grad") ? tensor.requiresGrad_() : tensor;
    }

    /// Refuses an option that has no counterpart here, where it is on.
    void off(String name) {
        if (flag(name)) {
            throw new UnsupportedTorchCall(signature.name() + " has no " + name);
        }
    }

    boolean flag(String name) {
        return (Boolean) value(name);
    }

    String text(String name) {
        return (String) value(name);
    }

    DType dtype(String name) {
        return (DType) value(name);
    }

    /// Refuses arguments that were given and that the row has not asked for.
    ///
    /// @throws UnsupportedTorchCall when there are such
    void checkAllRead() {
        if (!unread.isEmpty()) {
            throw new UnsupportedTorchCall(
                    signature.name() + " does nothing with its argument " + String.join(", ", unread));
        }
    }

    private Object value(String name) {
        return Objects.requireNonNull(get(name), name);
    }
}
