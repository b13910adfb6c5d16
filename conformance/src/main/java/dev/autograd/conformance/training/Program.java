package dev.autograd.conformance.training;

import dev.autograd.Tensor;
import java.util.Map;
import java.util.Objects;

/// The loss of a small network.
@FunctionalInterface
public interface Program {
    /// Parameters and data by their names.
    record Named(Map<String, Tensor> parameters, Map<String, Tensor> data) {
        Tensor p(String name) {
            return Objects.requireNonNull(parameters.get(name), name);
        }

        Tensor in(String name) {
            return Objects.requireNonNull(data.get(name), name);
        }
    }

    /// The loss that a step descends.
    Tensor loss(Named named);
}
