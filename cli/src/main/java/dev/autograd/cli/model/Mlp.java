package dev.autograd.cli.model;

import dev.autograd.nn.Layer;
import dev.autograd.nn.Linear;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import dev.autograd.value.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Fully connected layers with ReLU between them.
///
/// @param sizes the sizes of input, hidden layers and output
public record Mlp(List<Integer> sizes) implements Architecture {
    /// @throws IllegalArgumentException if there are fewer than two sizes, or one is not positive
    public Mlp {
        sizes = List.copyOf(sizes);
        if (sizes.size() < 2 || sizes.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    "a network needs positive sizes of input and output at least, but has " + sizes);
        }
    }

    /// A network between the given sizes.
    public static Mlp of(int inputs, List<Integer> hidden, int outputs) {
        List<Integer> sizes = new ArrayList<>();
        sizes.add(inputs);
        sizes.addAll(hidden);
        sizes.add(outputs);
        return new Mlp(sizes);
    }

    @Override
    public int inputs() {
        return sizes.getFirst();
    }

    @Override
    public int outputs() {
        return sizes.getLast();
    }

    @Override
    public Layer build(Random random) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < sizes.size(); i++) {
            if (i > 1) {
                layers.add(new ReLU());
            }
            layers.add(new Linear(sizes.get(i - 1), sizes.get(i), random));
        }
        return new Sequential(layers.toArray(Layer[]::new));
    }

    @Override
    public String text() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }
}
