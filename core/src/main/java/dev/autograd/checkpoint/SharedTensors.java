package dev.autograd.checkpoint;

import dev.autograd.Tensor;
import dev.autograd.value.Storage;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// A state dictionary with every tensor once. One that several modules share keeps its first name; the others go to metadata, as
/// `safetensors.torch.save_model` does.
///
/// @param tensors each tensor under its first name
/// @param aliases the other names, each with the first
record SharedTensors(Map<String, Tensor> tensors, Map<String, String> aliases) {
    static SharedTensors of(Map<String, Tensor> state) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> aliases = new LinkedHashMap<>();
        Map<Storage, String> firsts = new IdentityHashMap<>();
        state.forEach((name, tensor) -> {
            String first = firsts.putIfAbsent(tensor.storage(), name);
            if (first == null || !tensor.layout().equals(tensors.get(first).layout())) {
                tensors.put(name, tensor);
            } else {
                aliases.put(name, first);
            }
        });
        return new SharedTensors(tensors, aliases);
    }
}
