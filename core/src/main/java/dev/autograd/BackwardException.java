package dev.autograd;

import org.jspecify.annotations.Nullable;

/// A backward pass that could not go on: what a gradient rule needs is gone or was changed, or a rule or a hook failed
/// or returned what does not fit. The message names the operator; what a rule or a hook threw is the cause.
///
/// The `grad` of every tensor is as it was before, except of leaves that step within backward
/// ([Tensor#registerPostAccumulateGradHook]).
public final class BackwardException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// With a sentence that names the operator.
    public BackwardException(String message) {
        super(message);
    }

    /// With a sentence that names the operator, and what was thrown inside.
    public BackwardException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
