package dev.autograd.engine;

import dev.autograd.BackwardException;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Calls hooks within a walk and checks what they return.
///
/// @param operation what is going on, such as `backward`
/// @param which says which hook it is, once an error needs to
public record HookCall(String operation, Supplier<String> which) {
    /// Runs a hook; what it throws becomes the cause of an error that says which hook it was.
    public <T extends @Nullable Object> T run(Supplier<T> hook) {
        try {
            return hook.get();
        } catch (BackwardException e) { // of a walk inside, or of a module's hook: says where already
            throw e;
        } catch (RuntimeException e) {
            throw new BackwardException(operation + ": " + which.get() + " failed: " + e, e);
        }
    }

    /// Refuses a wrong number of gradients.
    public void checkCount(@Nullable Tensor[] replacements, int count, String what) {
        if (replacements.length != count) {
            throw mistake("returned " + replacements.length + " gradients, but must return null or one for each " + what
                    + ", of which there are " + count);
        }
    }

    /// Refuses a gradient of a wrong shape or type for an input or output.
    public void check(String what, int i, Tensor replacement, Shape shape, DType dtype) {
        if (!replacement.shape().equals(shape) || replacement.dtype() != dtype) {
            throw mistake("returned " + replacement.dtype() + " " + replacement.shape() + " for " + what + " " + i
                    + ", whose gradient is " + dtype + " " + shape);
        }
    }

    /// The error for a gradient of something that wants none.
    public BackwardException unwanted(String what, int i) {
        return mistake("returned a gradient for " + what + " " + i + ", which wants none; return null for it");
    }

    private BackwardException mistake(String what) {
        return new BackwardException(operation + ": " + which.get() + " " + what);
    }
}
