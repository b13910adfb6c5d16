package dev.autograd.nn;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.engine.HookList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The hooks of one module: what kinds there are, and the order in which they run around its computation.
public final class ModuleHooks {
    final HookList<ForwardPre> forwardPre = new HookList<>();
    final HookList<Forward> forward = new HookList<>();
    final HookList<BackwardPre> backwardPre = new HookList<>();
    final HookList<Backward> backward = new HookList<>();

    ModuleHooks() {}

    /// Sees what a module is given; see [Module#registerForwardPreHook].
    @FunctionalInterface
    public interface ForwardPre {
        /// Takes the inputs, before the module computes.
        ///
        /// @return what the module is to be given instead, as many, or null to leave them
        Tensor @Nullable [] apply(Module module, Tensor[] inputs);
    }

    /// Sees what a module has computed; see [Module#registerForwardHook].
    @FunctionalInterface
    public interface Forward {
        /// Takes the inputs and the outputs.
        ///
        /// @return what the module is to return instead, as many, or null to leave them
        Tensor @Nullable [] apply(Module module, Tensor[] inputs, Tensor[] outputs);
    }

    /// Sees the gradients that reach a module's outputs; see [Module#registerFullBackwardPreHook].
    @FunctionalInterface
    public interface BackwardPre {
        /// Takes the gradients of the outputs, null where none arrived.
        ///
        /// @return what is to go into the module instead, as many, of the same shapes and types, or null to
        /// leave them
        @Nullable
        Tensor @Nullable [] apply(Module module, @Nullable Tensor[] gradOutputs);
    }

    /// Sees the gradients that come out of a module's inputs; see [Module#registerFullBackwardHook].
    @FunctionalInterface
    public interface Backward {
        /// Takes the gradients of the inputs, null where none is wanted or none flows, and those of the
        /// outputs.
        ///
        /// @return what is to go on from the inputs instead, as many, of the same shapes and types, or null
        ///     to leave them
        @Nullable
        Tensor @Nullable [] apply(Module module, @Nullable Tensor[] gradInputs, @Nullable Tensor[] gradOutputs);
    }

    /// Runs a module's computation with its hooks around it.
    Tensor[] run(Module module, UnaryOperator<Tensor[]> computation, Tensor... given) {
        Tensor[] inputs = beforeForward(module, given);
        if (!Autograd.isGradEnabled() || (backward.isEmpty() && backwardPre.isEmpty())) {
            return afterForward(module, inputs, computation.apply(inputs));
        }
        Tensor[] inside = inputs.clone();
        ModuleBorder border = ModuleBorder.before(module, this, inside);
        Tensor[] outputs =
                afterForward(module, inside, computation.apply(inside)).clone();
        border.behind(outputs);
        return outputs;
    }

    private Tensor[] beforeForward(Module module, Tensor[] given) {
        Tensor[] inputs = given;
        for (ForwardPre hook : forwardPre) {
            Tensor[] replacements = hook.apply(module, inputs.clone());
            if (replacements != null) {
                checkCount(module, "a forward pre-hook", replacements, inputs.length, "inputs");
                inputs = replacements.clone();
            }
        }
        return inputs;
    }

    private Tensor[] afterForward(Module module, Tensor[] inputs, Tensor[] computed) {
        Tensor[] outputs = computed;
        for (Forward hook : forward) {
            Tensor[] replacements = hook.apply(module, inputs.clone(), outputs.clone());
            if (replacements != null) {
                checkCount(module, "a forward hook", replacements, outputs.length, "outputs");
                outputs = replacements.clone();
            }
        }
        return outputs;
    }

    private static void checkCount(Module module, String which, Tensor[] replacements, int count, String what) {
        if (replacements.length != count) {
            throw new IllegalStateException(module.name() + ": " + which + " returned " + replacements.length + " "
                    + what + ", but must return null or " + count);
        }
    }
}
