package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.engine.HookCall;
import dev.autograd.engine.Node;
import dev.autograd.op.layout.Alias;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One side of a [ModuleBorder]: its inputs or its outputs, of which those that track gradients pass through a node.
///
/// @param what `input` or `output`
/// @param count how many there are
/// @param tracked the positions of those that track gradients, ascending
record BorderSide(String what, int count, int[] tracked) {
    static BorderSide of(String what, Tensor[] tensors) {
        int[] tracked = IntStream.range(0, tensors.length)
                .filter(i -> tensors[i].requiresGrad())
                .toArray();
        return new BorderSide(what, tensors.length, tracked);
    }

    boolean tracksNone() {
        return tracked.length == 0;
    }

    /// Replaces each tracked tensor by a view of it.
    ///
    /// @return the node that all of these views come from
    Node place(Tensor[] tensors) {
        Tensor[] views =
                Alias.of(IntStream.of(tracked).mapToObj(i -> tensors[i]).toArray(Tensor[]::new));
        for (int k = 0; k < tracked.length; k++) {
            tensors[tracked[k]] = views[k];
        }
        return Objects.requireNonNull(views[0].gradFn(), "recording is on");
    }

    /// The gradients of the tracked tensors at the positions of all; null elsewhere.
    @Nullable
    Tensor[] spread(@Nullable Tensor[] ofTracked) {
        @Nullable Tensor[] all = new Tensor[count];
        for (int k = 0; k < tracked.length; k++) {
            all[tracked[k]] = ofTracked[k];
        }
        return all;
    }

    /// The gradients of the tracked tensors among those of all.
    @Nullable
    Tensor[] gather(@Nullable Tensor[] ofAll) {
        @Nullable Tensor[] some = new Tensor[tracked.length];
        for (int k = 0; k < tracked.length; k++) {
            some[k] = ofAll[tracked[k]];
        }
        return some;
    }

    /// Refuses what a hook returned when it does not fit this side.
    void check(HookCall call, @Nullable Node node, @Nullable Tensor[] gradients) {
        call.checkCount(gradients, count, what);
        int k = 0;
        for (int i = 0; i < count; i++) {
            boolean wanted = k < tracked.length && tracked[k] == i;
            Tensor gradient = gradients[i];
            if (gradient != null) {
                if (!wanted || node == null) {
                    throw call.unwanted(what, i);
                }
                call.check(what, i, gradient, node.shape(k), node.dtype(k));
            }
            k += wanted ? 1 : 0;
        }
    }
}
