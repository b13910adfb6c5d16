package dev.autograd.op.pointwise;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.op.Promotion;
import dev.autograd.value.DType;
import dev.autograd.value.DType.Category;
import org.jspecify.annotations.Nullable;

/// Calls of [Pointwises] that take settings beyond the common ones, or choose among rows by them.
public final class Calls {
    private static final double LARGEST_EXACT = 0x1p53; // of the whole numbers that a double holds

    private Calls() {}

    /// `x + alpha y`.
    ///
    /// @throws IllegalArgumentException when alpha is a fraction and neither tensor is of a floating type
    public static Tensor add(Tensor x, Tensor y, double alpha) {
        return scaled(Pointwises.ADD_SCALED, "add", x, y, alpha);
    }

    /// `x + alpha y`.
    public static Tensor add(Tensor x, Tensor y, long alpha) {
        return alpha == 1 ? Pointwises.ADD.of(x, y) : scaled(Pointwises.ADD_SCALED, "add", x, y, alpha);
    }

    /// `x - alpha y`.
    ///
    /// @throws IllegalArgumentException when alpha is a fraction and neither tensor is of a floating type
    public static Tensor sub(Tensor x, Tensor y, double alpha) {
        return scaled(Pointwises.SUB_SCALED, "sub", x, y, alpha);
    }

    /// `x - alpha y`.
    public static Tensor sub(Tensor x, Tensor y, long alpha) {
        return alpha == 1 ? Pointwises.SUB.of(x, y) : scaled(Pointwises.SUB_SCALED, "sub", x, y, alpha);
    }

    private static Tensor scaled(Row row, String name, Tensor x, Tensor y, double alpha) {
        Check.that(
                x.dtype().isFloating() || y.dtype().isFloating(),
                () -> name + ": alpha must be a whole number (a long) for " + x.dtype() + " and " + y.dtype()
                        + " tensors, but is " + alpha);
        return Pointwise.of(row, alpha).run(x, y);
    }

    private static Tensor scaled(Row row, String name, Tensor x, Tensor y, long alpha) {
        Check.that(
                x.dtype() != DType.BOOL || y.dtype() != DType.BOOL,
                () -> name + ": bool tensors " + x.shape() + " and " + y.shape() + " have no multiples, but alpha is "
                        + alpha);
        if (Math.abs((double) alpha) > LARGEST_EXACT) { // settings are doubles, which do not have this number
            Tensor product = Pointwises.MUL.of(y, alpha);
            return row == Pointwises.ADD_SCALED ? Pointwises.ADD.of(x, product) : Pointwises.SUB.of(x, product);
        }
        return Pointwise.of(row, (double) alpha).run(x, y);
    }

    /// The quotient cut off towards zero; integers stay integers.
    public static Tensor divTrunc(Tensor x, Tensor y) {
        return Promotion.of(x, y).isFloating() ? Pointwises.DIV_TRUNC.of(x, y) : Pointwises.DIV_TRUNC_INTEGER.of(x, y);
    }

    /// The quotient cut off towards zero; integers become float32.
    public static Tensor divTrunc(Tensor x, double y) {
        return Pointwises.DIV_TRUNC.of(x, y);
    }

    /// The quotient cut off towards zero; integers stay integers.
    public static Tensor divTrunc(Tensor x, long y) {
        return x.dtype().isFloating() ? Pointwises.DIV_TRUNC.of(x, y) : Pointwises.DIV_TRUNC_INTEGER.of(x, y);
    }

    /// The nearest number with that many decimals, halves to even; with a negative number of them, the
    /// nearest multiple of a power of ten.
    ///
    /// @throws IllegalArgumentException when the tensor is not of a floating type
    public static Tensor round(Tensor x, int decimals) {
        if (decimals == 0) {
            return Pointwises.ROUND.of(x);
        }
        Check.floating("round", "input", x);
        Row row = decimals > 0 ? Pointwises.ROUND_AFTER : Pointwises.ROUND_BEFORE;
        return Pointwise.of(row, Math.pow(10, Math.abs((double) decimals))).run(x);
    }

    /// Elements cut to `[min, max]`; integers stay integers.
    public static Tensor clamp(Tensor x, long min, long max) {
        if (Math.abs((double) min) > LARGEST_EXACT || Math.abs((double) max) > LARGEST_EXACT) {
            return Pointwises.CLAMP_MAX.of(Pointwises.CLAMP_MIN.of(x, min), max);
        }
        return Pointwise.withScalars(Pointwises.CLAMP, Category.INTEGER, (double) min, (double) max)
                .run(x);
    }

    /// Elements cut to what lies between two tensors, of which one may be null.
    ///
    /// @throws IllegalArgumentException when both are null
    public static Tensor clamp(Tensor x, @Nullable Tensor min, @Nullable Tensor max) {
        if (min == null) {
            if (max == null) {
                throw new IllegalArgumentException(
                        "clamp: one of min and max must be given for a tensor of shape " + x.shape());
            }
            return Pointwises.CLAMP_MAX.of(x, max);
        }
        return max == null
                ? Pointwises.CLAMP_MIN.of(x, min)
                : Pointwise.of(Pointwises.CLAMP_TENSORS).run(x, min, max);
    }

    /// The value of a scalar, to which a gradient flows, where the mask is true.
    ///
    /// @throws IllegalArgumentException when the mask is not bool or the value has dimensions
    public static Tensor maskedFill(Tensor x, Tensor mask, Tensor value) {
        Pointwises.bool("maskedFill", "mask", mask);
        Check.that(
                value.dim() == 0,
                () -> "maskedFill: the value must be a scalar, but its shape is " + value.shape()
                        + "; use where for a value for each element");
        Check.that(
                value.dtype().category().compareTo(x.dtype().category()) <= 0,
                () -> "maskedFill: a " + value.dtype() + " value does not fit into the " + x.dtype() + " tensor "
                        + x.shape());
        return Pointwise.of(Pointwises.MASKED_FILL_TENSOR).run(x, mask, value.to(x.dtype()));
    }
}
