package dev.autograd.optim;

import dev.autograd.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// All that an optimiser remembers, for a file. Parameters are counted through all groups, as in PyTorch.
///
/// @param tensors such as `state.0.exp_avg`, sharing the optimiser's storage
/// @param numbers such as `state.0.step` and `param_groups.0.lr`
public record OptimizerState(Map<String, Tensor> tensors, Map<String, Double> numbers) {
    public OptimizerState {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }
}
