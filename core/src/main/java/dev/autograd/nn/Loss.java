package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.engine.ThreadState;

/// A module that says how far an output is from what it should be.
///
/// A loss of your own says in [#compute] what it computes; everyone calls [#forward], which runs the module's hooks
/// around that.
public abstract class Loss extends Module {
    /// A loss without parameters.
    protected Loss() {}

    /// Compares an output with its target. Hooks that are registered on this module run before and after.
    public final Tensor forward(Tensor input, Tensor target) {
        ThreadState thread = ThreadState.current();
        return thread.followsModules()
                ? ModuleFrame.call(thread, this, () -> call(input, target))
                : call(input, target);
    }

    private Tensor call(Tensor input, Tensor target) {
        ModuleHooks hooks = hooks();
        return hooks == null
                ? compute(input, target)
                : hooks.run(this, in -> new Tensor[] {compute(in[0], in[1])}, input, target)[0];
    }

    /// Compares an output with its target.
    protected abstract Tensor compute(Tensor input, Tensor target);
}
