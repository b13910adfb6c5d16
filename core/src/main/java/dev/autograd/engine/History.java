package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import dev.autograd.op.layout.AsStrided;
import dev.autograd.op.layout.CopySlices;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What in-place operations do to the tape.
///
/// Changing a tensor gives it the place of the result. Changing a view changes its base: the base's new place is a
/// [CopySlices] of its old place and the result. Either way the views of the base are out of date, and find their place
/// anew, as an [AsStrided] of the base, when they are next used.
public final class History {
    private History() {}

    /// Whether an in-place operation on a tensor must be recorded now: something is on the tape, be it the tensor,
    /// the base that it is a view of, or an operand.
    ///
    /// @throws IllegalStateException when it must, but may not; or an inference tensor would be changed outside
    ///     inference mode
    public static boolean records(String name, Tensor x, boolean operandTracked) {
        Inference.checkChange(name, x);
        Tensor base = TensorAccess.get().base(x);
        boolean onTape = operandTracked || x.requiresGrad() || (base != null && base.requiresGrad());
        if (!onTape || !x.dtype().isFloating() || !ThreadState.current().gradEnabled()) {
            return false;
        }
        checkLeaf(name, "leaf", x, x);
        if (base != null) {
            checkLeaf(name, "view of a leaf", x, base);
            checkView(name, x, base);
        }
        return true;
    }

    private static void checkLeaf(String name, String what, Tensor x, Tensor leaf) {
        if (leaf.isLeaf() && leaf.requiresGrad()) {
            throw new IllegalStateException(name + ": this " + what + " " + x.shape()
                    + " requires a gradient, so it may only be changed under noGrad, as an optimizer does");
        }
    }

    private static void checkView(String name, Tensor view, Tensor base) {
        if (view.gradFn() instanceof OpNode node && node.isUsers()) {
            throw new IllegalStateException(name + ": this view " + view.shape() + " was made by " + node.name()
                    + ", whose gradient a change in place would lose; change a clone() of it");
        }
        if (TensorAccess.get().isConstantView(view)) {
            throw new IllegalStateException(
                    name + ": this view " + view.shape()
                            + " was made under noGrad of a tensor on the tape, so a change that is recorded would be ambiguous; make the view and change it either both under noGrad or both outside");
        }
        if (!base.layout().isInjective()) {
            throw new IllegalStateException(name + ": this view " + view.shape() + " is part of an expanded tensor "
                    + base.shape() + ", several elements of which share one place in memory; call clone() first");
        }
    }

    /// A copy of a tensor's values at the same place on the tape.
    public static Tensor snapshot(Tensor x) {
        Tensor copy = Modes.quiet(x::clone);
        if (!x.isLeaf()) { // a leaf that requires a gradient is refused before
            TensorAccess access = TensorAccess.get();
            access.attach(copy, (OpNode) access.node(x), access.slot(x));
        }
        tellAlias(ThreadState.current(), x, copy);
        return copy;
    }

    /// Notes that the storage of a tensor was changed, and where when someone wants to know.
    public static void changed(Tensor x) {
        changed(x, ThreadState.current());
    }

    private static void changed(Tensor x, ThreadState thread) {
        TensorAccess.get().storage(x).touch(thread.switches().anomaly() ? CallSite.find() : null);
    }

    /// Notes that a tensor's values were overwritten by what was computed from them, a result of its shape and
    /// type.
    ///
    /// @param recorded whether the tensor takes the result's place on the tape
    public static void replaced(Tensor x, Tensor result, boolean recorded) {
        TensorAccess access = TensorAccess.get();
        if (access.base(x) == null && (!recorded || result.gradFn() != null)) {
            ThreadState thread = ThreadState.current();
            changed(x, thread);
            if (recorded) {
                access.rebase(x, (OpNode) access.node(result), access.slot(result));
            }
            tellAlias(thread, result, x);
        } else {
            overwritten("overwrite", x, result, recorded);
        }
    }

    /// Notes that a tensor, which is no view, was changed in place by an operator of the user's own, and
    /// takes the place of that operator's output.
    public static void moved(Tensor x, Tensor output) {
        if (output.requiresGrad()) {
            TensorAccess access = TensorAccess.get();
            access.rebase(x, (OpNode) access.node(output), access.slot(output));
        }
        tellAlias(ThreadState.current(), output, x);
    }

    /// Makes a tensor the view of itself that an operator has made: it takes over the view's layout and place
    /// on the tape. Views of the tensor keep theirs, since no value has changed; what saved the tensor under
    /// its old shape notices by the storage's version.
    public static void relaid(Tensor x, Tensor view) {
        ThreadState thread = ThreadState.current();
        TensorAccess.get().setView(x, view);
        changed(x, thread);
        tellAlias(thread, view, x);
    }

    /// Notes that a tensor's values were overwritten by others of its shape and type.
    ///
    /// @param name of what is recorded, when the tensor is no view
    /// @param recorded whether it takes its place on the tape: no gradient but zeros reaches what was there before
    public static void overwritten(String name, Tensor x, Tensor values, boolean recorded) {
        ThreadState thread = ThreadState.current();
        changed(x, thread);
        if (recorded || thread.watched()) {
            Tensor base = TensorAccess.get().base(x);
            Tensor target = base == null ? x : base;
            String what = base == null ? name : "copySlices";
            place(new CopySlices(what, target.layout(), x.layout()), target, values, recorded, thread);
        }
    }

    private static void place(Op op, Tensor target, Tensor values, boolean recorded, ThreadState thread) {
        if (recorded && (target.requiresGrad() || values.requiresGrad())) {
            TensorAccess.get().rebase(target, node(thread, op, target, target, values), 0);
        }
        if (thread.watched()) {
            Tape.watch(op, new Tensor[] {target, values}, new Tensor[] {target}, thread);
        }
    }

    /// The place on the tape of a view whose base was changed in place since the view was made.
    public static OpNode ofView(Tensor view) {
        ThreadState thread = ThreadState.current();
        Tensor base = Objects.requireNonNull(TensorAccess.get().base(view));
        OpNode node = node(thread, new AsStrided(base.layout(), view.layout()), view, base);
        if (thread.switches().anomaly()) {
            node.setOrigin(new Origin(CallSite.find(), null, thread.moduleCall()));
        }
        return node;
    }

    private static OpNode node(ThreadState thread, Op op, Tensor output, Tensor... inputs) {
        TensorAccess access = TensorAccess.get();
        @Nullable Node[] nodes = new Node[inputs.length];
        int[] slots = new int[inputs.length];
        long newest = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].requiresGrad()) {
                Node node = access.node(inputs[i]);
                nodes[i] = node;
                slots[i] = access.slot(inputs[i]);
                newest = Math.max(newest, node.number());
            }
        }
        return new OpNode(thread.tick(newest), op, nodes, slots, new Tensor[] {output}, null);
    }

    /// Tells the thread's recorder that `other` stands from now on for what `known` stands for.
    private static void tellAlias(ThreadState thread, Tensor known, Tensor other) {
        Recorder recorder = thread.recorder();
        if (recorder != null) {
            recorder.alias(known, other);
        }
    }
}
