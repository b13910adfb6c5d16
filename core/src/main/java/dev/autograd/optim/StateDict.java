package dev.autograd.optim;

import dev.autograd.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An optimiser's memory under names, and back.
record StateDict(List<ParameterGroup> groups, List<String> slots) {
    private static final String STEP = "step";
    private static final String COUNT = "params";

    /// What was read: settings by group, and the memory by parameter.
    record Loaded(List<Settings> settings, Map<Tensor, ParameterState> states) {}

    private static String group(int g) {
        return "param_groups." + g + ".";
    }

    private static String state(int i, String slot) {
        return "state." + i + "." + slot;
    }

    private List<Tensor> parameters() {
        return groups.stream().flatMap(group -> group.parameters().stream()).toList();
    }

    OptimizerState write(Map<Tensor, ParameterState> states) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (int g = 0; g < groups.size(); g++) {
            String prefix = group(g);
            numbers.put(prefix + COUNT, (double) groups.get(g).parameters().size());
            groups.get(g).settings().numbers().forEach((name, value) -> numbers.put(prefix + name, value));
        }
        List<Tensor> parameters = parameters();
        for (int i = 0; i < parameters.size(); i++) {
            ParameterState state = states.get(parameters.get(i));
            if (state == null) {
                continue;
            }
            numbers.put(state(i, STEP), (double) state.step());
            for (int slot = 0; slot < slots.size(); slot++) {
                if (state.has(slot)) {
                    tensors.put(state(i, slots.get(slot)), state.slot(slot));
                }
            }
        }
        return new OptimizerState(tensors, numbers);
    }

    Loaded read(String optimizer, OptimizerState state) {
        Map<String, Double> numbers = new LinkedHashMap<>(state.numbers());
        Map<String, Tensor> tensors = new LinkedHashMap<>(state.tensors());
        List<Settings> settings = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            settings.add(settings(optimizer, g, numbers));
        }
        Map<Tensor, ParameterState> states = new IdentityHashMap<>();
        List<Tensor> parameters = parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Double step = numbers.remove(state(i, STEP));
            if (step != null) {
                states.put(parameters.get(i), parameter(optimizer, i, parameters.get(i), step, tensors));
            }
        }
        if (!numbers.isEmpty() || !tensors.isEmpty()) {
            throw new IllegalArgumentException(optimizer + ": the state has " + names(numbers, tensors)
                    + ", which this optimiser of " + groups.size() + " groups and " + parameters.size()
                    + " parameters does not");
        }
        return new Loaded(settings, states);
    }

    private static String names(Map<String, Double> numbers, Map<String, Tensor> tensors) {
        List<String> names = new ArrayList<>(numbers.keySet());
        names.addAll(tensors.keySet());
        return "\"" + names.getFirst() + "\"" + (names.size() > 1 ? " and " + (names.size() - 1) + " more" : "");
    }

    private Settings settings(String optimizer, int g, Map<String, Double> numbers) {
        Map<String, Double> own = Numbers.below(group(g), numbers);
        own.keySet().forEach(name -> numbers.remove(group(g) + name));
        Double count = own.remove(COUNT);
        int wanted = groups.get(g).parameters().size();
        Numbers.check(
                count != null && count == wanted,
                optimizer + ": group " + g + " has " + wanted + " parameters, but in the state "
                        + (count == null ? "there is no such group" : "it has " + count.longValue()));
        return groups.get(g).settings().withNumbers(own);
    }

    private ParameterState parameter(
            String optimizer, int i, Tensor parameter, double step, Map<String, Tensor> tensors) {
        ParameterState result = new ParameterState(parameter, slots.size());
        result.setStep((long) step);
        for (int slot = 0; slot < slots.size(); slot++) {
            String name = state(i, slots.get(slot));
            Tensor values = tensors.remove(name);
            if (values != null) {
                Numbers.check(
                        values.shape().equals(parameter.shape()) && values.dtype() == parameter.dtype(),
                        optimizer + ": parameter " + i + " is " + parameter.dtype() + " " + parameter.shape()
                                + ", but \"" + name + "\" in the state is " + values.dtype() + " " + values.shape());
                result.setSlot(slot, values);
            }
        }
        return result;
    }
}
