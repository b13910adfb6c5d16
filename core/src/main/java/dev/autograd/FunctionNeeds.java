package dev.autograd;

import dev.autograd.engine.Batch;
import dev.autograd.engine.ThreadState;
import org.jspecify.annotations.Nullable;

/// Which inputs of a call of a user's function want a gradient.
///
/// @param wanted by input
/// @param inMap whether the call is that of one example of a map, or of all at once
record FunctionNeeds(boolean[] wanted, boolean inMap) {
    static FunctionNeeds of(Tensor... inputs) {
        boolean records = ThreadState.current().gradEnabled();
        boolean[] wanted = new boolean[inputs.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = records && inputs[i].requiresGrad();
        }
        return new FunctionNeeds(wanted, false);
    }

    /// What the mapped function differentiates, and what is differentiated from outside the map.
    ///
    /// @param inner what the map inside this one wants that runs the function on its examples, or null
    static FunctionNeeds inMap(Batch batch, @Nullable FunctionNeeds inner) {
        boolean records = ThreadState.current().gradEnabled();
        boolean[] wanted = new boolean[batch.inputCount()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = (inner != null && inner.input(i))
                    || (records
                            && (batch.example(i).requiresGrad() || batch.in(i).requiresGrad()));
        }
        return new FunctionNeeds(wanted, true);
    }

    boolean input(int i) {
        return wanted[i];
    }

    boolean any() {
        for (boolean one : wanted) {
            if (one) {
                return true;
            }
        }
        return false;
    }
}
