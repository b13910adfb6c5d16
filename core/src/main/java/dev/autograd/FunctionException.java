package dev.autograd;

/// A user's [Function] has thrown: the message names the function and which of its methods, the cause is
/// what was thrown. The `grad` of every tensor is as it was before.
public final class FunctionException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private FunctionException(String message) {
        super(message);
    }

    private FunctionException(String message, RuntimeException cause) {
        super(message, cause);
    }

    static FunctionException thrown(String function, String method, RuntimeException cause) {
        return new FunctionException(function + ": " + method + " threw " + cause, cause);
    }

    static FunctionException noJvp(String function) {
        return new FunctionException(function + ": has no forward-mode rule; override jvp to give it one");
    }
}
