package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import org.jspecify.annotations.Nullable;

/// The same tensors, each as a view of itself, at one place of their own on the tape: the border of a module whose
/// gradients are watched. Gradients pass through unchanged.
public final class Alias implements Op {
    private Alias() {}

    /// A view of each tensor.
    public static Tensor[] of(Tensor... tensors) {
        return Tape.runAll(new Alias(), tensors);
    }

    @Override
    public String name() {
        return "alias";
    }

    @Override
    public String onnx() {
        return "Identity";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor[] outputs = new Tensor[inputs.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = Tape.view(inputs[i], inputs[i].layout());
        }
        return outputs;
    }

    @Override
    public @Nullable Tensor gradient(int input, Backward b) {
        return b.grad(input);
    }
}
