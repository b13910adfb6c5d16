package dev.autograd.expr;

import java.util.BitSet;
import java.util.Map;
import java.util.function.IntFunction;

/// A formula for one element of a pointwise result, over one element of every operand.
///
/// Expressions are immutable values. Build them with the methods here and in [Functions], which simplify as
/// they go (see [Simplify] for what they preserve); the record constructors build exactly what they are given.
/// Sharing a sub-expression object is free: everything in this package treats an expression as a graph and
/// visits each distinct object once. Only `equals`, `hashCode` and the printed form walk it as a tree.
///
/// Truth values are the results of comparisons and logic. Used as numbers they are 0 and 1; a number used as a
/// condition means `!= 0`, so that NaN counts as true.
public sealed interface Expr {

    /// A number known when the kernel is compiled.
    record Const(double value) implements Expr {
        @Override
        public String toString() {
            return format();
        }
    }

    /// The element of operand `index` at the current position.
    record Var(int index) implements Expr {
        public Var {
            requireIndex("variable", index);
        }

        @Override
        public String toString() {
            return format();
        }
    }

    /// A scalar that is given with every call of the kernel: element `index` of its parameter array.
    record Param(int index) implements Expr {
        public Param {
            requireIndex("parameter", index);
        }

        @Override
        public String toString() {
            return format();
        }
    }

    /// A function of one argument.
    record Unary(UnaryFn fn, Expr x) implements Expr {
        @Override
        public String toString() {
            return format();
        }
    }

    /// A function of two arguments.
    record Binary(BinaryFn fn, Expr a, Expr b) implements Expr {
        @Override
        public String toString() {
            return format();
        }
    }

    /// `then` where the condition holds, `otherwise` elsewhere. Both are evaluated everywhere, so an integer
    /// division by zero is an error even in the branch that is not taken.
    record Select(Expr condition, Expr then, Expr otherwise) implements Expr {
        @Override
        public String toString() {
            return format();
        }
    }

    private static void requireIndex(String what, int index) {
        if (index < 0) {
            throw new IllegalArgumentException("expr: the index of a " + what + " is at least 0, but was " + index);
        }
    }

    /// A constant.
    static Const c(double value) {
        return new Const(value);
    }

    /// The element of operand `index`.
    static Var var(int index) {
        return new Var(index);
    }

    /// The per-call scalar `index`.
    static Param param(int index) {
        return new Param(index);
    }

    /// `this + b`.
    default Expr plus(Expr b) {
        return Simplify.binary(BinaryFn.ADD, this, b);
    }

    /// `this + b`.
    default Expr plus(double b) {
        return plus(c(b));
    }

    /// `this - b`.
    default Expr minus(Expr b) {
        return Simplify.binary(BinaryFn.SUB, this, b);
    }

    /// `this - b`.
    default Expr minus(double b) {
        return minus(c(b));
    }

    /// `this * b`.
    default Expr mul(Expr b) {
        return Simplify.binary(BinaryFn.MUL, this, b);
    }

    /// `this * b`.
    default Expr mul(double b) {
        return mul(c(b));
    }

    /// `this / b`.
    default Expr div(Expr b) {
        return Simplify.binary(BinaryFn.DIV, this, b);
    }

    /// `this / b`.
    default Expr div(double b) {
        return div(c(b));
    }

    /// `this` to the power `b`.
    default Expr pow(Expr b) {
        return Simplify.binary(BinaryFn.POW, this, b);
    }

    /// `this` to the power `b`.
    default Expr pow(double b) {
        return pow(c(b));
    }

    /// `-this`.
    default Expr neg() {
        return Simplify.unary(UnaryFn.NEG, this);
    }

    /// `this * this`.
    default Expr square() {
        return mul(this);
    }

    /// Whether `this < b`.
    default Expr lt(Expr b) {
        return Simplify.binary(BinaryFn.LT, this, b);
    }

    /// Whether `this < b`.
    default Expr lt(double b) {
        return lt(c(b));
    }

    /// Whether `this <= b`.
    default Expr le(Expr b) {
        return Simplify.binary(BinaryFn.LE, this, b);
    }

    /// Whether `this <= b`.
    default Expr le(double b) {
        return le(c(b));
    }

    /// Whether `this > b`.
    default Expr gt(Expr b) {
        return Simplify.binary(BinaryFn.GT, this, b);
    }

    /// Whether `this > b`.
    default Expr gt(double b) {
        return gt(c(b));
    }

    /// Whether `this >= b`.
    default Expr ge(Expr b) {
        return Simplify.binary(BinaryFn.GE, this, b);
    }

    /// Whether `this >= b`.
    default Expr ge(double b) {
        return ge(c(b));
    }

    /// Whether the two are equal; NaN equals nothing.
    default Expr eq(Expr b) {
        return Simplify.binary(BinaryFn.EQ, this, b);
    }

    /// Whether this equals `b`.
    default Expr eq(double b) {
        return eq(c(b));
    }

    /// Whether the two differ; NaN differs from everything.
    default Expr ne(Expr b) {
        return Simplify.binary(BinaryFn.NE, this, b);
    }

    /// Whether this differs from `b`.
    default Expr ne(double b) {
        return ne(c(b));
    }

    /// Whether both hold.
    default Expr and(Expr b) {
        return Simplify.binary(BinaryFn.AND, this, b);
    }

    /// Whether one of the two holds, or both.
    default Expr or(Expr b) {
        return Simplify.binary(BinaryFn.OR, this, b);
    }

    /// Whether exactly one of the two holds.
    default Expr xor(Expr b) {
        return Simplify.binary(BinaryFn.XOR, this, b);
    }

    /// Whether this does not hold.
    default Expr not() {
        return Simplify.unary(UnaryFn.NOT, this);
    }

    /// Whether the value is a truth value rather than a number.
    default boolean isBoolean() {
        return switch (this) {
            case Const _, Var _, Param _ -> false;
            case Unary(UnaryFn fn, Expr _) -> fn.kind().isTruth();
            case Binary(BinaryFn fn, Expr _, Expr _) -> fn.kind().isTruth();
            case Select(Expr _, Expr then, Expr otherwise) -> then.isBoolean() && otherwise.isBoolean();
        };
    }

    /// How many operands the formula reaches for: one more than its highest variable.
    default int arity() {
        return variables().length();
    }

    /// How many per-call scalars the formula reaches for: one more than its highest parameter.
    default int parameters() {
        int count = 0;
        for (Expr e : Nodes.of(this)) {
            if (e instanceof Param(int index)) {
                count = Math.max(count, index + 1);
            }
        }
        return count;
    }

    /// The operands the value depends on.
    default BitSet variables() {
        BitSet used = new BitSet();
        for (Expr e : Nodes.of(this)) {
            if (e instanceof Var(int index)) {
                used.set(index);
            }
        }
        return used;
    }

    /// The formula with every variable replaced by `replacement.apply(index)`, simplified again on the way.
    default Expr substitute(IntFunction<? extends Expr> replacement) {
        return Nodes.rebuild(this, v -> replacement.apply(v.index()));
    }

    /// The formula with the given variables replaced; the others stay.
    default Expr substitute(Map<Var, ? extends Expr> replacements) {
        return Nodes.rebuild(this, v -> {
            Expr found = replacements.get(v);
            return found == null ? v : found;
        });
    }

    /// The formula as people write it, such as `1 / (1 + exp(-x))`. Variables take the given names in order,
    /// then `x3`, `x4`, ...; parameters are `p0`, `p1`, ....
    default String format(String... names) {
        return Formula.of(this, names);
    }

    /// A formula with the values of the parameters in place of `p0`, `p1`, ....
    static String withValues(String formula, double[] parameters) {
        String text = formula;
        for (int i = 0; i < parameters.length; i++) {
            text = text.replaceAll("\\bp" + i + "\\b", c(parameters[i]).toString());
        }
        return text;
    }
}
