package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Storage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One reverse walk over a graph: every reachable node once, in descending number, so that all gradients of a node have
/// arrived when its turn comes. Linear in nodes and edges but for the logarithm of how many nodes wait at a time.
///
/// Leaves get their gradients only when the whole walk has succeeded: an error in a rule leaves every `grad` as it was.
/// Walks of several threads may meet in shared leaves, and in shared nodes of retained graphs: the first claims the
/// slots on the node, later ones keep theirs aside.
public final class Walk {
    private final PriorityQueue<Slots> waiting =
            new PriorityQueue<>((a, b) -> Long.compare(b.node.number(), a.node.number()));
    private final boolean retainGraph;
    private final IdentityHashMap<Node, Slots> aside = new IdentityHashMap<>(0);
    private final List<Slots> leaves = new ArrayList<>();
    private final List<Target> targets;
    private final @Nullable Set<Node> needed;
    private final boolean checkNan = ThreadState.current().switches().checkNan();
    private long visited;

    /// A tensor whose gradient is handed out instead of being accumulated.
    static final class Target {
        final Node node;
        final int slot;

        @Nullable
        Tensor gradient;

        Target(Tensor tensor) {
            TensorAccess access = TensorAccess.get();
            this.node = access.node(tensor);
            this.slot = access.slot(tensor);
        }
    }

    private Walk(boolean retainGraph, List<Target> targets, @Nullable Set<Node> needed) {
        this.retainGraph = retainGraph;
        this.targets = targets;
        this.needed = needed;
    }

    /// Accumulates the gradients of all leaves that the roots depend on.
    ///
    /// @return the number of nodes visited
    public static long accumulate(Tensor[] roots, Tensor[] gradients, boolean retainGraph, boolean createGraph) {
        Walk walk = new Walk(retainGraph, List.of(), null);
        walk.go(roots, gradients, createGraph);
        Modes.withGrad(createGraph, walk::handOut);
        return walk.visited;
    }

    private void handOut() {
        if (ThreadState.current().switches().deterministic()) {
            SoleAdder.claim(leaves);
        }
        for (Slots slots : leaves) {
            LeafNode leaf = (LeafNode) slots.node;
            Tensor gradient = slots.get(0);
            if (gradient != null) {
                synchronized (leaf) {
                    long adder = leaf.adder();
                    accumulate(leaf.tensor(), gradient, slots.owned());
                    leaf.added(adder);
                }
            }
        }
    }

    /// Every leaf gets a tensor of its own, off the tape unless the walk is recorded.
    private static void accumulate(Tensor leaf, Tensor gradient, boolean owned) {
        Tensor present = leaf.grad();
        if (present == null) {
            boolean keep = owned && gradient.isContiguous() && !gradient.isView();
            leaf.setGrad(keep ? gradient : gradient.clone());
        } else if (ThreadState.current().gradEnabled() || !present.layout().isInjective() || present.isInference()) {
            leaf.setGrad(present.add(gradient));
        } else {
            present.add_(gradient);
        }
    }

    /// The gradients of the roots by the given inputs; null for inputs that the roots do not depend on. Leaves keep
    /// theirs.
    public static @Nullable Tensor[] gradients(
            Tensor[] roots, Tensor[] gradients, Tensor[] inputs, boolean retainGraph, boolean createGraph) {
        List<Target> targets = new ArrayList<>();
        for (Tensor input : inputs) {
            targets.add(new Target(input));
        }
        Walk walk = new Walk(retainGraph, targets, Needed.of(roots, targets));
        walk.go(roots, gradients, createGraph);
        @Nullable Tensor[] result = new Tensor[inputs.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = targets.get(i).gradient;
        }
        return result;
    }

    private void go(Tensor[] roots, Tensor[] gradients, boolean createGraph) {
        Modes.walk(createGraph, () -> {
            try {
                TensorAccess access = TensorAccess.get();
                for (int i = 0; i < roots.length; i++) {
                    deliver(access.node(roots[i]), access.slot(roots[i]), gradients[i], false);
                }
                for (Slots next = waiting.poll(); next != null; next = waiting.poll()) {
                    release(next);
                    visit(next);
                }
            } finally {
                waiting.forEach(this::release);
            }
        });
    }

    private void release(Slots slots) {
        if (slots.node.slots() == slots) {
            slots.node.release();
        }
    }

    private void deliver(Node node, int slot, Tensor gradient, boolean fresh) {
        slotsOf(node).add(slot, gradient, fresh);
    }

    private Slots slotsOf(Node node) {
        Slots present = node.slots();
        if (present != null && present.walk == this) {
            return present;
        }
        if (!aside.isEmpty()) {
            Slots kept = aside.get(node);
            if (kept != null) {
                return kept;
            }
        }
        Slots mine = new Slots(this, node);
        if (present != null || !node.claim(mine)) {
            aside.put(node, mine);
        }
        waiting.add(mine);
        return mine;
    }

    private void visit(Slots slots) {
        visited++;
        if (checkNan) {
            Anomaly.checkArrived(slots.node, slots);
        }
        for (Target target : targets) {
            if (target.node == slots.node) {
                target.gradient = slots.get(target.slot);
            }
        }
        switch (slots.node) {
            case LeafNode _ -> leaves.add(slots);
            case OpNode node -> differentiate(node, slots);
        }
    }

    private void differentiate(OpNode node, Slots slots) {
        if (needed != null && !needed.contains(node)) {
            return;
        }
        @Nullable Tensor[] gradients = node.op().gradients(new Backward(node, slots));
        if (checkNan) {
            Anomaly.checkGradients(node, slots, gradients);
        }
        for (int i = 0; i < gradients.length; i++) {
            Node input = node.input(i);
            Tensor gradient = gradients[i];
            if (input == null || gradient == null || (needed != null && !needed.contains(input) && !isTarget(input))) {
                continue;
            }
            int slot = node.inputSlot(i);
            check(node, i, gradient, input, slot);
            deliver(input, slot, gradient, isFresh(gradient, gradients, i, slots));
        }
        if (!retainGraph) {
            node.free();
        }
    }

    private boolean isTarget(Node node) {
        for (Target target : targets) {
            if (target.node == node) {
                return true;
            }
        }
        return false;
    }

    private static void check(OpNode node, int i, Tensor gradient, Node input, int slot) {
        if (!gradient.shape().equals(input.shape(slot))) {
            throw new IllegalStateException(node.name() + ": the gradient rule returned shape " + gradient.shape()
                    + " for input " + i + " of shape " + input.shape(slot));
        }
        if (gradient.dtype() != input.dtype(slot)) {
            throw new IllegalStateException(node.name() + ": the gradient rule returned " + gradient.dtype()
                    + " for input " + i + " of type " + input.dtype(slot));
        }
    }

    /// Whether a rule made this gradient anew: it neither passed on what it was given nor returned one tensor
    /// twice.
    private static boolean isFresh(Tensor gradient, @Nullable Tensor[] gradients, int index, Slots slots) {
        Storage storage = gradient.storage();
        for (int slot = 0; slot < slots.node.outputCount(); slot++) {
            Tensor given = slots.get(slot);
            if (given != null && given.storage() == storage) {
                return false;
            }
        }
        for (int i = 0; i < gradients.length; i++) {
            Tensor other = gradients[i];
            if (i != index && other != null && other.storage() == storage) {
                return false;
            }
        }
        return !gradient.isView();
    }
}
