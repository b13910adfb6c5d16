package dev.autograd;

import dev.autograd.op.pointwise.InPlace;
import dev.autograd.op.pointwise.Pointwises;

/// The methods of [Tensor] that work element by element in place and return the tensor: what the methods of
/// [TensorPointwise] without the `_` compute is written over its values, and it takes the result's place on
/// the tape. Of a view the base and all its other views change with it, values and gradients.
///
/// An operand broadcasts to this tensor's shape and must have a type that fits into this one's, or an
/// [IllegalArgumentException] says so; so does it when several elements of this tensor share one place in memory. While
/// gradients are recorded, a leaf that requires one, a view of such a leaf, and a view that was made under
/// [Autograd#noGrad()] of a tensor on the tape refuse to be changed with an [IllegalStateException]; so does an
/// [inference tensor][Tensor#isInference()] outside its mode. Nothing has changed then.
sealed interface TensorInPlace permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// Adds in place.
    default Tensor add_(Tensor other) {
        return Pointwises.ADD.inPlace(self(), other);
    }

    /// Adds in place.
    default Tensor add_(double other) {
        return Pointwises.ADD.inPlace(self(), other);
    }

    /// Adds in place, which leaves an integer tensor one.
    default Tensor add_(long other) {
        return Pointwises.ADD.inPlace(self(), other);
    }

    /// Subtracts in place.
    default Tensor sub_(Tensor other) {
        return Pointwises.SUB.inPlace(self(), other);
    }

    /// Subtracts in place.
    default Tensor sub_(double other) {
        return Pointwises.SUB.inPlace(self(), other);
    }

    /// Subtracts in place, which leaves an integer tensor one.
    default Tensor sub_(long other) {
        return Pointwises.SUB.inPlace(self(), other);
    }

    /// Multiplies in place.
    default Tensor mul_(Tensor other) {
        return Pointwises.MUL.inPlace(self(), other);
    }

    /// Multiplies in place.
    default Tensor mul_(double other) {
        return Pointwises.MUL.inPlace(self(), other);
    }

    /// Multiplies in place, which leaves an integer tensor one.
    default Tensor mul_(long other) {
        return Pointwises.MUL.inPlace(self(), other);
    }

    /// Divides in place.
    default Tensor div_(Tensor other) {
        return Pointwises.DIV.inPlace(self(), other);
    }

    /// Divides in place.
    default Tensor div_(double other) {
        return Pointwises.DIV.inPlace(self(), other);
    }

    /// Divides in place; an integer tensor refuses, since quotients are fractions.
    default Tensor div_(long other) {
        return Pointwises.DIV.inPlace(self(), other);
    }

    /// Takes over another tensor's values, broadcast and converted.
    default Tensor copy_(Tensor other) {
        return InPlace.copy("copy_", self(), other);
    }

    /// Sets every element.
    default Tensor fill_(double value) {
        return InPlace.fill("fill_", self(), value);
    }

    /// Sets every element to the value of a scalar tensor, converted.
    ///
    /// @throws IllegalArgumentException when it is no scalar
    default Tensor fill_(Tensor value) {
        return InPlace.fill("fill_", self(), value);
    }

    /// Sets every element to 0.
    default Tensor zero_() {
        return InPlace.fill("zero_", self(), 0);
    }
}
