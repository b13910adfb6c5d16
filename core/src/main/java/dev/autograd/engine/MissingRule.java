package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import org.jspecify.annotations.Nullable;

/// Refuses operators that would drop a gradient silently, at the forward call: those that declare no rule, and those
/// that let none flow from an input on the tape to a floating output.
final class MissingRule {
    private static final ClassValue<Boolean> DECLARED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return overrides(type, "gradient", int.class, Backward.class)
                    || overrides(type, "gradients", Backward.class);
        }
    };

    /// Classes that declare a rule, by hash: to ask the [ClassValue] at every call was a fifteenth of forward and
    /// backward of a small sum. Races only lose entries.
    private static final @Nullable Class<?>[] SEEN = new Class<?>[64];

    private MissingRule() {}

    private static boolean overrides(Class<?> type, String method, Class<?>... parameters) {
        try {
            return type.getMethod(method, parameters).getDeclaringClass() != Op.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is no operator", e);
        }
    }

    /// Refuses an operator without a gradient rule that is about to be recorded.
    static void checkDeclared(Op op, Tensor[] outputs) {
        Class<?> type = op.getClass();
        int place = type.hashCode() & (SEEN.length - 1);
        if (SEEN[place] == type) {
            return;
        }
        if (DECLARED.get(type)) {
            SEEN[place] = type;
        } else if (hasGradient(op, outputs)) {
            throw new IllegalStateException(
                    op.name()
                            + ": this operator declares no gradient, but an input is on the tape; run it under noGrad, or on detach() of its inputs");
        }
    }

    /// Refuses an input on the tape to which the operator lets no gradient flow.
    static void checkInput(Op op, int i, Tensor input, Tensor[] outputs) {
        if (hasGradient(op, outputs)) {
            throw new IllegalStateException(op.name() + ": no gradient flows to input " + i + " " + input.shape()
                    + ", but it is on the tape; use detach() of it, or noGrad");
        }
    }

    private static boolean hasGradient(Op op, Tensor[] outputs) {
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i].dtype().isFloating() && op.differentiableOutput(i)) {
                return true;
            }
        }
        return false;
    }
}
