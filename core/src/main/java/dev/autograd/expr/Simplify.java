package dev.autograd.expr;

import static dev.autograd.expr.Expr.c;

import dev.autograd.expr.Expr.Binary;
import dev.autograd.expr.Expr.Const;
import dev.autograd.expr.Expr.Select;
import dev.autograd.expr.Expr.Unary;

/// The rules that expressions are built with.
///
/// A rule keeps the value for every operand, NaN and infinities included, up to the sign of a zero (`x + 0`
/// becomes `x`) and up to rounding less often (`a * (1 / b)` becomes `a / b`, `2 * x + x` becomes `3 * x`;
/// constants combine in double precision). So `x * 0` stays, because it is NaN at infinity, and nothing is
/// reassociated that would round otherwise. Powers with a constant exponent follow PyTorch, which takes
/// products, roots and reciprocals for 2, 3, 1/2, -1/2, -1 and -2.
final class Simplify {
    // Products of two constants below this, and above its inverse, neither over- nor underflow in float32.
    private static final double LARGE = 0x1p60;

    private Simplify() {}

    static Expr unary(UnaryFn fn, Expr x) {
        if (x instanceof Const(double value)) {
            return c(fn.apply(value));
        }
        return switch (fn) {
            case NEG -> negative(x);
            case NOT -> not(x);
            case ABS -> x instanceof Unary(UnaryFn inner, Expr y) && inner == UnaryFn.NEG ? unary(fn, y) : once(fn, x);
            case SIGN, RELU, FLOOR, CEIL, ROUND, TRUNC -> once(fn, x);
            default -> new Unary(fn, x);
        };
    }

    static Expr binary(BinaryFn fn, Expr a, Expr b) {
        if (a instanceof Const(double left) && b instanceof Const(double right) && !mayThrow(fn, right)) {
            return c(fn.apply(left, right));
        }
        return switch (fn) {
            case ADD -> sum(a, b);
            case SUB -> difference(a, b);
            case MUL -> product(a, b);
            case DIV -> quotient(a, b);
            case POW -> power(a, b);
            case MAX, MIN -> Same.of(a, b) ? a : new Binary(fn, a, b);
            case AND, OR -> junction(fn, a, b);
            default -> new Binary(fn, a, b);
        };
    }

    static Expr select(Expr condition, Expr then, Expr otherwise) {
        if (condition instanceof Const(double value)) {
            return value != 0 ? then : otherwise;
        }
        if (condition instanceof Unary(UnaryFn fn, Expr x) && fn == UnaryFn.NOT) {
            return select(x, otherwise, then);
        }
        // Inside a branch the condition is known.
        if (then instanceof Select(Expr inner, Expr kept, Expr _) && Same.of(inner, condition)) {
            return select(condition, kept, otherwise);
        }
        if (otherwise instanceof Select(Expr inner, Expr _, Expr kept) && Same.of(inner, condition)) {
            return select(condition, then, kept);
        }
        return Same.of(then, otherwise) ? then : new Select(condition, then, otherwise);
    }

    /// Whether an expression is the given constant.
    static boolean is(Expr e, double value) {
        return e instanceof Const(double own) && own == value;
    }

    // Division by a constant zero must still be an error in integer kernels.
    private static boolean mayThrow(BinaryFn fn, double right) {
        return right == 0 && (fn == BinaryFn.FLOOR_DIV || fn == BinaryFn.REMAINDER || fn == BinaryFn.FMOD);
    }

    private static Expr once(UnaryFn fn, Expr x) {
        return x instanceof Unary(UnaryFn inner, Expr _) && inner == fn ? x : new Unary(fn, x);
    }

    private static Expr negative(Expr x) {
        return switch (x) {
            case Unary(UnaryFn fn, Expr y) when fn == UnaryFn.NEG -> y;
            case Binary(BinaryFn fn, Expr a, Expr b) when fn == BinaryFn.SUB -> difference(b, a);
            case Binary(BinaryFn fn, Const(double a), Expr b) when fn == BinaryFn.MUL -> product(c(-a), b);
            default -> new Unary(UnaryFn.NEG, x);
        };
    }

    private static Expr not(Expr x) {
        return switch (x) {
            case Unary(UnaryFn fn, Expr y) when fn == UnaryFn.NOT && y.isBoolean() -> y;
            case Binary(BinaryFn fn, Expr a, Expr b) when fn == BinaryFn.EQ -> binary(BinaryFn.NE, a, b);
            case Binary(BinaryFn fn, Expr a, Expr b) when fn == BinaryFn.NE -> binary(BinaryFn.EQ, a, b);
            default -> new Unary(UnaryFn.NOT, x);
        };
    }

    private static Expr sum(Expr a, Expr b) {
        if (is(b, 0)) {
            return a;
        }
        if (is(a, 0)) {
            return b;
        }
        if (b instanceof Const(double value) && value < 0) {
            return difference(a, c(-value));
        }
        // Terms of one sign only: opposite infinities would make NaN.
        if (factor(a) * factor(b) > 0 && !(a instanceof Const) && Same.of(unscaled(a), unscaled(b))) {
            return product(c(factor(a) + factor(b)), unscaled(a));
        }
        if (factor(b) < 0) {
            return difference(a, negative(b));
        }
        if (a instanceof Unary(UnaryFn fn, Expr x) && fn == UnaryFn.NEG) {
            return difference(b, x);
        }
        if (a instanceof Select s && b instanceof Select t && meet(s, t)) {
            return select(s.condition(), sum(s.then(), t.then()), sum(s.otherwise(), t.otherwise()));
        }
        return new Binary(BinaryFn.ADD, a, b);
    }

    // Whether two selects share the condition and one of them has nothing to add in some branch.
    private static boolean meet(Select s, Select t) {
        return (is(s.then(), 0) || is(t.then(), 0) || is(s.otherwise(), 0) || is(t.otherwise(), 0))
                && Same.of(s.condition(), t.condition());
    }

    /// The constant that `e` is a multiple by: k in `k * x`, -1 in `-x`, otherwise 1.
    static double factor(Expr e) {
        return switch (e) {
            case Binary(BinaryFn fn, Const(double k), Expr _) when fn == BinaryFn.MUL && isModerate(k) -> k;
            case Unary(UnaryFn fn, Expr _) when fn == UnaryFn.NEG -> -1;
            default -> 1;
        };
    }

    /// What `e` is a multiple of: x in `k * x` and in `-x`, otherwise all of it.
    static Expr unscaled(Expr e) {
        return switch (e) {
            case Binary(BinaryFn fn, Const(double k), Expr x) when fn == BinaryFn.MUL && isModerate(k) -> x;
            case Unary(UnaryFn fn, Expr x) when fn == UnaryFn.NEG -> x;
            default -> e;
        };
    }

    private static Expr difference(Expr a, Expr b) {
        if (is(b, 0)) {
            return a;
        }
        if (is(a, 0)) {
            return negative(b);
        }
        if (b instanceof Const(double value) && value < 0) {
            return sum(a, c(-value));
        }
        if (factor(a) * factor(b) < 0 && !(a instanceof Const) && Same.of(unscaled(a), unscaled(b))) {
            return product(c(factor(a) - factor(b)), unscaled(a));
        }
        if (factor(b) < 0) {
            return sum(a, negative(b));
        }
        if (a instanceof Unary(UnaryFn fn, Expr x) && fn == UnaryFn.NEG) {
            return negative(sum(x, b));
        }
        return new Binary(BinaryFn.SUB, a, b);
    }

    private static Expr product(Expr a, Expr b) {
        if (b instanceof Const && !(a instanceof Const)) {
            return product(b, a);
        }
        if (a instanceof Const(double value)) {
            return scaled(value, b);
        }
        if (a instanceof Unary(UnaryFn fn, Expr x) && fn == UnaryFn.NEG) {
            return negative(product(x, b));
        }
        if (b instanceof Unary(UnaryFn fn, Expr y) && fn == UnaryFn.NEG) {
            return negative(product(a, y));
        }
        if (Same.of(a, b)) {
            return new Binary(BinaryFn.MUL, a, b);
        }
        if (b instanceof Unary(UnaryFn fn, Expr y) && fn == UnaryFn.RECIPROCAL) {
            return quotient(a, y);
        }
        if (a instanceof Unary(UnaryFn fn, Expr x) && fn == UnaryFn.RECIPROCAL) {
            return quotient(b, x);
        }
        return new Binary(BinaryFn.MUL, a, b);
    }

    private static Expr scaled(double factor, Expr x) {
        if (factor == 1) {
            return x;
        }
        if (factor == -1) {
            return negative(x);
        }
        return switch (x) {
            case Unary(UnaryFn fn, Expr y) when fn == UnaryFn.NEG -> scaled(-factor, y);
            case Unary(UnaryFn fn, Expr y) when fn == UnaryFn.RECIPROCAL -> quotient(c(factor), y);
            case Binary(BinaryFn fn, Const(double inner), Expr y)
            when fn == BinaryFn.MUL && isModerate(factor) && isModerate(inner) -> scaled(factor * inner, y);
            default -> new Binary(BinaryFn.MUL, c(factor), x);
        };
    }

    // Also keeps integer constants exact: 2^50 and more are left alone.
    private static boolean isModerate(double factor) {
        double size = Math.abs(factor);
        return factor == Math.rint(factor) ? size < 0x1p25 : size > 1 / LARGE && size < LARGE;
    }

    private static Expr quotient(Expr a, Expr b) {
        if (is(a, 1)) {
            return new Unary(UnaryFn.RECIPROCAL, b);
        }
        if (b instanceof Const(double value)) {
            return isPowerOfTwo(value) ? product(c(1 / value), a) : new Binary(BinaryFn.DIV, a, b);
        }
        if (a instanceof Unary(UnaryFn fn, Expr x) && fn == UnaryFn.NEG) {
            return negative(quotient(x, b));
        }
        if (b instanceof Unary(UnaryFn fn, Expr y) && fn == UnaryFn.NEG) {
            return negative(quotient(a, y));
        }
        return new Binary(BinaryFn.DIV, a, b);
    }

    // Whose reciprocal is exact in float32, so that dividing and multiplying round alike.
    private static boolean isPowerOfTwo(double value) {
        double size = Math.abs(value);
        return size >= 1 / LARGE && size <= LARGE && size == Math.scalb(1.0, Math.getExponent(size));
    }

    private static Expr power(Expr a, Expr b) {
        if (!(b instanceof Const(double exponent))) {
            return is(a, 1) ? a : new Binary(BinaryFn.POW, a, b);
        }
        if (exponent == 0) {
            return c(1);
        }
        if (exponent == 1) {
            return a;
        }
        if (exponent == 2) {
            return product(a, a);
        }
        if (exponent == 3) {
            return product(product(a, a), a);
        }
        if (exponent == 0.5) {
            return unary(UnaryFn.SQRT, a);
        }
        if (exponent == -0.5 || exponent == -1 || exponent == -2) {
            return unary(UnaryFn.RECIPROCAL, power(a, c(-exponent)));
        }
        return new Binary(BinaryFn.POW, a, b);
    }

    private static Expr junction(BinaryFn fn, Expr a, Expr b) {
        if (a instanceof Const && !(b instanceof Const)) {
            return junction(fn, b, a);
        }
        if (b instanceof Const(double value)) {
            boolean absorbs = (value != 0) == (fn == BinaryFn.OR);
            if (absorbs) {
                return c(value != 0 ? 1 : 0);
            }
            if (a.isBoolean()) {
                return a;
            }
        }
        return new Binary(fn, a, b);
    }
}
