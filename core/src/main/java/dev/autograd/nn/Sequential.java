package dev.autograd.nn;

import dev.autograd.Tensor;
import java.util.List;

/// Layers one after another. Their names are their positions: `0`, `1`, ...
public final class Sequential extends Layer {
    private final List<Layer> layers;

    /// The layers in the order in which they are applied.
    public Sequential(Layer... layers) {
        this.layers = List.of(layers);
        for (int i = 0; i < layers.length; i++) {
            module(Integer.toString(i), layers[i]);
        }
    }

    @Override
    protected Tensor compute(Tensor x) {
        Tensor y = x;
        for (Layer layer : layers) {
            y = layer.forward(y);
        }
        return y;
    }
}
