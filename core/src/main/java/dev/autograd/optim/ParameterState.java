package dev.autograd.optim;

import dev.autograd.Tensor;
import dev.autograd.value.Region;
import org.jspecify.annotations.Nullable;

/// What an optimiser remembers of one parameter: the number of steps, and tensors of the parameter's shape in the slots
/// that the optimiser names.
public final class ParameterState {
    private final Tensor parameter;
    private final @Nullable Tensor[] slots;
    private long step;

    ParameterState(Tensor parameter, int slots) {
        this.parameter = parameter;
        this.slots = new Tensor[slots];
    }

    /// Whose state this is.
    Tensor parameter() {
        return parameter;
    }

    /// How many updates the parameter has had.
    public long step() {
        return step;
    }

    /// Whether a slot holds a tensor already.
    public boolean has(int slot) {
        return slots[slot] != null;
    }

    /// The tensor in a slot, made of zeros when there is none; dense, from the start of its storage.
    ///
    /// @throws IllegalStateException when the parameter has become of another type meanwhile
    public Tensor slot(int slot) {
        Tensor tensor = slots[slot];
        if (tensor == null) {
            slots[slot] = tensor = lasting(Tensor.zerosLike(parameter));
        }
        if (tensor.dtype() != parameter.dtype()) {
            throw new IllegalStateException("step: the parameter " + parameter.shape() + " is " + parameter.dtype()
                    + ", but what the optimiser remembers of it is " + tensor.dtype()
                    + "; make the optimiser after Module.to");
        }
        return tensor;
    }

    void setStep(long step) {
        this.step = step;
    }

    void setSlot(int slot, Tensor values) {
        slots[slot] = lasting(Tensor.zerosLike(parameter)).copy_(values);
    }

    private static Tensor lasting(Tensor tensor) {
        Region.exempt(tensor.storage());
        return tensor;
    }
}
