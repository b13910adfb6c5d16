package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A tensor that the engine keeps for later beside the tape, under the same rules as what operators save: by the hooks
/// that are set, and refused when it was changed in place meanwhile.
final class Kept {
    private final SavedPlace place;
    private final int version;
    private final @Nullable Tensor tensor;
    private final @Nullable Packed packed;

    private Kept(SavedPlace place, Tensor tensor, @Nullable Packed packed) {
        this.place = place;
        this.version = TensorAccess.get().storage(tensor).version();
        this.tensor = packed == null ? tensor : null;
        this.packed = packed;
    }

    /// Keeps the inputs of something.
    static List<Kept> all(String name, Tensor[] inputs, ThreadState thread) {
        SavedTensorScope scope = thread.saving();
        List<Kept> all = new ArrayList<>(inputs.length);
        for (int i = 0; i < inputs.length; i++) {
            SavedPlace place = SavedPlace.of(name, SavedPlace.name(inputs.length, i), inputs[i]);
            Packed packed = scope == null ? null : Packed.of(scope.keeper(), place, inputs[i]);
            all.add(new Kept(place, inputs[i], packed));
        }
        return all;
    }

    /// Whether the tensor, which is the one that is kept, was changed in place since.
    boolean isChanged(Tensor original) {
        return TensorAccess.get().storage(original).version() != version;
    }

    /// The tensor.
    ///
    /// @throws dev.autograd.BackwardException when it was changed in place, or hooks cannot give it
    Tensor get() {
        if (packed != null) {
            return packed.unpack(null);
        }
        Tensor kept = Objects.requireNonNull(tensor);
        Storage storage = TensorAccess.get().storage(kept);
        if (storage.version() != version) {
            throw Versions.changed(place.operator(), place.value(), place.shape(), "it", version, storage, null);
        }
        return kept;
    }

    SavedPlace place() {
        return place;
    }

    /// The tensor where it is kept itself, or null.
    @Nullable
    Tensor tensor() {
        return tensor;
    }

    @Nullable
    Packed packed() {
        return packed;
    }

    void drop() {
        if (packed != null) {
            packed.drop();
        }
    }
}
