package dev.autograd.engine;

import dev.autograd.BackwardException;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One call of a hook within a walk: runs it and checks what it returns.
///
/// @param operation what is going on, such as `backward`
/// @param which says which hook, once an error needs to
record HookCall(String operation, Supplier<String> which) {
    <T extends @Nullable Object> T run(Supplier<T> hook) {
        try {
            return hook.get();
        } catch (BackwardException e) { // of a walk inside, or of a module's hook: says where already
            throw e;
        } catch (RuntimeException e) {
            throw new BackwardException(operation + ": " + which.get() + " failed: " + e, e);
        }
    }

    void checkCount(@Nullable Tensor[] replacements, int count, String what) {
        if (replacements.length != count) {
            throw new BackwardException(operation + ": " + which.get() + " returned " + replacements.length
                    + " gradients, but must return null or one for each " + what + ", of which there are " + count);
        }
    }

    void check(Tensor replacement, Shape shape, DType dtype) {
        if (!replacement.shape().equals(shape) || replacement.dtype() != dtype) {
            throw new BackwardException(operation + ": " + which.get() + " returned " + replacement.dtype() + " "
                    + replacement.shape() + ", but must return null or a gradient of " + dtype + " " + shape);
        }
    }

    void checkInput(Node node, int i, @Nullable Tensor replacement) {
        Node input = node.input(i);
        if (replacement == null) {
            return;
        }
        if (input == null) {
            throw new BackwardException(operation + ": " + which.get() + " returned a gradient for input " + i
                    + ", which wants none; return null for it");
        }
        int slot = node.inputSlot(i);
        new HookCall(operation, () -> which.get() + ", for input " + i + ",")
                .check(replacement, input.shape(slot), input.dtype(slot));
    }
}
