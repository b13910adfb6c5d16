package dev.autograd;

import dev.autograd.engine.Caller;
import dev.autograd.engine.Walk;
import org.jspecify.annotations.Nullable;

/// What `grad` and `backward` check before and after they walk over the tape.
final class Differentiation {
    private Differentiation() {}

    /// The gradients of outputs by inputs; null where an input is unused and the options allow it.
    static @Nullable Tensor[] of(Tensor[] outputs, Tensor[] inputs, GradOptions options) {
        if (inputs.length == 0) {
            throw new IllegalArgumentException("grad: there are no inputs to differentiate by");
        }
        for (int i = 0; i < inputs.length; i++) {
            if (!inputs[i].requiresGrad()) {
                throw new IllegalStateException(
                        "grad: input " + i + " " + Roots.describe(inputs[i]) + " does not require a gradient");
            }
        }
        Tensor[] start = Roots.gradients("grad", outputs, options.gradOutputs());
        @Nullable Tensor[] found = Walk.gradients(outputs, start, inputs, options.use(), Caller.of("grad", outputs[0]));
        for (int i = 0; i < inputs.length; i++) {
            if (found[i] == null) {
                found[i] = unused(outputs.length, i, inputs[i], options);
            }
        }
        return found;
    }

    private static @Nullable Tensor unused(int outputs, int i, Tensor input, GradOptions options) {
        return switch (options.unused()) {
            case NULL -> null;
            case ZEROS -> Tensor.zerosLike(input);
            case REFUSED ->
                throw new IllegalStateException("grad: "
                        + (outputs == 1 ? "the output does not depend" : "none of the " + outputs + " outputs depends")
                        + " on input " + i + " " + Roots.describe(input)
                        + "; withAllowUnused gives null for such inputs, and withMaterializeGrads zeros");
        };
    }

    /// The gradients of outputs by inputs, by options that leave none null.
    static Tensor[] withoutNull(Tensor[] outputs, Tensor[] inputs, GradOptions options) {
        if (options.unused() == GradOptions.Unused.NULL) {
            throw new IllegalArgumentException("grad: withAllowUnused can leave gradients null, which only the form"
                    + " grad(outputs, inputs, options) with arrays returns; withMaterializeGrads gives zeros instead");
        }
        @Nullable Tensor[] found = of(outputs, inputs, options);
        Tensor[] result = new Tensor[found.length];
        for (int i = 0; i < found.length; i++) {
            Tensor gradient = found[i];
            if (gradient == null) {
                throw new AssertionError("input " + i + " has no gradient, and the options allow none without");
            }
            result[i] = gradient;
        }
        return result;
    }

    static void accumulate(Tensor root, @Nullable Tensor gradient, BackwardOptions options) {
        accumulate(new Tensor[] {root}, new @Nullable Tensor[] {gradient}, options);
    }

    /// Adds the gradients of roots to leaves, or to the inputs that the options name.
    static void accumulate(Tensor[] roots, @Nullable Tensor[] gradients, BackwardOptions options) {
        Tensor[] start = Roots.gradients("backward", roots, gradients);
        Caller caller = Caller.of("backward", roots[0]);
        Tensor[] inputs = options.inputs();
        if (inputs == null) {
            Walk.accumulate(roots, start, options.use(), caller);
        } else {
            Walk.accumulate(roots, start, inputs, options.use(), caller);
        }
    }
}
