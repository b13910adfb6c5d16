package dev.autograd.expr.lower;

import dev.autograd.expr.BinaryFn;

/// Rounding to whole numbers in vector arithmetic, exact for every input, the sign of zeros included.
///
/// From 2^fractionBits on all numbers are whole; below, adding and subtracting that number rounds to the
/// nearest, halves to the even one. Comparisons with NaN fail, which leads to the branch that returns the
/// argument.
final class Rounding {
    private final double allWhole;

    Rounding(FloatFormat format) {
        this.allWhole = 1L << format.fractionBits();
    }

    Value sign(Value x) {
        return x.is(BinaryFn.GT, 0).choose(1, x.is(BinaryFn.LT, 0).choose(-1, x.literal(0)));
    }

    Value round(Value x) {
        Value size = x.abs();
        return whereSmall(x, size, nearest(size));
    }

    Value trunc(Value x) {
        Value size = x.abs();
        Value near = nearest(size);
        return whereSmall(x, size, near.is(BinaryFn.GT, size).choose(near.minus(1), near));
    }

    Value floor(Value x) {
        Value near = round(x);
        return near.is(BinaryFn.GT, x).choose(near.minus(1), near);
    }

    Value ceil(Value x) {
        Value near = round(x);
        return near.is(BinaryFn.LT, x).choose(near.plus(1), near).copySign(x);
    }

    private Value nearest(Value size) {
        return size.plus(allWhole).minus(allWhole);
    }

    private Value whereSmall(Value x, Value size, Value rounded) {
        return size.is(BinaryFn.LT, allWhole).choose(rounded.copySign(x), x);
    }
}
