package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Tape;
import dev.autograd.engine.ThreadState;
import dev.autograd.op.Op;
import java.util.function.Function;

/// The kernels that compute gradients when those are not differentiated themselves. It is an operator, not a bare call,
/// where a recorder or a profiler is there to see it. It never runs inside a map, see [#suffices()], so it has no
/// batching rule.
final class Untracked implements Op {
    private final String name;
    private final Function<Tensor[], Tensor[]> computation;

    private Untracked(String name, Function<Tensor[], Tensor[]> computation) {
        this.name = name;
        this.computation = computation;
    }

    /// Runs a computation of one output.
    static Tensor run(String name, Function<Tensor[], Tensor> computation, Tensor... inputs) {
        if (isUnseen()) {
            try {
                return computation.apply(inputs);
            } catch (OutOfMemoryError e) {
                throw Tape.outOfMemory(name, e);
            }
        }
        return Tape.run(new Untracked(name, in -> new Tensor[] {computation.apply(in)}), inputs);
    }

    /// Runs a computation.
    static Tensor[] runAll(String name, Function<Tensor[], Tensor[]> computation, Tensor... inputs) {
        if (isUnseen()) {
            try {
                return computation.apply(inputs);
            } catch (OutOfMemoryError e) {
                throw Tape.outOfMemory(name, e);
            }
        }
        return Tape.runAll(new Untracked(name, computation), inputs);
    }

    /// Whether nobody would learn of the operator, so that the bare call will do.
    private static boolean isUnseen() {
        ThreadState thread = ThreadState.current();
        return !thread.watched() && !thread.timed();
    }

    /// Whether a gradient rule that runs now may use its kernel: no one asks for the gradient of the
    /// gradient, and no map needs the batching rules of operators.
    static boolean suffices() {
        ThreadState thread = ThreadState.current();
        return !thread.gradEnabled() && !thread.isMapping();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        return computation.apply(inputs);
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }
}
