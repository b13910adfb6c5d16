package dev.autograd.conformance.reference;

import dev.autograd.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of a call as Java values.
///
/// @param args the positional ones
/// @param kwargs those by name
public record BoundArguments(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
    /// The tensor at a position.
    ///
    /// @throws IllegalStateException when there is none
    public Tensor tensor(int position) {
        Object value = position < args.size() ? args.get(position) : null;
        if (value instanceof Tensor tensor) {
            return tensor;
        }
        throw new IllegalStateException("argument " + position + " must be a tensor, but is " + value);
    }

    /// These with another value at a position.
    public BoundArguments with(int position, Object value) {
        var changed = new ArrayList<@Nullable Object>(args);
        changed.set(position, value);
        return new BoundArguments(changed, kwargs);
    }

    /// These with one more value at the end.
    public BoundArguments and(Object value) {
        var changed = new ArrayList<@Nullable Object>(args);
        changed.add(value);
        return new BoundArguments(changed, kwargs);
    }

    /// These with one more value by name.
    public BoundArguments and(String name, Object value) {
        var changed = new LinkedHashMap<String, @Nullable Object>(kwargs);
        changed.put(name, value);
        return new BoundArguments(args, changed);
    }
}
