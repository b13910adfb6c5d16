package dev.autograd.engine;

import dev.autograd.BackwardException;
import dev.autograd.Tensor;
import dev.autograd.value.Storage;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// A value that an operator saved, kept by a [Keeper], with what it takes to put it back into its place on the tape.
final class Packed {
    private final SavedPlace place;
    private final Keeper keeper;
    private final Object kept;
    private final @Nullable Node node; // where the tensor stands on the tape
    private final int slot;
    private final WeakReference<Storage> storage; // whose changes matter if it comes back
    private final int version;
    private final int keptVersion; // of a tensor that is kept in place of the saved one

    /// Packs a tensor.
    ///
    /// @param node what computed it, or the leaf's, or null when it is off the tape
    Packed(Keeper keeper, SavedPlace place, Tensor tensor, @Nullable Node node, int slot) {
        Storage shown = TensorAccess.get().storage(tensor);
        this.place = place;
        this.keeper = keeper;
        this.version = shown.version();
        this.kept = keeper.keep(place, tensor);
        this.keptVersion = versionOf(kept);
        this.storage = new WeakReference<>(shown);
        this.node = node;
        this.slot = slot;
    }

    /// As above, for a tensor that has its place on the tape already.
    static Packed of(Keeper keeper, SavedPlace place, Tensor tensor) {
        TensorAccess access = TensorAccess.get();
        return tensor.requiresGrad()
                ? new Packed(keeper, place, tensor, access.node(tensor), access.slot(tensor))
                : new Packed(keeper, place, tensor, null, 0);
    }

    private static int versionOf(Object kept) {
        return kept instanceof Tensor tensor
                ? TensorAccess.get().storage(tensor).version()
                : 0;
    }

    SavedPlace place() {
        return place;
    }

    /// Who keeps the value.
    Keeper keeper() {
        return keeper;
    }

    /// What stands for the value.
    Object kept() {
        return kept;
    }

    /// The value, at its place on the tape.
    ///
    /// @param ranAt where what saved it ran, or null when that is not known
    /// @throws BackwardException when the keeper fails, or what it keeps was changed in place
    Tensor unpack(@Nullable StackTraceElement ranAt) {
        Tensor given = keeper.give(place, kept);
        TensorAccess access = TensorAccess.get();
        Storage shown = access.storage(given);
        if (storage.refersTo(shown) && shown.version() != version) {
            throw changed("it", version, shown, ranAt);
        }
        if (kept instanceof Tensor tensor && versionOf(kept) != keptVersion) {
            throw changed("the tensor that pack returned for it", keptVersion, access.storage(tensor), ranAt);
        }
        Tensor restored = access.fresh(given);
        switch (node) {
            case null -> {}
            case OpNode op -> access.attach(restored, op, slot);
            case LeafNode leaf -> access.attach(restored, leaf);
        }
        return restored;
    }

    private BackwardException changed(String what, int saved, Storage changed, @Nullable StackTraceElement ranAt) {
        return Versions.changed(place.operator(), place.value(), place.shape(), what, saved, changed, ranAt);
    }

    void drop() {
        keeper.drop(place, kept);
    }
}
