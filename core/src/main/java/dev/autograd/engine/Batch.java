package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.function.Function;

/// What a batching rule reads: the inputs of one operator call inside `vmap`, each either for all examples
/// at once, with a first dimension more than the operator was called with, or shared by all.
///
/// A rule returns all examples' outputs, with that first dimension.
///
/// @see Op#vmap
public final class Batch {
    private final Batched.Scope scope;
    private final Tensor[] examples;
    private final Tensor[] inputs;
    private final boolean[] batched;

    /// @param examples the inputs as the mapped function sees them
    Batch(Batched.Scope scope, Tensor[] examples) {
        this.scope = scope;
        this.examples = examples;
        this.inputs = new Tensor[examples.length];
        this.batched = new boolean[examples.length];
        for (int i = 0; i < examples.length; i++) {
            Batched all = TensorAccess.get().batched(examples[i]);
            batched[i] = all != null && all.scope() == scope;
            inputs[i] = batched[i] && all != null ? all.checked() : examples[i];
        }
    }

    /// How many examples there are.
    public long size() {
        return scope.size();
    }

    /// How many inputs the operator has.
    public int inputCount() {
        return inputs.length;
    }

    /// Whether an input differs between examples, and so has the first dimension more.
    public boolean isBatched(int i) {
        return batched[i];
    }

    /// An input: of all examples where [#isBatched(int)], otherwise the one that all share.
    public Tensor in(int i) {
        return inputs[i];
    }

    /// An input with the first dimension in any case: one that all share is expanded, not copied.
    public Tensor stacked(int i) {
        return batched[i] ? inputs[i] : expanded(inputs[i]);
    }

    private Tensor expanded(Tensor shared) {
        return shared.expand(shape(shared.shape()));
    }

    /// An input as one example has it: its shape and type are those that the operator was called with.
    public Tensor example(int i) {
        return examples[i];
    }

    /// The most dimensions that an input has in one example.
    public int rank() {
        int rank = 0;
        for (Tensor example : examples) {
            rank = Math.max(rank, example.dim());
        }
        return rank;
    }

    /// An input whose examples have dimensions of size 1 in front, up to the given number of dimensions, so that it
    /// broadcasts against others as one example does.
    public Tensor aligned(int i, int rank) {
        Tensor input = inputs[i];
        int missing = rank - examples[i].dim();
        if (!batched[i] || missing == 0) {
            return input;
        }
        long[] sizes = new long[rank + 1];
        Arrays.fill(sizes, 1);
        sizes[0] = size();
        System.arraycopy(input.shape().sizes(), 1, sizes, 1 + missing, examples[i].dim());
        return input.reshape(Shape.of(sizes));
    }

    /// The rule of an operator whose settings, moved one dimension on, say what it does to all examples: it runs on
    /// its inputs as they lie [side by side][#stacked(int)].
    public Tensor[] run(Op moved) {
        Tensor[] all = new Tensor[inputs.length];
        Arrays.setAll(all, this::stacked);
        return Tape.runAll(moved, all);
    }

    /// Dimensions counted from the front, where the examples stand in front of them.
    public static int[] moved(int... dims) {
        int[] moved = new int[dims.length];
        Arrays.setAll(moved, i -> dims[i] + 1);
        return moved;
    }

    /// A shape with the examples in front.
    public Shape shape(Shape example) {
        long[] sizes = new long[example.rank() + 1];
        sizes[0] = size();
        System.arraycopy(example.sizes(), 0, sizes, 1, example.rank());
        return Shape.of(sizes);
    }

    /// The rule of an operator that is, or can be, composed of others: those have rules of their own.
    ///
    /// @param composition from the inputs as one example has them
    public Tensor[] compose(Function<Tensor[], Tensor[]> composition) {
        Tensor[] outputs = composition.apply(examples);
        Tensor[] all = new Tensor[outputs.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = valueOf(outputs[i]);
        }
        return all;
    }

    private Tensor valueOf(Tensor output) {
        Batched all = TensorAccess.get().batched(output);
        return all != null && all.scope() == scope ? all.value() : expanded(output);
    }

    /// The rule that always works: the operator runs on one example after another.
    public Tensor[] loop(Op op) {
        return loop(op.name(), one -> Tape.runAll(op, one));
    }

    /// What a function makes of one example after another.
    ///
    /// @param name of the operator, for errors
    public Tensor[] loop(String name, Function<Tensor[], Tensor[]> function) {
        int n = (int) size();
        if (n == 0) {
            throw new IllegalArgumentException(
                    name + ": vmap over 0 examples is not possible here, because the shape of the result is unknown");
        }
        Tensor[][] columns = new Tensor[0][];
        for (int example = 0; example < n; example++) {
            Tensor[] outputs = function.apply(example(example, inputs));
            if (example == 0) {
                columns = new Tensor[outputs.length][n];
            }
            for (int i = 0; i < outputs.length; i++) {
                columns[i][example] = outputs[i];
            }
        }
        Tensor[] all = new Tensor[columns.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = Tensor.stack(0, columns[i]);
        }
        return all;
    }

    private Tensor[] example(int example, Tensor[] inputs) {
        Tensor[] one = new Tensor[inputs.length];
        for (int i = 0; i < one.length; i++) {
            one[i] = batched[i] ? inputs[i].select(0, example) : inputs[i];
        }
        return one;
    }
}
