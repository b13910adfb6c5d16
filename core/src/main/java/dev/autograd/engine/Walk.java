package dev.autograd.engine;

import dev.autograd.BackwardException;
import dev.autograd.Tensor;
import dev.autograd.engine.profile.Frame;
import dev.autograd.engine.profile.Kind;
import dev.autograd.engine.profile.Profile;
import dev.autograd.event.BackwardEvent;
import dev.autograd.event.Events;
import dev.autograd.value.Region;
import dev.autograd.value.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// One reverse walk over a graph: every reachable node once, in descending number, so that all gradients of a node have
/// arrived when its turn comes. Linear in nodes and edges but for the logarithm of how many nodes wait at a time.
///
/// Leaves get their gradients only when the whole walk has succeeded: an error in a rule leaves every `grad` as it was.
/// Leaves with post-accumulate hooks ([HookedLeaves]) get theirs on the way. Walks of several threads may meet in
/// shared leaves, and in shared nodes of retained graphs: each keeps the gradients of nodes to itself.
public final class Walk {
    private static final Comparator<Slots> NEWEST_FIRST = Comparator.comparingLong(slots -> -slots.number);

    private final Waiting waiting = new Waiting();
    private final GraphUse use;
    private final Caller caller;
    private final SlotTable open = new SlotTable(); // of waiting and arrived
    private final List<Slots> arrived = new ArrayList<>(); // of leaves, which nothing comes after
    private final List<Slots> leaves = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>(0);
    private final boolean accumulates;
    private final @Nullable Targets targets;
    private final @Nullable Set<Node> needed;
    private @Nullable HookedLeaves hookedLeaves;
    final Region region = Region.unopened(); // of gradients, whose memory later ones use again
    private final ThreadState thread = ThreadState.current();
    private final boolean watched = thread.watched();
    private final boolean checkNan = thread.switches().checkNan();
    private long visited;

    /// The gradient of a tensor that an operator made and that keeps it.
    private record Kept(Node node, Tensor tensor, @Nullable Tensor gradient) {}

    private Walk(
            GraphUse use, Caller caller, boolean accumulates, @Nullable Targets targets, @Nullable Set<Node> needed) {
        this.use = use;
        this.caller = caller;
        this.accumulates = accumulates;
        this.targets = targets;
        this.needed = needed;
    }

    /// Accumulates the gradients of all leaves that the roots depend on.
    ///
    /// @return the number of nodes visited
    public static long accumulate(Tensor[] roots, Tensor[] gradients, GraphUse use, Caller caller) {
        Walk walk = new Walk(use, caller, true, null, null);
        walk.run(roots, gradients, roots);
        return walk.visited;
    }

    /// Accumulates the gradients of the given tensors, leaves or not.
    ///
    /// @return the number of nodes visited
    public static long accumulate(Tensor[] roots, Tensor[] gradients, Tensor[] inputs, GraphUse use, Caller caller) {
        Targets targets = new Targets(inputs);
        Walk walk = new Walk(use, caller, true, targets, Needed.of(roots, targets));
        walk.run(roots, gradients, inputs);
        return walk.visited;
    }

    /// The gradients of the roots by the given inputs; null for inputs that the roots do not depend on. No tensor's
    /// `grad` changes.
    public static @Nullable Tensor[] gradients(
            Tensor[] roots, Tensor[] gradients, Tensor[] inputs, GraphUse use, Caller caller) {
        Targets targets = new Targets(inputs);
        Walk walk = new Walk(use, caller, false, targets, Needed.of(roots, targets));
        walk.run(roots, gradients, inputs);
        return targets.gradients();
    }

    /// What is going on, for errors: `backward` or `grad`.
    String operation() {
        return caller.operation();
    }

    /// The whole walk, for whoever wants to know how long it takes.
    private void run(Tensor[] roots, Tensor[] gradients, Tensor[] inputs) {
        if (!Events.ofBackward()) {
            runInProfile(roots, gradients, inputs);
            return;
        }
        BackwardEvent event = new BackwardEvent();
        event.begin();
        runInProfile(roots, gradients, inputs);
        event.end();
        if (event.shouldCommit()) {
            event.commit(caller.toString(), visited);
        }
    }

    private void runInProfile(Tensor[] roots, Tensor[] gradients, Tensor[] inputs) {
        Profile profile = thread.profile();
        if (profile == null) {
            all(roots, gradients, inputs);
        } else {
            profile.run(Kind.WALK, operation(), () -> all(roots, gradients, inputs));
        }
    }

    private void all(Tensor[] roots, Tensor[] gradients, Tensor[] inputs) {
        Recorder recorder = watched ? thread.recorder() : null;
        if (recorder == null) {
            goAndHandOut(roots, gradients, inputs);
            return;
        }
        recorder.enterBackward();
        try {
            goAndHandOut(roots, gradients, inputs);
        } finally {
            recorder.leaveBackward();
        }
    }

    private void goAndHandOut(Tensor[] roots, Tensor[] gradients, Tensor[] inputs) {
        go(roots, gradients);
        if (accumulates) {
            if (targets != null) {
                keep(inputs, targets.gradients());
            }
            Modes.withGrad(use.records(), this::handOut);
        }
    }

    private void keep(Tensor[] inputs, @Nullable Tensor[] gradients) {
        for (int i = 0; i < inputs.length; i++) {
            if (!inputs[i].isLeaf() && !inputs[i].retainsGrad()) {
                kept.add(new Kept(TensorAccess.get().node(inputs[i]), inputs[i], gradients[i]));
            }
        }
    }

    private void handOut() {
        if (thread.switches().deterministic()) {
            SoleAdder.claim(leaves);
        }
        for (Kept one : kept) {
            Accumulation.intoComputed(one.node, one.tensor, one.gradient);
        }
        for (Slots slots : leaves) {
            Accumulation.intoLeaf((LeafNode) slots.node, slots);
            slots.letGo();
        }
    }

    private void go(Tensor[] roots, Tensor[] gradients) {
        region.pause();
        try (Region _ = region.enter()) {
            Modes.walk(use.records(), () -> follow(roots, gradients));
        }
    }

    private void follow(Tensor[] roots, Tensor[] gradients) {
        try (Reading _ = Reading.open()) {
            TensorAccess access = TensorAccess.get();
            for (int i = 0; i < roots.length; i++) {
                deliver(access.node(roots[i]), access.slot(roots[i]), gradients[i], false);
            }
            afterDelivery(null);
            for (Slots next = waiting.poll(); next != null; next = waiting.poll()) {
                visit(next);
            }
            arrived.sort(NEWEST_FIRST);
            arrived.forEach(this::visit);
            if (hookedLeaves != null) {
                hookedLeaves.finish();
            }
        }
    }

    private void deliver(Node node, int slot, Tensor gradient, boolean fresh) {
        slotsOf(node).add(slot, gradient, fresh);
    }

    private Slots slotsOf(Node node) {
        Slots present = open.get(node);
        if (present != null) {
            return present;
        }
        Slots mine = new Slots(this, node);
        open.add(mine);
        if (!(node instanceof LeafNode leaf)) {
            waiting.add(mine);
        } else if (accumulates && HookedLeaves.isHooked(leaf)) {
            hooked().add(leaf, mine);
        } else {
            arrived.add(mine);
        }
        return mine;
    }

    private HookedLeaves hooked() {
        HookedLeaves known = hookedLeaves;
        if (known == null) {
            hookedLeaves = known = new HookedLeaves(this::visit);
        }
        return known;
    }

    private void afterDelivery(@Nullable OpNode node) {
        if (hookedLeaves != null) {
            hookedLeaves.after(node, waiting, needed);
        }
    }

    private void visit(Slots slots) {
        open.remove(slots);
        visited++;
        Hooks hooks = slots.node.hooks();
        if (hooks != null) {
            slots.keep();
            hooks.showTensors(slots);
            retain(hooks, slots);
        }
        if (checkNan) {
            Anomaly.checkArrived(slots.node, slots);
        }
        if (targets != null) {
            targets.capture(slots);
            if (targets.contains(slots.node)) {
                slots.keep();
            }
        }
        switch (slots.node) {
            case LeafNode leaf -> collect(leaf, slots);
            case OpNode node -> {
                if (needed == null || needed.contains(node)) {
                    differentiate(node, slots, hooks);
                    afterDelivery(node);
                }
                slots.letGo();
            }
        }
    }

    private void retain(Hooks hooks, Slots slots) {
        if (accumulates) {
            for (Hooks.Retained one : hooks.retained()) {
                kept.add(new Kept(slots.node, one.tensor(), slots.get(one.slot())));
            }
        }
    }

    private void collect(LeafNode leaf, Slots slots) {
        if (accumulates && (targets == null || targets.contains(leaf))) {
            if (HookedLeaves.isHooked(leaf)) {
                if (thread.switches().deterministic()) {
                    SoleAdder.claim(List.of(slots));
                }
                Accumulation.intoLeaf(leaf, slots);
            } else {
                leaves.add(slots);
            }
        }
    }

    private void differentiate(OpNode node, Slots slots, @Nullable Hooks hooks) {
        if (hooks != null || usersCodeSees(node)) {
            slots.keep();
            passOn(node, slots, hooks);
            return;
        }
        region.resume();
        try {
            passOn(node, slots, null);
        } finally {
            region.pause();
        }
        region.sweep();
    }

    /// Whether the node's rule, or who watches it, or the tape may keep tensors for longer than the walk needs.
    private boolean usersCodeSees(OpNode node) {
        return watched || use.records() || node.isUsers() || node.isPacked();
    }

    private void passOn(OpNode node, Slots slots, @Nullable Hooks hooks) {
        if (hooks != null) {
            hooks.showOutputs(slots);
        }
        @Nullable Tensor[] gradients = applyRule(node, slots);
        if (checkNan) {
            Anomaly.checkGradients(node, slots, gradients);
        }
        boolean seen = node.isUsers(); // by users' code, which may hold on to gradients
        if (hooks != null && hooks.hasAfter()) {
            gradients = hooks.showInputs(slots, gradients);
            seen = true;
        }
        Set<Storage> shared = Fresh.shared(slots, gradients);
        for (int i = 0; i < gradients.length; i++) {
            Node input = node.input(i);
            Tensor gradient = gradients[i];
            if (input != null && gradient != null && isWanted(input)) {
                int slot = node.inputSlot(i);
                check(node, i, gradient, input, slot);
                deliver(input, slot, gradient, !seen && Fresh.is(slots, gradients, i, shared));
            }
        }
        if (use == GraphUse.FREE) {
            node.free(caller);
        }
    }

    private @Nullable Tensor[] applyRule(OpNode node, Slots slots) {
        Recorder recorder = watched ? thread.recorder() : null;
        if (recorder == null) {
            return profiled(node, slots);
        }
        recorder.enterRule(node, slots.all());
        try {
            return profiled(node, slots);
        } finally {
            recorder.leaveRule();
        }
    }

    private @Nullable Tensor[] profiled(OpNode node, Slots slots) {
        Profile profile = thread.profile();
        if (profile == null) {
            return gradients(node, slots);
        }
        Frame frame = profile.enter(Kind.RULE, node.name());
        try {
            return gradients(node, slots);
        } finally {
            profile.leave(frame);
        }
    }

    private @Nullable Tensor[] gradients(OpNode node, Slots slots) {
        try {
            return node.op().gradients(new Backward(node, slots));
        } catch (BackwardException | CancellationException e) { // say already what is wrong
            throw e;
        } catch (RuntimeException e) {
            if (node.isUsers()) { // a user's function names itself
                throw e;
            }
            throw new BackwardException(operation() + ": the gradient rule of " + node.name() + " failed: " + e, e);
        }
    }

    private boolean isWanted(Node input) {
        return needed == null || targets == null || needed.contains(input) || targets.contains(input);
    }

    private void check(OpNode node, int i, Tensor gradient, Node input, int slot) {
        if (!gradient.shape().equals(input.shape(slot)) || gradient.dtype() != input.dtype(slot)) {
            throw new BackwardException(operation() + ": the gradient rule of " + node.name() + " returned "
                    + gradient.dtype() + " " + gradient.shape() + " for input " + i + ", which is " + input.dtype(slot)
                    + " " + input.shape(slot));
        }
    }
}
