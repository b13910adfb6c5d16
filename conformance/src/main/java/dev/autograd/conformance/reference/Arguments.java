package dev.autograd.conformance.reference;

import dev.autograd.Tensor;
import dev.autograd.torch.UnsupportedTorchCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of a call as a file holds them: tensors stand by name, and what JSON lacks as an object with one
/// member that begins with `$`.
public record Arguments(List<Field> positional, Map<String, Field> named) {
    /// No arguments.
    public static final Arguments NONE = new Arguments(List.of(), Map.of());

    /// Gives the tensor of a name.
    @FunctionalInterface
    public interface Tensors {
        /// The tensor.
        ///
        /// @throws IOException when the files are not as they should be
        Tensor get(String name) throws IOException;
    }

    /// The arguments with these tensors.
    ///
    /// @throws IOException when a marker is unknown or a tensor cannot be had
    /// @throws UnsupportedTorchCall when a type is asked for that there is not
    public BoundArguments bind(Tensors tensors) throws IOException {
        var markers = new Markers(tensors);
        var args = new ArrayList<@Nullable Object>();
        for (Field field : positional) {
            if (!Markers.isIgnored(field.node())) {
                args.add(markers.value(field));
            }
        }
        var kwargs = new LinkedHashMap<String, @Nullable Object>();
        for (Map.Entry<String, Field> entry : named.entrySet()) {
            if (!Markers.isIgnored(entry.getValue().node())) {
                kwargs.put(entry.getKey(), markers.value(entry.getValue()));
            }
        }
        return new BoundArguments(args, kwargs);
    }
}
