package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import org.jspecify.annotations.Nullable;

/// The same tensors, each as a view of itself, at one place of their own on the tape: the border of a module whose
/// gradients are watched, or of a function that is transformed. Gradients and tangents pass through unchanged.
public final class Alias implements Op {
    private static final Alias OP = new Alias();

    private Alias() {}

    /// A view of each tensor.
    public static Tensor[] of(Tensor... tensors) {
        return Tape.runAll(OP, tensors);
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
    public String gradientRule() {
        return "x: grad";
    }

    @Override
    public @Nullable Tensor gradient(int input, Backward b) {
        return b.grad(input);
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        @Nullable Tensor[] tangents = new Tensor[f.inputCount()];
        for (int i = 0; i < tangents.length; i++) {
            tangents[i] = f.tangent(i);
        }
        return tangents;
    }

    @Override
    public Tensor[] vmap(Batch b) {
        Tensor[] all = new Tensor[b.inputCount()];
        for (int i = 0; i < all.length; i++) {
            all[i] = b.stacked(i);
        }
        return of(all);
    }
}
