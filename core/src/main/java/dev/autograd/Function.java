package dev.autograd;

import dev.autograd.engine.Batch;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// An operator of one's own, with a gradient of one's own: PyTorch's `autograd.Function`.
///
/// ```java
/// /// x sigmoid(beta x)
/// record Swish(double beta) implements Function {
///     public Tensor forward(Context ctx, Tensor... in) {
///         ctx.saveForBackward(in);
///         return in[0].mul(in[0].mul(beta).sigmoid());
///     }
///
///     public Tensor[] backward(Context ctx, Tensor grad) {
///         Tensor x = ctx.saved(0);
///         Tensor s = x.mul(beta).sigmoid();
///         return new Tensor[] {grad.mul(s.add(x.mul(beta).mul(s).mul(s.rsub(1))))};
///     }
/// }
///
/// Tensor y = new Swish(1.5).apply(x);
/// Gradcheck.gradgradcheck(new Swish(1.5)::apply, x);
/// ```
///
/// What is no tensor is a component or a field of the class, which keeps no state between calls. The
/// class's name stands in graphs and errors. Several outputs: [All].
///
/// What [#forward] computes is not recorded; [#backward] says what its gradient is, and is recorded itself
/// when derivatives of the gradient are wanted, so that they follow when it is written in tensor operations
/// on what it is given, and on inputs and outputs that were saved. `Gradcheck.gradgradcheck` shows whether
/// they do.
public interface Function {
    /// Computes the output.
    ///
    /// An input returned as it is becomes a view of it, at a place of its own on the tape. An input may
    /// only be changed when [Context#markDirty] says so.
    ///
    /// @param ctx keeps what `backward` needs
    /// @param inputs as given to [#apply]
    Tensor forward(Context ctx, Tensor... inputs);

    /// The gradients of all inputs from that of the output.
    ///
    /// @param gradOutput of the output's shape and type; not to be changed in place
    /// @return one for each input, of its shape and type; null where [Context#needsInputGrad] says that
    ///     none is needed
    @Nullable
    Tensor[] backward(Context ctx, Tensor gradOutput);

    /// The tangent of the output from those of the inputs, for forward mode: `J v` from `v`. Written in
    /// tensor operations, and from the same saved tensors as [#backward]. Without it, forward mode through
    /// this function is refused.
    ///
    /// @param tangents one for each input, zeros where it does not move; null for inputs of no floating
    ///     type
    /// @return of the output's shape and type, or null when the output does not move
    default @Nullable Tensor jvp(Context ctx, @Nullable Tensor... tangents) {
        throw FunctionException.noJvp(name());
    }

    /// The outputs for all examples of a [map][Autograd#vmap] at once, along a new first dimension. Without
    /// it, or where it returns null, the function runs on one example after another. Where all is
    /// elementwise, applying the function to all examples is enough:
    ///
    /// ```java
    /// public Tensor vmap(Context ctx, Batch batch) {
    ///     ctx.saveForBackward(batch.in(0));
    ///     return apply(batch.in(0));
    /// }
    /// ```
    ///
    /// @param ctx keeps what `backward` needs: inputs and outputs of all examples, or other tensors whose
    ///     first dimension is the examples; `backward` sees them as one example's
    default @Nullable Tensor vmap(Context ctx, Batch batch) {
        return null;
    }

    /// What stands in graphs and errors: the class's simple name.
    default String name() {
        return FunctionOp.name(this);
    }

    /// Whether [#backward] cannot be differentiated, because it leaves tensor operations: it is not
    /// recorded then, and differentiating the gradient is refused.
    default boolean onceDifferentiable() {
        return false;
    }

    /// Runs the function.
    ///
    /// @throws FunctionException when `forward` throws: the cause is what it threw
    /// @throws IllegalStateException when `forward` returns what it may not
    default Tensor apply(Tensor... inputs) {
        return FunctionOp.apply(new FunctionOfOne(this), inputs)[0];
    }

    /// As [Function], with several outputs.
    interface All {
        /// Computes the outputs, as [Function#forward]. One is not differentiable when it is of no floating
        /// type, or [Context#markNonDifferentiable] says so.
        Tensor[] forward(Context ctx, Tensor... inputs);

        /// As [Function#backward].
        ///
        /// @param gradOutputs one for each output, zeros where no gradient arrived; null there after
        ///     `setMaterializeGrads(false)`
        @Nullable
        Tensor[] backward(Context ctx, @Nullable Tensor... gradOutputs);

        /// As [Function#jvp].
        ///
        /// @return one for each output
        default @Nullable Tensor[] jvp(Context ctx, @Nullable Tensor... tangents) {
            throw FunctionException.noJvp(name());
        }

        /// As [Function#vmap].
        ///
        /// @return one for each output, or null for no rule
        default Tensor @Nullable [] vmap(Context ctx, Batch batch) {
            return null;
        }

        /// As [Function#name].
        default String name() {
            return FunctionOp.name(this);
        }

        /// As [Function#onceDifferentiable].
        default boolean onceDifferentiable() {
            return false;
        }

        /// As [Function#apply].
        default Tensor[] apply(Tensor... inputs) {
            return FunctionOp.apply(this, inputs);
        }
    }

    /// What one call of a function knows and keeps.
    interface Context {
        /// Keeps tensors for `backward` and `jvp`. Called at most once, in `forward`.
        ///
        /// Inputs and outputs keep their places on the tape, so that derivatives of the gradient go through
        /// them. Any other tensor that `forward` computed has none: differentiating the gradient by what it
        /// depends on is refused. Compute it again in `backward` from inputs, return it as an output, or,
        /// if it is a constant (such as a mask), `detach()` it there.
        ///
        /// Changing a saved tensor in place afterwards is noticed by `backward`.
        void saveForBackward(Tensor... tensors);

        /// A saved tensor, in the order of [#saveForBackward].
        ///
        /// @throws IndexOutOfBoundsException when fewer were saved
        /// @throws IllegalStateException in `forward`; after the graph was freed; when the tensor was
        ///     changed in place
        Tensor saved(int index);

        /// All saved tensors; throws as [#saved(int)].
        Tensor[] saved();

        /// Says that `forward` changes these inputs in place. Called before it does; each must be returned
        /// as an output, and takes the place of that output on the tape.
        ///
        /// @throws IllegalArgumentException when one is no input
        /// @throws IllegalStateException when one may not be changed, as with any in-place operation;
        ///     inside `vmap`
        void markDirty(Tensor... inputs);

        /// Says that no gradient flows from these outputs.
        void markNonDifferentiable(Tensor... outputs);

        /// Whether a missing gradient of an output (in `jvp`: a missing tangent of an input) is given as
        /// zeros, which is the default, or as null.
        void setMaterializeGrads(boolean value);

        /// Whether a gradient of an input will be, or is, asked for; in `jvp` whether the input moves.
        boolean needsInputGrad(int input);

        /// The shape of an input.
        Shape inputShape(int input);

        /// The element type of an input.
        DType inputDtype(int input);
    }
}
