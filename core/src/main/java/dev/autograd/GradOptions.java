package dev.autograd;

import dev.autograd.engine.GraphUse;
import org.jspecify.annotations.Nullable;

/// How [Autograd#grad] asks for gradients; refined by the methods here.
///
/// ```java
/// Tensor slope = Autograd.grad(y, GradOptions.DEFAULT.withCreateGraph(), x)[0];
/// ```
public final class GradOptions {
    /// Outputs are scalars, the graph is freed, and every input must have been used.
    public static final GradOptions DEFAULT = new GradOptions(null, GraphUse.FREE, Unused.REFUSED);

    /// What becomes of an input that no output depends on.
    enum Unused {
        REFUSED,
        NULL,
        ZEROS
    }

    private final @Nullable Tensor @Nullable [] gradOutputs;
    private final GraphUse use;
    private final Unused unused;

    private GradOptions(@Nullable Tensor @Nullable [] gradOutputs, GraphUse use, Unused unused) {
        this.gradOutputs = gradOutputs;
        this.use = use;
        this.unused = unused;
    }

    /// The same, starting from a gradient for each output: of its shape and type, or null for 1 where the output is
    /// a scalar.
    public GradOptions withGradOutputs(@Nullable Tensor... gradOutputs) {
        return new GradOptions(gradOutputs.clone(), use, unused);
    }

    /// The same, but what the graph saved is kept, so that another backward pass can go through it.
    public GradOptions withRetainGraph() {
        return new GradOptions(gradOutputs, use.retaining(), unused);
    }

    /// The same, but the computation of the gradients is recorded, so that they can be differentiated themselves.
    /// The graph is kept for that, as with [#withRetainGraph()].
    public GradOptions withCreateGraph() {
        return new GradOptions(gradOutputs, GraphUse.CREATE, unused);
    }

    /// The same, but the gradient of an input that no output depends on is null instead of an error.
    public GradOptions withAllowUnused() {
        return new GradOptions(gradOutputs, use, Unused.NULL);
    }

    /// The same, but the gradient of an input that no output depends on is zeros of its shape instead of an error.
    public GradOptions withMaterializeGrads() {
        return new GradOptions(gradOutputs, use, Unused.ZEROS);
    }

    @Nullable
    Tensor @Nullable [] gradOutputs() {
        return gradOutputs;
    }

    GraphUse use() {
        return use;
    }

    Unused unused() {
        return unused;
    }

    /// The settings.
    @Override
    public String toString() {
        return "GradOptions[" + use + ", unused inputs " + unused
                + (gradOutputs == null ? "" : ", " + gradOutputs.length + " gradients") + "]";
    }
}
