package dev.autograd;

import dev.autograd.engine.Tracked;
import dev.autograd.engine.Vmap;
import java.util.function.Function;

/// The functional transforms of [Autograd], for functions of several inputs and outputs.
final class Transforms {
    private Transforms() {}

    /// A function of one input and output as one of several.
    static Function<Tensor[], Tensor[]> all(Function<Tensor, Tensor> function) {
        return in -> new Tensor[] {function.apply(in[0])};
    }

    static Vjp.All vjp(Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        Tracked tracked = Tracked.run("vjp", function, inputs);
        return new Vjp.All(tracked.outputs(), tracked::pullback);
    }

    static Linearized.All linearize(Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        Tracked tracked = Tracked.run("linearize", function, inputs);
        return new Linearized.All(tracked.outputs(), tracked.pushforward()::apply);
    }

    static Jvp.All jvp(Function<Tensor[], Tensor[]> function, Tensor[] inputs, Tensor[] tangents) {
        checkCount("jvp", inputs, "tangents", tangents);
        Tracked tracked = Tracked.run("jvp", function, inputs);
        return new Jvp.All(tracked.outputs(), tracked.pushforward().apply(tangents));
    }

    static Tensor[] vmap(Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        return Vmap.run(function, inputs);
    }

    /// The gradients of a scalar function.
    static Tensor[] grad(String name, Function<Tensor[], Tensor> function, Tensor... inputs) {
        Tracked tracked = Tracked.run(name, in -> new Tensor[] {scalar(name, function.apply(in))}, inputs);
        return tracked.pullback(Tensor.onesLike(tracked.outputs()[0]));
    }

    private static Tensor scalar(String name, Tensor output) {
        if (output.numel() != 1) {
            throw new IllegalArgumentException(name + ": the function must return one number, but returned shape "
                    + output.shape() + "; reduce it, for example with sum(), or use jacobian");
        }
        return output;
    }

    /// Forward over reverse: one push through the gradient's computation.
    static Tensor[] hvp(Function<Tensor[], Tensor> function, Tensor[] inputs, Tensor[] vectors) {
        checkCount("hvp", inputs, "vectors", vectors);
        return jvp(in -> grad("hvp", function, in), inputs, vectors).tangents();
    }

    private static void checkCount(String name, Tensor[] inputs, String what, Tensor[] others) {
        if (inputs.length != others.length) {
            throw new IllegalArgumentException(
                    name + ": there are " + inputs.length + " inputs, but " + others.length + " " + what);
        }
    }
}
