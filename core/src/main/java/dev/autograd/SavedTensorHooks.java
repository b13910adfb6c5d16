package dev.autograd;

import java.util.function.Function;

/// What becomes of the tensors that operators save for their gradients: `pack` is given each and returns what is kept
/// in its place, `unpack` turns that into the tensor again when a gradient or forward-mode rule reads it. Set for a
/// stretch of code by [Autograd#savedTensorHooks(SavedTensorHooks)].
///
/// ```java
/// var asFloats = SavedTensorHooks.of(x -> x.to(DType.FLOAT32), x -> x.to(DType.FLOAT64));
/// try (var _ = Autograd.savedTensorHooks(asFloats)) {
///     loss = model.forward(x);     // float64 activations are kept in half of the memory, less exactly
/// }
/// loss.backward();
/// ```
///
/// - `pack` is called while the operator runs, once for every value that it saves: the parameter or the batch itself,
///   the same object for as many operators as save it. It may keep the tensor but must not change it.
/// - `unpack` is called when a rule first reads the value, once for every pass through the graph that does: a second
///   backward over a retained graph calls it again. It may run on another thread.
/// - `release` is called when the graph lets go of the value: when a backward pass that does not retain the graph has
///   used it. A graph that is dropped without backward calls nothing.
///
/// All three run without recording. What `unpack` returns takes the place of the saved tensor on the tape, so that
/// derivatives of every order stay right.
///
/// A change of the saved tensor in place after it was packed is an error only where it matters: when what `unpack`
/// returns still shows the changed memory, as for hooks that keep the tensor itself. A copy in a file stays what it
/// was.
/// (PyTorch does not look at versions at all where hooks are set.)
///
/// @param <P> what is kept
public interface SavedTensorHooks<P> {
    /// Returns what is kept in place of a tensor, which it leaves as it is.
    P pack(Tensor saved);

    /// Returns a tensor of the shape, the type and the values of the one that was packed; or of other
    /// values, at the risk of whoever sets such hooks.
    Tensor unpack(P packed);

    /// Is told that the packed object is not needed any more.
    default void release(P packed) {}

    /// Hooks made of two functions.
    static <P> SavedTensorHooks<P> of(Function<Tensor, P> pack, Function<P, Tensor> unpack) {
        return new SavedTensorHooks<>() {
            @Override
            public P pack(Tensor saved) {
                return pack.apply(saved);
            }

            @Override
            public Tensor unpack(P packed) {
                return unpack.apply(packed);
            }
        };
    }
}
