package dev.autograd.engine;

import dev.autograd.RemovableHandle;
import dev.autograd.Tensor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is to be called when a walk comes by a node. A node that nobody asked anything of has none.
final class Hooks {
    private final HookList<OfTensor> tensors = new HookList<>();
    private final List<Retained> retained = new CopyOnWriteArrayList<>();
    private final HookList<Node.PreHook> before = new HookList<>();
    private final HookList<Node.Hook> after = new HookList<>();
    private final HookList<Consumer<Tensor>> accumulated = new HookList<>();

    /// A hook of one of the node's outputs, and the name that this had then.
    private record OfTensor(int slot, @Nullable String name, TensorHook hook) {}

    /// An output that keeps its gradient.
    record Retained(int slot, Tensor tensor) {}

    RemovableHandle addTensor(int slot, @Nullable String name, TensorHook hook) {
        return tensors.add(new OfTensor(slot, name, hook));
    }

    RemovableHandle addBefore(Node.PreHook hook) {
        return before.add(hook);
    }

    RemovableHandle addAfter(Node.Hook hook) {
        return after.add(hook);
    }

    RemovableHandle addAccumulated(Consumer<Tensor> hook) {
        return accumulated.add(hook);
    }

    void retain(int slot, Tensor tensor) {
        retained.add(new Retained(slot, tensor));
    }

    void forget(Tensor tensor) {
        retained.removeIf(one -> one.tensor == tensor);
    }

    List<Retained> retained() {
        return retained;
    }

    boolean hasAfter() {
        return !after.isEmpty();
    }

    boolean hasAccumulated() {
        return !accumulated.isEmpty();
    }

    /// Shows the gradients that arrived to the hooks of their tensors, which may replace them.
    void showTensors(Slots slots) {
        Node node = slots.node;
        for (OfTensor one : tensors) {
            Tensor gradient = slots.get(one.slot);
            if (gradient != null) {
                HookCall call =
                        new HookCall(slots.walk.operation(), () -> "a hook of " + describe(node, one.slot, one.name));
                Tensor replacement = call.run(() -> one.hook.apply(gradient));
                if (replacement != null) {
                    call.check("output", one.slot, replacement, node.shape(one.slot), node.dtype(one.slot));
                }
                slots.share(one.slot, replacement == null ? gradient : replacement);
            }
        }
    }

    /// Lets the node's hooks replace the gradients of its outputs, before its gradient rule reads them.
    void showOutputs(Slots slots) {
        Node node = slots.node;
        HookCall call = new HookCall(slots.walk.operation(), () -> "a pre-hook of " + node.name());
        for (Node.PreHook hook : before) {
            @Nullable Tensor[] gradients = slots.all();
            @Nullable Tensor @Nullable [] replacements = call.run(() -> hook.apply(gradients.clone()));
            if (replacements != null) {
                call.checkCount(replacements, gradients.length, "output");
            }
            for (int slot = 0; slot < gradients.length; slot++) {
                Tensor replacement = replacements == null ? gradients[slot] : replacements[slot];
                if (replacement != null && replacement != gradients[slot]) {
                    call.check("output", slot, replacement, node.shape(slot), node.dtype(slot));
                }
                slots.share(slot, replacement);
            }
        }
    }

    /// Lets the node's hooks replace the gradients of its inputs, which its gradient rule has computed.
    @Nullable
    Tensor[] showInputs(Slots slots, @Nullable Tensor[] computed) {
        Node node = slots.node;
        HookCall call = new HookCall(slots.walk.operation(), () -> "a hook of " + node.name());
        @Nullable Tensor[] gradients = wanted(node, computed);
        for (Node.Hook hook : after) {
            @Nullable Tensor[] given = gradients.clone();
            @Nullable Tensor @Nullable [] replacements = call.run(() -> hook.apply(given, slots.all()));
            if (replacements != null) {
                call.checkCount(replacements, gradients.length, "input");
                for (int i = 0; i < gradients.length; i++) {
                    checkInput(call, node, i, replacements[i]);
                }
                gradients = replacements.clone();
            }
        }
        return gradients;
    }

    private static void checkInput(HookCall call, Node node, int i, @Nullable Tensor replacement) {
        Node input = node.input(i);
        if (replacement != null) {
            if (input == null) {
                throw call.unwanted("input", i);
            }
            int slot = node.inputSlot(i);
            call.check("input", i, replacement, input.shape(slot), input.dtype(slot));
        }
    }

    private static @Nullable Tensor[] wanted(Node node, @Nullable Tensor[] computed) {
        @Nullable Tensor[] wanted = computed.clone();
        for (int i = 0; i < wanted.length; i++) {
            if (node.input(i) == null) {
                wanted[i] = null;
            }
        }
        return wanted;
    }

    /// Tells a leaf's hooks that its gradient has been accumulated.
    void tellAccumulated(Slots slots, Tensor leaf) {
        HookCall call = new HookCall(
                slots.walk.operation(), () -> "a post-accumulate hook of " + describe(slots.node, 0, leaf.name()));
        for (Consumer<Tensor> hook : accumulated) {
            call.<@Nullable Object>run(() -> {
                hook.accept(leaf);
                return null;
            });
        }
    }

    private static String describe(Node node, int slot, @Nullable String name) {
        return "the tensor " + (name == null ? "" : "'" + name + "' ") + node.shape(slot)
                + (node instanceof LeafNode ? "" : " made by " + node.name());
    }
}
