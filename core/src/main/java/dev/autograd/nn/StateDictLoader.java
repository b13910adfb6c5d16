package dev.autograd.nn;

import dev.autograd.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares a module with a state, and copies the state only when all of it fits.
final class StateDictLoader {
    private final Map<String, Tensor> state;
    private final Set<String> expected = new HashSet<>();
    private final Map<String, Tensor> absent = new LinkedHashMap<>();
    private final Map<Tensor, Tensor> values = new IdentityHashMap<>();
    private final List<String> problems = new ArrayList<>();

    StateDictLoader(Map<String, Tensor> state) {
        this.state = state;
    }

    /// Tells of one of the module's own tensors.
    void expect(String name, Tensor own) {
        expected.add(name);
        Tensor given = state.get(name);
        if (given == null) {
            absent.put(name, own);
        } else if (!given.shape().equals(own.shape()) || given.dtype() != own.dtype()) {
            problems.add("\"" + name + "\" is " + own.dtype() + " " + own.shape() + " here but " + given.dtype() + " "
                    + given.shape() + " in the state");
        } else {
            values.put(own, given);
        }
    }

    /// Copies the values into the tensors told of.
    void copyInto(String module) {
        absent.forEach((name, own) -> {
            if (!values.containsKey(own)) { // else it is shared, and given under another of its names
                problems.add("missing \"" + name + "\" " + own.shape());
            }
        });
        state.forEach((name, given) -> {
            if (!expected.contains(name)) {
                problems.add("unexpected \"" + name + "\" " + given.shape());
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "loadStateDict: the state does not fit this " + module + ": " + String.join("; ", problems));
        }
        values.forEach((own, given) -> own.detach().copy_(given));
    }
}
