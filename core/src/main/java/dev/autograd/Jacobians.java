package dev.autograd;

import dev.autograd.engine.Tracked;
import dev.autograd.engine.Vmap;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Whole Jacobians and Hessians. The function runs once; its derivative is applied to the unit vectors, many at a time:
/// from the outputs' side or from the inputs', whichever has fewer elements.
final class Jacobians {
    /// How many elements the batch of unit vectors that go through the tape together may have: enough that
    /// the work is in the kernels, little enough that the intermediate results of a batch stay small.
    private static final long BATCH = 1 << 16;

    private Jacobians() {}

    /// The derivative of every output by every input, of the output's shape followed by the input's.
    static Tensor[][] jacobian(Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        Tracked tracked = Tracked.run("jacobian", function, inputs);
        Tensor[] outputs = tracked.outputs();
        return count(inputs) < count(outputs) ? forward(tracked, inputs, outputs) : reverse(tracked, inputs, outputs);
    }

    /// The derivative of the gradient: forward through the computation of the gradient, which has as many
    /// outputs as inputs, so that only the cost of a pass decides, and a pass forward needs no second tape.
    static Tensor[][] hessian(Function<Tensor[], Tensor> function, Tensor... inputs) {
        Tracked tracked = Tracked.run("hessian", in -> Transforms.grad("hessian", function, in), inputs);
        return forward(tracked, inputs, tracked.outputs());
    }

    private static long count(Tensor[] tensors) {
        return Arrays.stream(tensors).mapToLong(Tensor::numel).sum();
    }

    private static Tensor[][] forward(Tracked tracked, Tensor[] inputs, Tensor[] outputs) {
        Function<Tensor[], Tensor[]> push = tracked.pushforward();
        Tensor[][] jacobian = new Tensor[outputs.length][inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Tensor[] columns = products(i, inputs, push::apply, outputs); // (elements of the input, output)
            for (int o = 0; o < outputs.length; o++) {
                Tensor inputLast = columns[o]
                        .reshape(inputs[i].numel(), outputs[o].numel())
                        .mT();
                jacobian[o][i] = inputLast.reshape(joined(outputs[o].shape(), inputs[i].shape()));
            }
        }
        return jacobian;
    }

    private static Tensor[][] reverse(Tracked tracked, Tensor[] inputs, Tensor[] outputs) {
        Tensor[][] jacobian = new Tensor[outputs.length][inputs.length];
        for (int o = 0; o < outputs.length; o++) {
            Tensor[] rows = products(o, outputs, tracked::pullback, inputs); // (elements of the output, input)
            for (int i = 0; i < inputs.length; i++) {
                jacobian[o][i] = rows[i].reshape(joined(outputs[o].shape(), inputs[i].shape()));
            }
        }
        return jacobian;
    }

    private static Shape joined(Shape first, Shape second) {
        long[] sizes = Arrays.copyOf(first.sizes(), first.rank() + second.rank());
        System.arraycopy(second.sizes(), 0, sizes, first.rank(), second.rank());
        return Shape.of(sizes);
    }

    /// What the derivative makes of all unit vectors of one of its arguments, one after another along the first
    /// dimension of each result.
    private static Tensor[] products(
            int argument, Tensor[] arguments, UnaryOperator<Tensor[]> derivative, Tensor[] results) {
        Tensor like = arguments[argument];
        long n = like.numel();
        if (n == 0) {
            return none(results);
        }
        long step = Math.max(1, BATCH / Math.max(1, n));
        Tensor[][] parts = new Tensor[results.length][(int) Math.ceilDiv(n, step)];
        for (int part = 0; part < parts[0].length; part++) {
            long start = part * step;
            Tensor units = units(start, Math.min(step, n - start), like);
            Tensor[] products = Vmap.run(unit -> derivative.apply(with(arguments, argument, unit[0])), units);
            for (int r = 0; r < results.length; r++) {
                parts[r][part] = products[r];
            }
        }
        Tensor[] whole = new Tensor[results.length];
        Arrays.setAll(whole, r -> parts[r].length == 1 ? parts[r][0] : Tensor.cat(0, parts[r]));
        return whole;
    }

    private static Tensor[] none(Tensor[] results) {
        Tensor[] none = new Tensor[results.length];
        Arrays.setAll(none, r -> Tensor.zeros(joined(Shape.of(0), results[r].shape()), results[r].dtype()));
        return none;
    }

    /// Unit vectors `start` to `start + count - 1` in the shape of a tensor.
    private static Tensor units(long start, long count, Tensor like) {
        Tensor positions = Tensor.arange(start, start + count, 1).reshape(count, 1);
        DType dtype = like.dtype();
        return Tensor.arange(like.numel()).eq(positions).to(dtype).reshape(joined(Shape.of(count), like.shape()));
    }

    private static Tensor[] with(Tensor[] arguments, int place, Tensor unit) {
        Tensor[] all = new Tensor[arguments.length];
        Arrays.setAll(all, i -> i == place ? unit : Tensor.zerosLike(arguments[i]));
        return all;
    }
}
