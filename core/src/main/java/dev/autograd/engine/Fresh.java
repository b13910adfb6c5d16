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

    private Fresh() {}

    /// The storages that many gradients share with each other or with what the rule was given; null for a few
    /// gradients.
    static @Nullable Set<Storage> shared(Slots given, @Nullable Tensor[] gradients) {
        if (gradients.length <= FEW) {
            return null;
        }
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

    /// Whether the rule has made one of the gradients anew.
    ///
    /// @param shared what [#shared] returned
    static boolean is(Slots given, @Nullable Tensor[] gradients, int i, @Nullable Set<Storage> shared) {
        Tensor gradient = gradients[i];
        if (gradient == null || gradient.isView()) {
            return false;
        }
        Storage storage = storage(gradient);
        return shared == null ? !isGiven(given, storage) && !isTwice(gradients, i, storage) : !shared.contains(storage);
    }

    private static boolean isGiven(Slots given, Storage storage) {
        for (int slot = 0; slot < given.outputs(); slot++) {
            Tensor gradient = given.get(slot);
            if (gradient != null && storage(gradient) == storage) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTwice(@Nullable Tensor[] gradients, int i, Storage storage) {
        for (int other = 0; other < gradients.length; other++) {
            Tensor gradient = gradients[other];
            if (other != i && gradient != null && storage(gradient) == storage) {
                return true;
            }
        }
        return false;
    }
}
