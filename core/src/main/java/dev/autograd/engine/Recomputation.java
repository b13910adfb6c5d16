package dev.autograd.engine;

import dev.autograd.BackwardException;
import dev.autograd.Tensor;
import dev.autograd.value.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Activation checkpointing: a function whose saved values are not kept but computed again, by running the function a
/// second time, when a pass over the tape reads the first of them.
///
/// The function's operators stand on the tape as always, with their edges to captured leaves; only what they save is
/// replaced by a number, its place in the order of saving. So whatever goes over the tape (backward, `grad`, forward
/// mode, at any order) needs to know nothing of it. The second run happens at most once in a pass, which drops each
/// value as it is used.
///
/// Source: Chen et al., "Training Deep Nets with Sublinear Memory Cost" (2016); to record the function
/// itself instead of one node for all of it is the idea of PyTorch's non-reentrant form.
public final class Recomputation implements Keeper {
    private final Function<Tensor[], Tensor[]> function;
    private final List<Kept> inputs;
    private final Surroundings surroundings;
    private final Draws draws;
    private final List<Value> values = new ArrayList<>(); // in the order in which the first run saved them
    private int needed;

    /// A value that the first run saved.
    private static final class Value {
        final SavedPlace place;
        final int number;

        @Nullable
        Tensor tensor; // while the first run goes on, for a backward pass inside it

        boolean dropped;

        Value(SavedPlace place, int number, Tensor tensor) {
            this.place = place;
            this.number = number;
            this.tensor = tensor;
        }
    }

    private Recomputation(Function<Tensor[], Tensor[]> function, List<Kept> inputs, ThreadState thread, Draws draws) {
        this.function = function;
        this.inputs = inputs;
        this.surroundings = Surroundings.of(thread);
        this.draws = draws;
    }

    /// Runs a function without keeping what its operators save.
    ///
    /// @throws IllegalStateException when the function changes an input in place, so that it could not run again
    public static Tensor[] checkpoint(Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        ThreadState thread = ThreadState.current();
        if (!thread.gradEnabled()) {
            return function.apply(inputs.clone());
        }
        List<Kept> kept = Kept.all("checkpoint", inputs, thread);
        Draws draws = Draws.record();
        Recomputation recomputation = new Recomputation(function, kept, thread, draws);
        boolean done = false;
        try (SavedTensorScope _ = SavedTensorScope.open(recomputation);
                draws) {
            Tensor[] outputs = function.apply(inputs.clone());
            checkUnchanged(kept, inputs);
            done = true;
            return outputs;
        } finally {
            recomputation.end(done);
        }
    }

    private static void checkUnchanged(List<Kept> kept, Tensor[] inputs) {
        for (int i = 0; i < inputs.length; i++) {
            if (kept.get(i).isChanged(inputs[i])) {
                throw new IllegalStateException("checkpoint: the function changed its input " + i + " "
                        + inputs[i].shape() + " in place, so that it could not run again; let it change a clone()");
            }
        }
    }

    /// Ends the first run.
    private void end(boolean done) {
        for (Value value : values) {
            value.tensor = null;
        }
        if (!done) {
            inputs.forEach(Kept::drop);
        }
    }

    @Override
    public Object keep(SavedPlace place, Tensor tensor) {
        Value value = new Value(place, values.size(), tensor);
        values.add(value);
        needed++;
        return value;
    }

    @Override
    public Tensor give(SavedPlace place, Object kept) {
        Value value = (Value) kept;
        Tensor present = value.tensor;
        if (present != null) {
            return present;
        }
        Reading reading = ThreadState.current().reading();
        @Nullable Tensor[] computed = reading == null ? null : reading.get(this);
        if (computed == null || computed[value.number] == null) {
            computed = new SecondRun(this, place).run();
            if (reading != null) {
                reading.put(this, computed);
            }
        }
        Tensor given = computed[value.number];
        computed[value.number] = null;
        if (given == null) {
            throw new BackwardException("checkpoint: " + place + ", was let go by another pass meanwhile");
        }
        return given;
    }

    @Override
    public synchronized void drop(SavedPlace place, Object kept) {
        Value value = (Value) kept;
        if (!value.dropped) {
            value.dropped = true;
            value.tensor = null;
            needed--;
            if (needed == 0) {
                inputs.forEach(Kept::drop);
            }
        }
    }

    Function<Tensor[], Tensor[]> function() {
        return function;
    }

    /// What the function was called with.
    List<Kept> inputs() {
        return inputs;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Draws draws() {
        return draws;
    }

    /// How many values the first run saved.
    int count() {
        return values.size();
    }

    /// Which value the first run saved at a place in the order.
    SavedPlace place(int number) {
        return values.get(number).place;
    }

    boolean isNeeded(int number) {
        return !values.get(number).dropped;
    }
}
