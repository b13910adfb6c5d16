package dev.autograd;

import dev.autograd.FunctionPlan.Like;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the contexts of `forward` and of `backward` have in common.
abstract sealed class FunctionContext implements Function.Context permits FunctionForward, FunctionBackward {
    final String name;
    final List<Like> inputs;
    private @Nullable RuntimeException own;

    FunctionContext(String name, List<Like> inputs) {
        this.name = name;
        this.inputs = inputs;
    }

    /// Notes that an exception is the context's, not the function's.
    <E extends RuntimeException> E own(E exception) {
        own = exception;
        return exception;
    }

    IllegalStateException refusal(String what) {
        return own(new IllegalStateException(name + ": " + what));
    }

    /// Calls a method of the function.
    ///
    /// @throws FunctionException when it throws
    <T extends @Nullable Object> T call(String method, Supplier<T> body) {
        try {
            return body.get();
        } catch (FunctionException e) { // says already which function, this one or one inside
            throw e;
        } catch (RuntimeException e) {
            throw e == own ? e : FunctionException.thrown(name, method, e);
        }
    }

    @Override
    public final Shape inputShape(int input) {
        return input(input).shape();
    }

    @Override
    public final DType inputDtype(int input) {
        return input(input).dtype();
    }

    private Like input(int i) {
        return inputs.get(Objects.checkIndex(i, inputs.size()));
    }
}
