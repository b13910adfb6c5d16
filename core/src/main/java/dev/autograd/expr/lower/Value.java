package dev.autograd.expr.lower;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.Program;
import dev.autograd.expr.Step;
import dev.autograd.expr.UnaryFn;

/// A step of a program under construction, to write arithmetic with. Nothing is simplified or reordered:
/// rounding tricks depend on every operation as it stands.
record Value(Program.Builder program, int id) {

    Value plus(Value b) {
        return with(BinaryFn.ADD, b);
    }

    Value plus(double b) {
        return plus(literal(b));
    }

    Value minus(Value b) {
        return with(BinaryFn.SUB, b);
    }

    Value minus(double b) {
        return minus(literal(b));
    }

    Value mul(Value b) {
        return with(BinaryFn.MUL, b);
    }

    Value mul(double b) {
        return mul(literal(b));
    }

    Value div(Value b) {
        return with(BinaryFn.DIV, b);
    }

    /// `this * b + c`, rounded once.
    Value fma(Value b, Value c) {
        return new Value(program, program.add(new Step.Fma(id, b.id, c.id)));
    }

    /// `this * b + c`, rounded once.
    Value fma(Value b, double c) {
        return fma(b, literal(c));
    }

    /// `this * b + c`, rounded once.
    Value fma(double b, Value c) {
        return fma(literal(b), c);
    }

    /// `this * b + c`, rounded once.
    Value fma(double b, double c) {
        return fma(literal(b), literal(c));
    }

    Value abs() {
        return with(UnaryFn.ABS);
    }

    Value neg() {
        return with(UnaryFn.NEG);
    }

    /// This size with the sign of `b`.
    Value copySign(Value b) {
        return with(BinaryFn.COPY_SIGN, b);
    }

    /// The truth value of a comparison.
    Value is(BinaryFn comparison, double b) {
        return with(comparison, literal(b));
    }

    /// The truth value of a comparison.
    Value is(BinaryFn comparison, Value b) {
        return with(comparison, b);
    }

    /// For a truth value: the one or the other.
    Value choose(Value then, Value otherwise) {
        return new Value(program, program.choose(id, then.id, otherwise.id));
    }

    /// For a truth value: the one or the other.
    Value choose(double then, Value otherwise) {
        return choose(literal(then), otherwise);
    }

    /// For the result inside a domain: the scalar function of `x` where `outside` holds.
    Value except(Value outside, UnaryFn fn, Value x) {
        return new Value(program, program.add(new Step.Outliers(fn, x.id, outside.id, id)));
    }

    Value bits(Step.BitsFn fn) {
        return new Value(program, program.add(new Step.Bits(fn, id)));
    }

    /// The polynomial with these coefficients, lowest power first, at this value.
    Value polynomial(double... coefficients) {
        Value sum = literal(coefficients[coefficients.length - 1]);
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = sum.fma(this, coefficients[i]);
        }
        return sum;
    }

    Value literal(double value) {
        return new Value(program, program.literal(value));
    }

    Value with(UnaryFn fn) {
        return new Value(program, program.apply(fn, id));
    }

    Value with(BinaryFn fn, Value b) {
        return new Value(program, program.apply(fn, id, b.id));
    }
}
