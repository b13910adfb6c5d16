package dev.autograd;

import dev.autograd.op.pointwise.InPlace;
import dev.autograd.op.pointwise.Pointwises;

/// The methods of [Tensor] that change it in place and return it. The other operand broadcasts to this tensor's shape
/// and must have a type that fits into this one's, or an [IllegalArgumentException] says so. While gradients are
/// recorded, a leaf that requires one and a view of a tensor on the tape refuse to be changed, with an
/// [IllegalStateException].
sealed interface TensorInPlace permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// Adds in place.
    default Tensor add_(Tensor other) {
        return InPlace.apply("add_", self(), other, x -> Pointwises.ADD.of(x, other));
    }

    /// Adds in place.
    default Tensor add_(double other) {
        return InPlace.apply("add_", self(), x -> Pointwises.ADD.of(x, other));
    }

    /// Adds in place, which leaves an integer tensor one.
    default Tensor add_(long other) {
        return InPlace.apply("add_", self(), x -> Pointwises.ADD.of(x, other));
    }

    /// Subtracts in place.
    default Tensor sub_(Tensor other) {
        return InPlace.apply("sub_", self(), other, x -> Pointwises.SUB.of(x, other));
    }

    /// Subtracts in place.
    default Tensor sub_(double other) {
        return InPlace.apply("sub_", self(), x -> Pointwises.SUB.of(x, other));
    }

    /// Subtracts in place, which leaves an integer tensor one.
    default Tensor sub_(long other) {
        return InPlace.apply("sub_", self(), x -> Pointwises.SUB.of(x, other));
    }

    /// Multiplies in place.
    default Tensor mul_(Tensor other) {
        return InPlace.apply("mul_", self(), other, x -> Pointwises.MUL.of(x, other));
    }

    /// Multiplies in place.
    default Tensor mul_(double other) {
        return InPlace.apply("mul_", self(), x -> Pointwises.MUL.of(x, other));
    }

    /// Multiplies in place, which leaves an integer tensor one.
    default Tensor mul_(long other) {
        return InPlace.apply("mul_", self(), x -> Pointwises.MUL.of(x, other));
    }

    /// Divides in place.
    default Tensor div_(Tensor other) {
        return InPlace.apply("div_", self(), other, x -> Pointwises.DIV.of(x, other));
    }

    /// Divides in place.
    default Tensor div_(double other) {
        return InPlace.apply("div_", self(), x -> Pointwises.DIV.of(x, other));
    }

    /// Divides in place; an integer tensor refuses, since quotients are fractions.
    default Tensor div_(long other) {
        return InPlace.apply("div_", self(), x -> Pointwises.DIV.of(x, other));
    }

    /// Takes over another tensor's values, broadcast and converted.
    default Tensor copy_(Tensor other) {
        return InPlace.copy(self(), other);
    }

    /// Sets every element.
    default Tensor fill_(double value) {
        return InPlace.fill(self(), value);
    }

    /// Sets every element to 0.
    default Tensor zero_() {
        return InPlace.fill(self(), 0);
    }
}
