package dev.autograd.checkpoint;

import dev.autograd.Tensor;
import dev.autograd.value.Layout;
import dev.autograd.value.Storage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// A state dictionary with every tensor once. One that several modules share keeps its first name; the others go to
/// metadata, as `safetensors.torch.save_model` does.
///
/// @param tensors each tensor under its first name
/// @param aliases the other names, each with the first
record SharedTensors(Map<String, Tensor> tensors, Map<String, String> aliases) {
    /// Where a tensor's elements lie: the same for all names of one tensor. Storages and layouts are equal only to
    /// themselves.
    private record Place(Storage storage, Layout layout) {}

    static SharedTensors of(Map<String, Tensor> state) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> aliases = new LinkedHashMap<>();
        Map<Place, String> firsts = new HashMap<>();
        state.forEach((name, tensor) -> {
            String first = firsts.putIfAbsent(new Place(tensor.storage(), tensor.layout()), name);
            if (first == null) {
                tensors.put(name, tensor);
            } else {
                aliases.put(name, first);
            }
        });
        return new SharedTensors(tensors, aliases);
    }
}
