package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import dev.autograd.value.Shape;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs a function that is written for one example on all examples at once: operators inside see tensors of one
/// example's shape and run, by their batching rules, on all.
///
/// The tape exists twice inside: what the mapped function differentiates itself is recorded on its tensors, what is
/// differentiated from outside on the tensors behind them. So `grad` inside `vmap` and `vmap` inside `grad` both work,
/// and so do maps inside maps.
public final class Vmap {
    private Vmap() {}

    /// Maps over the first dimension of all inputs.
    ///
    /// @return the outputs, each with the examples along its first dimension
    /// @throws IllegalArgumentException when an input is a scalar, or first dimensions differ
    public static Tensor[] run(Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        long size = size(inputs);
        ThreadState thread = ThreadState.current();
        Batched.Scope scope = new Batched.Scope(thread.map(), size);
        thread.setMap(scope);
        try {
            Tensor[] examples = new Tensor[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                examples[i] = wrap(inputs[i], scope);
            }
            return new Batch(scope, examples).compose(function);
        } finally {
            thread.setMap(scope.outer());
            scope.end();
        }
    }

    /// A tensor of new values for every example of the maps that the calling thread is inside: what random
    /// numbers are drawn into. The examples' values are drawn one after another, those of an outer map's
    /// first example first.
    ///
    /// @param shape of one example
    /// @param draw makes a tensor of a shape, that of all examples' values
    public static Tensor perExample(Shape shape, Function<Shape, Tensor> draw) {
        Batched.Scope innermost = ThreadState.current().map();
        return innermost == null ? draw.apply(shape) : wrapAll(draw.apply(innermost.inFrontOf(shape)), innermost);
    }

    private static Tensor wrapAll(Tensor all, Batched.Scope innermost) {
        Batched.Scope outer = innermost.outer();
        return wrap(outer == null ? all : wrapAll(all, outer), innermost);
    }

    private static long size(Tensor[] inputs) {
        if (inputs.length == 0) {
            throw new IllegalArgumentException("vmap: needs at least one input to map over");
        }
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].dim() == 0) {
                throw new IllegalArgumentException("vmap: input " + i
                        + " is a scalar, but needs a first dimension to map over; let the function capture it instead");
            }
            if (inputs[i].size(0) != inputs[0].size(0)) {
                throw new IllegalArgumentException("vmap: all inputs must have the same first dimension, but input 0 "
                        + inputs[0].shape() + " has " + inputs[0].size(0) + " and input " + i + " " + inputs[i].shape()
                        + " has " + inputs[i].size(0));
            }
        }
        return inputs[0].size(0);
    }

    private static Tensor wrap(Tensor all, Batched.Scope scope) {
        return TensorAccess.get().wrap(new Batched(all, scope));
    }

    /// Whether some input belongs to a map.
    static boolean concerns(Tensor... inputs) {
        for (Tensor input : inputs) {
            if (input.isBatched()) {
                return true;
            }
        }
        return false;
    }

    /// Computes an operator for all examples of the innermost map that its inputs belong to.
    static Tensor[] forward(Op op, Tensor[] inputs) {
        Batched.Scope scope = innermost(inputs);
        Tensor[] outputs = op.vmap(new Batch(scope, inputs));
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i].dim() == 0 || outputs[i].size(0) != scope.size()) {
                throw new IllegalStateException(op.name() + ": the batching rule returned shape " + outputs[i].shape()
                        + " for output " + i + ", whose first dimension is not the " + scope.size() + " examples");
            }
            outputs[i] = wrap(outputs[i], scope);
        }
        return outputs;
    }

    private static Batched.Scope innermost(Tensor[] inputs) {
        Batched.@Nullable Scope scope = null;
        for (Tensor input : inputs) {
            Batched batched = TensorAccess.get().batched(input);
            if (batched != null && (scope == null || batched.scope().level() > scope.level())) {
                scope = batched.scope();
            }
        }
        if (scope == null) {
            throw new IllegalStateException("no input belongs to a map");
        }
        return scope;
    }

    /// Writes values over those of a tensor inside a map: for in-place operations.
    ///
    /// @throws IllegalStateException when the values differ between examples that share the tensor
    public static Tensor replaceValues(Tensor target, Tensor values, String operation) {
        Batched all = TensorAccess.get().batched(target);
        Batched source = TensorAccess.get().batched(values);
        if (all == null
                || (source != null && source.scope().level() > all.scope().level())) {
            throw isShared(operation, target);
        }
        Tensor written = source != null && source.scope() == all.scope() ? source.value() : expanded(values, all);
        all.checked().copy_(written);
        return target;
    }

    /// A tensor inside a map before it is changed in place: a copy of all examples where someone outside
    /// differentiates them, since the operation may save what will be overwritten.
    public static Tensor snapshot(Tensor target) {
        Batched all = TensorAccess.get().batched(target);
        return all == null || !all.checked().requiresGrad()
                ? target
                : TensorAccess.get().wrap(all.with(History.snapshot(all.value())));
    }

    /// What an in-place operation says that would write what differs between examples to a tensor that they share.
    public static IllegalStateException isShared(String operation, Tensor target) {
        return new IllegalStateException(operation + ": this tensor " + target.shape()
                + " is shared by all examples of a vmap, so what differs between examples cannot be written to it; use the"
                + " operation that returns a new tensor");
    }

    private static Tensor expanded(Tensor shared, Batched like) {
        long[] sizes = new long[shared.dim() + 1];
        sizes[0] = like.size();
        System.arraycopy(shared.shape().sizes(), 0, sizes, 1, shared.dim());
        return shared.expand(Shape.of(sizes));
    }
}
