package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.engine.HookCall;
import dev.autograd.engine.Node;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The border around one call of a module with backward hooks: a node of the tape before its inputs and one behind its
/// outputs, where all gradients that enter and leave the module pass by. Without it, a tensor that is used outside the
/// module as well would mix other gradients with the module's.
final class ModuleBorder {
    private final Module module;
    private final Iterable<ModuleHooks.BackwardPre> before;
    private final Iterable<ModuleHooks.Backward> after;
    private final BorderSide inputs;
    private final Map<Thread, @Nullable Tensor[]> entered = new ConcurrentHashMap<>(); // of walks inside the module
    private int outputCount;

    private ModuleBorder(Module module, ModuleHooks hooks, BorderSide inputs) {
        this.module = module;
        this.before = hooks.backwardPre.snapshot();
        this.after = hooks.backward.snapshot();
        this.inputs = inputs;
    }

    /// Places the border before the inputs of a module.
    ///
    /// @param through the inputs, which are replaced by views of them
    static ModuleBorder before(Module module, ModuleHooks hooks, Tensor[] through) {
        BorderSide side = BorderSide.of("input", through);
        ModuleBorder border = new ModuleBorder(module, hooks, side);
        if (!side.tracksNone()) {
            Node node = side.place(through);
            node.registerHook((gradInputs, _) -> side.gather(border.goOut(node, side.spread(gradInputs))));
        }
        return border;
    }

    /// Places the border behind the outputs of the module.
    ///
    /// @param through the outputs, which are replaced by views of them
    void behind(Tensor[] through) {
        BorderSide side = BorderSide.of("output", through);
        outputCount = side.count();
        if (!side.tracksNone()) {
            Node node = side.place(through);
            node.registerPreHook(gradOutputs -> side.gather(comeIn(side, node, side.spread(gradOutputs))));
        }
    }

    private @Nullable Tensor[] comeIn(BorderSide outputs, Node node, @Nullable Tensor[] arrived) {
        HookCall call = new HookCall("backward", () -> "a full backward pre-hook of " + module.name());
        @Nullable Tensor[] gradients = arrived;
        for (ModuleHooks.BackwardPre hook : before) {
            @Nullable Tensor[] current = gradients.clone();
            @Nullable Tensor @Nullable [] replacements = call.run(() -> hook.apply(module, current));
            if (replacements != null) {
                outputs.check(call, node, replacements);
                gradients = replacements.clone();
            }
        }
        entered.put(Thread.currentThread(), gradients);
        if (inputs.tracksNone()) {
            goOut(null, new Tensor[inputs.count()]);
        }
        return gradients;
    }

    private @Nullable Tensor[] goOut(@Nullable Node node, @Nullable Tensor[] computed) {
        HookCall call = new HookCall("backward", () -> "a full backward hook of " + module.name());
        @Nullable Tensor[] last = entered.remove(Thread.currentThread());
        @Nullable Tensor[] gradOutputs = last == null ? new Tensor[outputCount] : last;
        @Nullable Tensor[] gradients = computed;
        for (ModuleHooks.Backward hook : after) {
            @Nullable Tensor[] current = gradients.clone();
            @Nullable
            Tensor @Nullable [] replacements = call.run(() -> hook.apply(module, current, gradOutputs.clone()));
            if (replacements != null) {
                inputs.check(call, node, replacements);
                gradients = replacements.clone();
            }
        }
        return gradients;
    }
}
