package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Storage;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which of the gradients that a rule returned it has made anew: it neither passed on what it was given, nor returned
/// one storage twice. Only to those may be added in place.
final class Fresh {
    /// Up to so many gradients are compared each with each; more would take quadratic time.
    private static final int FEW = 8;

    private final Slots given;
    private final @Nullable Tensor[] gradients;
    private final @Nullable Set<Storage> shared;

    private Fresh(Slots given, @Nullable Tensor[] gradients, @Nullable Set<Storage> shared) {
        this.given = given;
        this.gradients = gradients;
        this.shared = shared;
    }

    /// Compares what a rule returned with what it was given.
    static Fresh of(Slots given, @Nullable Tensor[] gradients) {
        return new Fresh(given, gradients, gradients.length <= FEW ? null : shared(given, gradients));
    }

    private static Set<Storage> shared(Slots given, @Nullable Tensor[] gradients) {
        Set<Storage> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Tensor gradient : given.all()) {
            if (gradient != null) {
                shared.add(storage(gradient));
            }
        }
        Set<Storage> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Tensor gradient : gradients) {
            if (gradient != null && !seen.add(storage(gradient))) {
                shared.add(storage(gradient));
            }
        }
        return shared;
    }

    /// In a map the storage of all examples.
    private static Storage storage(Tensor gradient) {
        return TensorAccess.get().storage(gradient);
    }

    boolean contains(int i, Tensor gradient) {
        if (gradient.isView()) {
            return false;
        }
        Storage storage = storage(gradient);
        return shared == null ? !isGiven(storage) && !isTwice(i, storage) : !shared.contains(storage);
    }

    private boolean isGiven(Storage storage) {
        for (int slot = 0; slot < given.node.outputCount(); slot++) {
            Tensor gradient = given.get(slot);
            if (gradient != null && storage(gradient) == storage) {
                return true;
            }
        }
        return false;
    }

    private boolean isTwice(int i, Storage storage) {
        for (int other = 0; other < gradients.length; other++) {
            Tensor gradient = gradients[other];
            if (other != i && gradient != null && storage(gradient) == storage) {
                return true;
            }
        }
        return false;
    }
}
