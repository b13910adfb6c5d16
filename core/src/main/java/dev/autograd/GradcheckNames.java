package dev.autograd;

import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.List;

/// What the inputs and outputs of one order of a check are called.
///
/// @param order from 1
/// @param inputs of all inputs
/// @param outputs of all outputs; empty at first order, where they are numbered
record GradcheckNames(int order, List<String> inputs, List<String> outputs) {
    static GradcheckNames of(Tensor... inputs) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            String name = inputs[i].name();
            names.add("input " + i + (name == null ? "" : " '" + name + "'"));
        }
        return new GradcheckNames(1, names, List.of());
    }

    /// The names for the function that gives the gradients.
    GradcheckNames higher(int[] differentiable, int[] floating) {
        List<String> in = new ArrayList<>(inputs);
        for (int o : floating) {
            in.add("the gradient given for " + output(o));
        }
        List<String> out = new ArrayList<>();
        for (int i : differentiable) {
            out.add("the gradient by " + inputs.get(i));
        }
        return new GradcheckNames(order + 1, in, out);
    }

    /// What the check is called.
    String check() {
        return Gradcheck.name(order);
    }

    String input(int i, Shape shape) {
        return inputs.get(i) + " " + shape;
    }

    String output(int o, Shape shape) {
        return output(o) + " " + shape;
    }

    private String output(int o) {
        return outputs.isEmpty() ? "output " + o : outputs.get(o);
    }

    /// The index of an element, counted in row-major order.
    static List<Long> index(Shape shape, int at) {
        List<Long> index = new ArrayList<>();
        long rest = at;
        for (int dim = shape.rank() - 1; dim >= 0; dim--) {
            index.addFirst(rest % shape.size(dim));
            rest /= shape.size(dim);
        }
        return index;
    }
}
