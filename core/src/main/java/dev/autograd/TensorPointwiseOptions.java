package dev.autograd;

import dev.autograd.op.pointwise.Calls;
import dev.autograd.op.pointwise.Pointwises;
import org.jspecify.annotations.Nullable;

/// The methods of [Tensor] that work element by element and take more than operands: factors, bounds,
/// roundings. Operands broadcast and meet in a common type as those of [TensorPointwise]. A Java `double`
/// makes integers float32, a `long` leaves them what they are.
sealed interface TensorPointwiseOptions permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// `this + alpha other`.
    ///
    /// @throws IllegalArgumentException when neither tensor is of a floating type
    default Tensor add(Tensor other, double alpha) {
        return Calls.add(self(), other, alpha);
    }

    /// `this + alpha other`.
    default Tensor add(Tensor other, long alpha) {
        return Calls.add(self(), other, alpha);
    }

    /// `this - alpha other`.
    ///
    /// @throws IllegalArgumentException when neither tensor is of a floating type
    default Tensor sub(Tensor other, double alpha) {
        return Calls.sub(self(), other, alpha);
    }

    /// `this - alpha other`.
    default Tensor sub(Tensor other, long alpha) {
        return Calls.sub(self(), other, alpha);
    }

    /// `other - this`.
    default Tensor rsub(Tensor other) {
        return Pointwises.SUB.of(other, self());
    }

    /// `other - alpha this`.
    ///
    /// @throws IllegalArgumentException when neither tensor is of a floating type
    default Tensor rsub(Tensor other, double alpha) {
        return Calls.sub(other, self(), alpha);
    }

    /// `other - alpha this`.
    default Tensor rsub(Tensor other, long alpha) {
        return Calls.sub(other, self(), alpha);
    }

    /// `number - this`.
    default Tensor rsub(double number) {
        return Pointwises.SUB.reversed(self(), number);
    }

    /// `number - this`.
    default Tensor rsub(long number) {
        return Pointwises.SUB.reversed(self(), number);
    }

    /// A number to the powers that are this tensor's elements.
    default Tensor rpow(double base) {
        return Pointwises.POW.reversed(self(), base);
    }

    /// A number to the powers that are this tensor's elements.
    ///
    /// @throws ArithmeticException when this is an integer tensor and an element is negative
    default Tensor rpow(long base) {
        return Pointwises.POW.reversed(self(), base);
    }

    /// The quotient rounded to a whole number; of integers an integer. Gradient 0.
    ///
    /// @throws ArithmeticException when an integer is divided by 0
    default Tensor div(Tensor other, DivRounding rounding) {
        return switch (rounding) {
            case FLOOR -> Pointwises.FLOOR_DIVIDE.of(self(), other);
            case TRUNC -> Calls.divTrunc(self(), other);
        };
    }

    /// The quotient rounded to a whole number. Gradient 0.
    default Tensor div(double other, DivRounding rounding) {
        return switch (rounding) {
            case FLOOR -> Pointwises.FLOOR_DIVIDE.of(self(), other);
            case TRUNC -> Calls.divTrunc(self(), other);
        };
    }

    /// The quotient rounded to a whole number; of integers an integer. Gradient 0.
    ///
    /// @throws ArithmeticException when an integer is divided by 0
    default Tensor div(long other, DivRounding rounding) {
        return switch (rounding) {
            case FLOOR -> Pointwises.FLOOR_DIVIDE.of(self(), other);
            case TRUNC -> Calls.divTrunc(self(), other);
        };
    }

    /// The nearest number with that many decimals, halves to even; with a negative number of them, the
    /// nearest multiple of a power of ten. Gradient 0.
    ///
    /// @throws IllegalArgumentException when this is not of a floating type and `decimals` is not 0
    default Tensor round(int decimals) {
        return Calls.round(self(), decimals);
    }

    /// Elements cut to `[min, max]`; gradients flow where nothing was cut.
    default Tensor clamp(long min, long max) {
        return Calls.clamp(self(), min, max);
    }

    /// Elements cut to what lies between those of two tensors; where these cross, the upper one's is taken.
    /// Gradients flow to the elements that were not cut, and to the bounds that did it.
    ///
    /// @param min null for no lower bound
    /// @param max null for no upper bound
    /// @throws IllegalArgumentException when both are null
    default Tensor clamp(@Nullable Tensor min, @Nullable Tensor max) {
        return Calls.clamp(self(), min, max);
    }

    /// The larger of an element and its bound; NaN wins. The gradient flows to the element where it is not smaller,
    /// else to the bound.
    default Tensor clampMin(Tensor min) {
        return Pointwises.CLAMP_MIN.of(self(), min);
    }

    /// The larger of an element and a bound; NaN wins.
    default Tensor clampMin(double min) {
        return Pointwises.CLAMP_MIN.of(self(), min);
    }

    /// The larger of an element and a bound; NaN wins.
    default Tensor clampMin(long min) {
        return Pointwises.CLAMP_MIN.of(self(), min);
    }

    /// The smaller of an element and its bound; NaN wins. The gradient flows to the element where it is not larger,
    /// else to the bound.
    default Tensor clampMax(Tensor max) {
        return Pointwises.CLAMP_MAX.of(self(), max);
    }

    /// The smaller of an element and a bound; NaN wins.
    default Tensor clampMax(double max) {
        return Pointwises.CLAMP_MAX.of(self(), max);
    }

    /// The smaller of an element and a bound; NaN wins.
    default Tensor clampMax(long max) {
        return Pointwises.CLAMP_MAX.of(self(), max);
    }

    /// A scalar's value, to which a gradient flows, where the mask is true; this tensor's elements elsewhere. The
    /// result keeps this tensor's type.
    ///
    /// @throws IllegalArgumentException when the mask is not bool, or the value has dimensions or a type that does
    /// not fit
    default Tensor maskedFill(Tensor mask, Tensor value) {
        return Calls.maskedFill(self(), mask, value);
    }
}
