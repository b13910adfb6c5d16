package dev.autograd;

import dev.autograd.engine.GraphUse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How a backward pass goes; refined by the methods here.
///
/// ```java
/// loss.backward(BackwardOptions.DEFAULT.withRetainGraph());
/// ```
public final class BackwardOptions {
    /// Frees the graph, and accumulates into all leaves.
    public static final BackwardOptions DEFAULT = new BackwardOptions(GraphUse.FREE, null);

    private final GraphUse use;
    private final Tensor @Nullable [] inputs;

    private BackwardOptions(GraphUse use, Tensor @Nullable [] inputs) {
        this.use = use;
        this.inputs = inputs;
    }

    /// The same, but what the graph saved is kept, so that another backward pass can go through it.
    public BackwardOptions withRetainGraph() {
        return new BackwardOptions(use.retaining(), inputs);
    }

    /// The same, but the computation of the gradients is recorded, so that they can be differentiated themselves.
    /// The graph is kept for that, as with [#withRetainGraph()].
    public BackwardOptions withCreateGraph() {
        return new BackwardOptions(GraphUse.CREATE, inputs);
    }

    /// The same, but only the given tensors get their gradients, and only what leads to them is computed:
    /// leaves, or tensors that were computed, which keep theirs as with [Tensor#retainGrad()]. One that the
    /// roots do not depend on gets none.
    ///
    /// @throws IllegalArgumentException when there are none, or one does not require a gradient
    public BackwardOptions withInputs(Tensor... inputs) {
        if (inputs.length == 0) {
            throw new IllegalArgumentException(
                    "withInputs: no tensors are given; without withInputs all leaves get their gradients");
        }
        for (int i = 0; i < inputs.length; i++) {
            if (!inputs[i].requiresGrad()) {
                throw new IllegalArgumentException(
                        "withInputs: input " + i + " " + Roots.describe(inputs[i]) + " does not require a gradient");
            }
        }
        return new BackwardOptions(use, Arrays.stream(inputs).distinct().toArray(Tensor[]::new));
    }

    GraphUse use() {
        return use;
    }

    Tensor @Nullable [] inputs() {
        return inputs;
    }

    /// Only what differs from the default.
    @Override
    public String toString() {
        return "BackwardOptions[" + use + (inputs == null ? "" : ", " + inputs.length + " inputs") + "]";
    }
}
