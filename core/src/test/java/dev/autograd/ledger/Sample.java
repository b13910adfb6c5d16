package dev.autograd.ledger;

import dev.autograd.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// One call of an operator on small inputs, of which all that is known of operators is tested.
///
/// Floating inputs are float64, inside the operator's domain and away from kinks and ties; integers and bools among the
/// inputs are what is not differentiated but can differ between the examples of a map.
///
/// @param operator PyTorch's name in Java's case
/// @param call how the sample differs from the operator's others
/// @param constant why no gradient flows, or an empty text where it does
/// @param differentiation where derivatives can be taken
/// @param unmapped why it cannot run inside `vmap`, or an empty text where it can
public record Sample(
        String operator,
        String call,
        Function<Tensor[], Tensor[]> function,
        List<Tensor> inputs,
        String constant,
        String unmapped,
        Differentiation differentiation) {
    /// Where derivatives can be taken.
    enum Differentiation {
        EVERYWHERE,
        OUTSIDE_MAPS
    }

    /// A sample whose result is one tensor.
    public static Sample of(String operator, String call, Function<Tensor[], Tensor> function, Tensor... inputs) {
        return ofAll(operator, call, x -> new Tensor[] {function.apply(x)}, inputs);
    }

    /// A sample whose result is several tensors.
    public static Sample ofAll(String operator, String call, Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        return new Sample(operator, call, function, List.of(inputs), "", "", Differentiation.EVERYWHERE);
    }

    /// The same, through which no gradient flows.
    public Sample constant(String reason) {
        return new Sample(operator, call, function, inputs, reason, unmapped, differentiation);
    }

    /// The same, which cannot run inside `vmap`.
    public Sample unmapped(String reason) {
        return new Sample(operator, call, function, inputs, constant, reason, differentiation);
    }

    /// The same, which changes tensors in place, so that a mapped function cannot differentiate it.
    public Sample changingInPlace() {
        return new Sample(operator, call, function, inputs, constant, unmapped, Differentiation.OUTSIDE_MAPS);
    }

    /// The same call on other inputs.
    Sample with(Tensor... others) {
        return new Sample(operator, call, function, List.of(others), constant, unmapped, differentiation);
    }

    /// Runs the call.
    Tensor[] run() {
        return function.apply(inputs.toArray(new Tensor[0]));
    }

    /// Whether gradients flow.
    public boolean isDifferentiable() {
        return constant.isEmpty();
    }

    boolean isMapped() {
        return unmapped.isEmpty();
    }

    /// The inputs that are differentiated.
    public Tensor[] floating() {
        return inputs.stream().filter(x -> x.dtype().isFloating()).toArray(Tensor[]::new);
    }

    /// The operator as a function of the floating inputs alone, with those results that are floating.
    public Tensor[] onFloating(Tensor... floating) {
        return Arrays.stream(function.apply(withFloating(floating)))
                .filter(y -> y.dtype().isFloating())
                .toArray(Tensor[]::new);
    }

    private Tensor[] withFloating(Tensor[] floating) {
        Tensor[] all = inputs.toArray(new Tensor[0]);
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = all[i].dtype().isFloating() ? floating[next++] : all[i];
        }
        return all;
    }

    @Override
    public String toString() {
        return call.equals(operator) ? operator : operator + ": " + call;
    }
}
