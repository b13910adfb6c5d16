package dev.autograd.cli.model;

import dev.autograd.Tensor;
import java.util.Map;
import java.util.Optional;

/// Where weights do not fit a network.
public final class Mismatch {
    private Mismatch() {}

    /// The first parameter, in the network's order, whose weights are missing, too many or of another shape; as the end of a
    /// sentence.
    ///
    /// @param own the network's parameters
    /// @param given the weights read
    public static Optional<String> first(Map<String, Tensor> own, Map<String, Tensor> given) {
        for (var parameter : own.entrySet()) {
            String name = "\"" + parameter.getKey() + "\"";
            Tensor wanted = parameter.getValue();
            Tensor found = given.get(parameter.getKey());
            if (found == null) {
                return Optional.of("its parameter " + name + " of shape " + wanted.shape() + " is missing in the file");
            }
            if (!found.shape().equals(wanted.shape()) || found.dtype() != wanted.dtype()) {
                return Optional.of("its parameter " + name + " is " + wanted.dtype() + " of shape " + wanted.shape()
                        + ", while the file's is " + found.dtype() + " of shape " + found.shape());
            }
        }
        return given.keySet().stream()
                .filter(name -> !own.containsKey(name))
                .findFirst()
                .map(name -> "the file's parameter \"" + name + "\" of shape " + shape(given, name) + " is none of its own");
    }

    private static String shape(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        return tensor == null ? "?" : tensor.shape().toString();
    }
}
