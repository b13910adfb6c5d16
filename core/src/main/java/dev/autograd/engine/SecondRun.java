package dev.autograd.engine;

import dev.autograd.BackwardException;
import dev.autograd.Tensor;
import dev.autograd.value.Draws;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The second run of a function for a [Recomputation]: collects what its operators save, and holds it against what the
/// first run saved.
final class SecondRun implements Keeper {
    private final Recomputation first;
    private final SavedPlace wanted;
    private final @Nullable Tensor[] computed;
    private int count;
    private @Nullable BackwardException mismatch;

    /// @param wanted the value for which the function runs again
    SecondRun(Recomputation first, SavedPlace wanted) {
        this.first = first;
        this.wanted = wanted;
        this.computed = new Tensor[first.count()];
    }

    /// All values that are still needed, off the tape.
    ///
    /// @throws BackwardException when the function fails, or does not do what it did before
    @Nullable
    Tensor[] run() {
        Tensor[] inputs = first.inputs().stream().map(Kept::get).toArray(Tensor[]::new);
        Draws draws = first.draws().rewind();
        try (draws;
                Surroundings.Entered _ = first.surroundings().enter(this)) {
            var _ = first.function().apply(inputs);
        } catch (RuntimeException e) {
            String reason = Objects.requireNonNullElse(e.getMessage(), e.toString());
            throw mismatch != null
                    ? mismatch
                    : new BackwardException(
                            "checkpoint: the function failed when it ran again, for " + wanted + ": " + reason, e);
        }
        if (mismatch == null && count < first.count()) {
            mismatch = differs("it saved " + count + " values, but " + first.count() + " in the first run, the next of"
                    + " which is " + first.place(count));
        }
        if (mismatch == null) {
            String difference = first.draws().difference(draws);
            mismatch = difference == null ? null : differs(difference);
        }
        if (mismatch != null) {
            throw mismatch;
        }
        return computed;
    }

    private static BackwardException differs(String how) {
        return new BackwardException("checkpoint: the function did not do the same when it ran again: " + how);
    }

    @Override
    public Object keep(SavedPlace place, Tensor tensor) {
        if (mismatch == null && count == first.count()) {
            mismatch = differs("it saved " + place + ", after the last of the " + count + " values of the first run");
        }
        if (mismatch == null && !place.equals(first.place(count))) {
            mismatch = differs("value " + count + " that it saved is " + place + ", but was " + first.place(count)
                    + " in the first run");
        }
        if (mismatch != null) {
            throw mismatch;
        }
        Tensor value = TensorAccess.get().fresh(tensor);
        computed[count] = first.isNeeded(count) ? value : null;
        count++;
        return value; // for a backward pass inside the function
    }

    @Override
    public Tensor give(SavedPlace place, Object kept) {
        return (Tensor) kept;
    }

    @Override
    public void drop(SavedPlace place, Object kept) {}
}
