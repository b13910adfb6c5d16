package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.engine.ThreadState;

/// A module that maps one tensor to one tensor, so that it can stand in a [Sequential].
///
/// A layer of your own says in [#compute] what it computes; everyone calls [#forward], which runs the layer's hooks
/// around that.
public abstract class Layer extends Module {
    /// A layer in training mode that owns nothing yet.
    protected Layer() {}

    /// The layer's output. Hooks that are registered on this layer run before and after it is computed.
    public final Tensor forward(Tensor x) {
        ThreadState thread = ThreadState.current();
        return thread.followsModules() ? ModuleFrame.call(thread, this, () -> call(x)) : call(x);
    }

    private Tensor call(Tensor x) {
        ModuleHooks hooks = hooks();
        return hooks == null ? compute(x) : hooks.run(this, in -> new Tensor[] {compute(in[0])}, x)[0];
    }

    /// Computes the layer's output, calling the [#forward] of the layers inside.
    protected abstract Tensor compute(Tensor x);
}
