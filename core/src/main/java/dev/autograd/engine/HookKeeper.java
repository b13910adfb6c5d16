package dev.autograd.engine;

import dev.autograd.BackwardException;
import dev.autograd.SavedTensorHooks;
import dev.autograd.Tensor;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps what a user's hooks make of saved tensors.
final class HookKeeper<P> implements Keeper {
    private static final String PACK = "pack";

    private final SavedTensorHooks<P> hooks;

    HookKeeper(SavedTensorHooks<P> hooks) {
        this.hooks = hooks;
    }

    @Override
    public Object keep(SavedPlace place, Tensor tensor) {
        int version = TensorAccess.get().storage(tensor).version();
        Object packed = call(PACK, place, () -> hooks.pack(tensor));
        if (TensorAccess.get().storage(tensor).version() != version) {
            throw new IllegalStateException("savedTensorHooks: pack changed " + place
                    + ", in place, but must leave it as it is; change a clone() instead");
        }
        return packed;
    }

    @Override
    @SuppressWarnings("unchecked") // it is what these hooks packed
    public Tensor give(SavedPlace place, Object kept) {
        Tensor tensor = call("unpack", place, () -> hooks.unpack((P) kept));
        if (!place.fits(tensor)) {
            throw new BackwardException("savedTensorHooks: unpack returned " + tensor.dtype() + " " + tensor.shape()
                    + " for " + place + "; it must return a tensor of that shape and type");
        }
        return tensor;
    }

    @Override
    @SuppressWarnings("unchecked") // it is what these hooks packed
    public void drop(SavedPlace place, Object kept) {
        call("release", place, () -> {
            hooks.release((P) kept);
            return kept;
        });
    }

    private static <T> T call(String hook, SavedPlace place, Supplier<@Nullable T> body) {
        T result;
        try {
            result = Modes.quiet(body);
        } catch (RuntimeException e) {
            String reason = Objects.requireNonNullElse(e.getMessage(), e.toString());
            throw failure(hook, "savedTensorHooks: " + hook + " failed for " + place + ": " + reason, e);
        }
        if (result == null) {
            throw failure(hook, "savedTensorHooks: " + hook + " returned null for " + place, null);
        }
        return result;
    }

    /// Of the operator that saves, or of the pass that reads.
    private static IllegalStateException failure(String hook, String message, @Nullable Throwable cause) {
        return hook.equals(PACK) ? new IllegalStateException(message, cause) : new BackwardException(message, cause);
    }
}
