package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import dev.autograd.value.Layout;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// Runs operators and records them.
public final class Tape {
    private Tape() {}

    /// Runs an operator of one output on one input.
    public static Tensor run(Op op, Tensor a) {
        return runAll(op, a)[0];
    }

    /// Runs an operator of one output on two inputs.
    public static Tensor run(Op op, Tensor a, Tensor b) {
        return runAll(op, a, b)[0];
    }

    /// Runs an operator of one output.
    public static Tensor run(Op op, Tensor... inputs) {
        return runAll(op, inputs)[0];
    }

    /// Runs an operator.
    public static Tensor[] runAll(Op op, Tensor... inputs) {
        ThreadState thread = ThreadState.current();
        return thread.timed() ? Timed.run(op, inputs, thread) : run(op, inputs, thread);
    }

    /// Runs an operator, whoever wants to know how long that takes.
    static Tensor[] run(Op op, Tensor[] inputs, ThreadState thread) {
        Tensor[] outputs;
        try {
            outputs = Vmap.concerns(inputs) ? Vmap.forward(op, inputs) : op.forward(inputs);
        } catch (OutOfMemoryError e) {
            throw outOfMemory(op, e);
        }
        record(op, inputs, outputs, thread);
        return outputs;
    }

    /// An error that says which operator found no memory.
    public static OutOfMemoryError outOfMemory(Op op, OutOfMemoryError cause) {
        return outOfMemory(op.name(), cause);
    }

    /// An error that says which operator found no memory.
    public static OutOfMemoryError outOfMemory(String operator, OutOfMemoryError cause) {
        var error = new OutOfMemoryError(operator + ": " + cause.getMessage());
        error.initCause(cause);
        return error;
    }

    /// Gives the only output of an operator of the library a place on the tape after its only input, which
    /// gradients flow to.
    ///
    /// @param saves what the gradient reads, as [Op#saves] says
    /// @param thread the calling thread's state
    public static void attach(Op op, Tensor a, long saves, Tensor output, ThreadState thread) {
        TensorAccess access = TensorAccess.get();
        Node node = access.node(a);
        int slot = access.slot(a);
        attach(
                op,
                new Node[] {node},
                slot == 0 ? null : new int[] {slot},
                node.number(),
                saves == 0 ? null : new Tensor[] {saved(saves, 0, a), savedOutput(saves, output)},
                output,
                thread);
    }

    /// Gives the only output of an operator of the library a place on the tape after its two inputs, one of which
    /// gradients flow to at least.
    ///
    /// @param saves what the gradients that are wanted read, as [Op#saves] says
    /// @param thread the calling thread's state
    public static void attach(Op op, Tensor a, Tensor b, long saves, Tensor output, ThreadState thread) {
        TensorAccess access = TensorAccess.get();
        Node left = a.requiresGrad() ? access.node(a) : null;
        Node right = b.requiresGrad() ? access.node(b) : null;
        int leftSlot = left == null ? 0 : access.slot(a);
        int rightSlot = right == null ? 0 : access.slot(b);
        attach(
                op,
                new Node[] {left, right},
                (leftSlot | rightSlot) == 0 ? null : new int[] {leftSlot, rightSlot},
                Math.max(left == null ? 0 : left.number(), right == null ? 0 : right.number()),
                saves == 0 ? null : new Tensor[] {saved(saves, 0, a), saved(saves, 1, b), savedOutput(saves, output)},
                output,
                thread);
    }

    private static @Nullable Tensor saved(long saves, int i, Tensor input) {
        return (saves & Op.input(i)) != 0 ? input : null;
    }

    private static @Nullable Tensor savedOutput(long saves, Tensor output) {
        return (saves & Op.output(0)) != 0 ? output : null;
    }

    private static void attach(
            Op op,
            @Nullable Node[] nodes,
            int @Nullable [] slots,
            long newest,
            @Nullable Tensor @Nullable [] saved,
            Tensor output,
            ThreadState thread) {
        OpNode node = new OpNode(thread.tick(newest), op, nodes, slots, output, saved);
        SavedTensorScope saving = thread.saving();
        if (saving != null) {
            node.pack(saving.keeper());
        }
        if (output.dtype().isFloating()) {
            TensorAccess.get().attach(output, node, 0);
        }
    }

    /// Notes that the operator has made these outputs from these inputs.
    public static void record(Op op, Tensor[] inputs, Tensor[] outputs) {
        record(op, inputs, outputs, ThreadState.current());
    }

    private static void record(Op op, Tensor[] inputs, Tensor[] outputs, ThreadState thread) {
        if (thread.gradEnabled()) {
            attach(op, inputs, outputs, thread);
        }
        if (thread.watched()) {
            watch(op, inputs, outputs, thread);
        }
    }

    /// Shows an operator that has run to whoever wants to see all of them, if somebody does: [ThreadState#watched].
    public static void watch(Op op, Tensor[] inputs, Tensor[] outputs, ThreadState thread) {
        Switches switches = thread.switches();
        if (switches.anomaly()) {
            Anomaly.see(switches, op, inputs, outputs);
        }
        if (switches.inference()) {
            Inference.mark(inputs, outputs);
        }
        Recorder recorder = thread.recorder();
        if (recorder != null && !Vmap.concerns(inputs)) { // of a map the operators on all examples are told
            recorder.record(op, inputs, outputs);
        }
    }

    /// Gives the outputs a place on the tape if a gradient flows to some input. Where one should and cannot, the
    /// call is refused.
    private static void attach(Op op, Tensor[] inputs, Tensor[] outputs, ThreadState thread) {
        TensorAccess access = TensorAccess.get();
        @Nullable Node @Nullable [] nodes = null;
        int @Nullable [] slots = null;
        long saves = 0;
        long newest = 0;
        for (int i = 0; i < inputs.length; i++) {
            Tensor input = inputs[i];
            if (!input.requiresGrad()) {
                continue;
            }
            if (!op.differentiable(i)) {
                MissingRule.checkInput(op, i, input, outputs);
                continue;
            }
            Node node = access.node(input);
            nodes = nodes == null ? new Node[inputs.length] : nodes;
            nodes[i] = node;
            newest = Math.max(newest, node.number());
            saves |= op.saves(i);
            int slot = access.slot(input);
            if (slot != 0) {
                slots = slots == null ? new int[inputs.length] : slots;
                slots[i] = slot;
            }
        }
        if (nodes == null) {
            return;
        }
        MissingRule.checkDeclared(op, outputs);
        OpNode node = new OpNode(
                thread.tick(newest), op, nodes, slots, outputs, saves == 0 ? null : saved(saves, inputs, outputs));
        SavedTensorScope saving = thread.saving();
        if (saving != null) {
            node.pack(saving.keeper());
        }
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i].dtype().isFloating() && op.differentiableOutput(i)) {
                access.attach(outputs[i], node, i);
            }
        }
    }

    private static @Nullable Tensor[] saved(long saves, Tensor[] inputs, Tensor[] outputs) {
        @Nullable Tensor[] saved = new Tensor[inputs.length + outputs.length];
        boolean all = saves == Op.EVERYTHING;
        for (int i = 0; i < inputs.length && (all || i < 32); i++) {
            if (all || (saves & Op.input(i)) != 0) {
                saved[i] = inputs[i];
            }
        }
        for (int i = 0; i < outputs.length && (all || i < 32); i++) {
            if (all || (saves & Op.output(i)) != 0) {
                saved[inputs.length + i] = outputs[i];
            }
        }
        return saved;
    }

    /// A value at a place of its own on the tape, which depends on a node's inputs and on other tensors in a
    /// way that the tape does not know: whoever differentiates it asks `op`.
    static Tensor opaque(OpNode node, Op op, Tensor value, @Nullable Tensor... others) {
        TensorAccess access = TensorAccess.get();
        int n = node.inputCount();
        @Nullable Node[] inputs = new Node[n + others.length];
        int[] slots = new int[inputs.length];
        long newest = node.number();
        for (int i = 0; i < n; i++) {
            inputs[i] = node.input(i);
            slots[i] = node.inputSlot(i);
        }
        for (int i = 0; i < others.length; i++) {
            Tensor other = others[i];
            if (other != null && other.requiresGrad()) {
                Node made = access.node(other);
                inputs[n + i] = made;
                slots[n + i] = access.slot(other);
                newest = Math.max(newest, made.number());
            }
        }
        Tensor result = access.fresh(value);
        long number = ThreadState.current().tick(newest);
        access.attach(result, new OpNode(number, op, inputs, slots, new Tensor[] {result}, null), 0);
        return result;
    }

    /// A tensor over a storage, for operators' outputs.
    public static Tensor wrap(Storage storage, Layout layout) {
        return TensorAccess.get().wrap(storage, layout);
    }

    /// A view of `base`, for operators' outputs.
    public static Tensor view(Tensor base, Layout layout) {
        return TensorAccess.get().view(base, layout);
    }
}
