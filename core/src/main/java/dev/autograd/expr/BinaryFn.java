package dev.autograd.expr;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Functions.floorDiv;
import static dev.autograd.expr.Functions.log;
import static dev.autograd.expr.Functions.select;
import static dev.autograd.expr.Functions.trunc;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/// The functions of two arguments: one row each, with what it computes and both derivatives side by side.
///
/// The columns are those of [UnaryFn], with the infix symbol (or the function's name) as label, the name of the
/// method that generated code calls, and one derivative for each argument, in `a`, `b` and the value `y`.
public enum BinaryFn {
    ADD("+", "add", Math.class, (a, b) -> a + b, (a, b) -> a + b, (a, b, y) -> c(1), (a, b, y) -> c(1)),
    SUB("-", "sub", Math.class, (a, b) -> a - b, (a, b) -> a - b, (a, b, y) -> c(1), (a, b, y) -> c(-1)),
    MUL("*", "mul", Math.class, (a, b) -> a * b, (a, b) -> a * b, (a, b, y) -> b, (a, b, y) -> a),
    DIV("/", "div", Math.class, (a, b) -> a / b, null, (a, b, y) -> c(1).div(b), (a, b, y) -> y.div(b).neg()),
    /// As in C: anything to the power 0 is 1, and 1 to any power is 1, NaN included.
    POW("^", "pow", ScalarMath.class, ScalarMath::pow, ScalarMath::pow, BinaryFn::powByBase, BinaryFn::powByExponent),
    /// NaN if either is NaN; the derivative is shared half and half by equals.
    MAX("max", "max", Math.class, Math::max, Math::max, (a, b, y) -> winner(a, b, a.lt(b)), (a, b, y) -> winner(a, b, b.lt(a))),
    MIN("min", "min", Math.class, Math::min, Math::min, (a, b, y) -> winner(a, b, a.gt(b)), (a, b, y) -> winner(a, b, b.gt(a))),
    /// The angle of the point `(b, a)`.
    ATAN2("atan2", "atan2", Math.class, Math::atan2, null, (a, b, y) -> b.div(norm2(a, b)), (a, b, y) -> a.div(norm2(a, b)).neg()),
    /// The length of the vector `(a, b)`, without overflow on the way.
    HYPOT("hypot", "hypot", Math.class, Math::hypot, null, (a, b, y) -> a.div(y), (a, b, y) -> b.div(y)),
    /// The size of `a` with the sign of `b`; like PyTorch's, flat at `a = 0`.
    COPY_SIGN("copySign", "copySign", Math.class, Math::copySign, null, BinaryFn::copySignBySize, (a, b, y) -> c(0)),
    /// The remainder of [#FLOOR_DIV]: it has the sign of the divisor, as in Python.
    REMAINDER("%", "remainder", ScalarMath.class, ScalarMath::remainder, ScalarMath::remainder, (a, b, y) -> c(1), (a, b, y) ->
            floorDiv(a, b).neg()),
    /// The remainder of the truncated quotient: it has the sign of the dividend, as in C.
    FMOD("fmod", "fmod", ScalarMath.class, ScalarMath::fmod, ScalarMath::fmod, (a, b, y) -> c(1), (a, b, y) -> trunc(a.div(b)).neg()),
    /// The quotient rounded down.
    FLOOR_DIV("//", "floorDiv", ScalarMath.class, ScalarMath::floorDiv, ScalarMath::floorDiv, (a, b, y) -> c(0), (a, b, y) -> c(0)),

    LT("<", FnKind.TEST, (a, b) -> a < b, (a, b) -> a < b),
    LE("<=", FnKind.TEST, (a, b) -> a <= b, (a, b) -> a <= b),
    GT(">", FnKind.TEST, (a, b) -> a > b, (a, b) -> a > b),
    GE(">=", FnKind.TEST, (a, b) -> a >= b, (a, b) -> a >= b),
    EQ("==", FnKind.TEST, (a, b) -> a == b, (a, b) -> a == b),
    NE("!=", FnKind.TEST, (a, b) -> a != b, (a, b) -> a != b),

    AND("&", FnKind.LOGIC, (a, b) -> (a != 0) & (b != 0), (a, b) -> (a != 0) & (b != 0)),
    OR("|", FnKind.LOGIC, (a, b) -> (a != 0) | (b != 0), (a, b) -> (a != 0) | (b != 0)),
    XOR("xor", FnKind.LOGIC, (a, b) -> (a != 0) ^ (b != 0), (a, b) -> (a != 0) ^ (b != 0));

    private final String label;
    private final String method;
    private final Class<?> home;
    private final FnKind kind;
    private final DoubleBinaryOperator real;
    private final @Nullable LongBinaryOperator integer;
    private final Rule byA;
    private final Rule byB;

    /// One partial derivative in terms of the arguments and of the value itself.
    @FunctionalInterface
    interface Rule {
        Expr of(Expr a, Expr b, Expr y);
    }

    private interface RealTest {
        boolean test(double a, double b);
    }

    private interface IntegerTest {
        boolean test(long a, long b);
    }

    BinaryFn(
            String label,
            String method,
            Class<?> home,
            DoubleBinaryOperator real,
            @Nullable LongBinaryOperator integer,
            Rule byA,
            Rule byB) {
        this.label = label;
        this.method = method;
        this.home = home;
        this.kind = FnKind.ARITHMETIC;
        this.real = real;
        this.integer = integer;
        this.byA = byA;
        this.byB = byB;
    }

    /// A row whose value is a truth value: flat wherever it is smooth.
    BinaryFn(String label, FnKind kind, RealTest real, IntegerTest integer) {
        this.label = label;
        this.method = label;
        this.home = Math.class;
        this.kind = kind;
        this.real = (a, b) -> real.test(a, b) ? 1 : 0;
        this.integer = (a, b) -> integer.test(a, b) ? 1 : 0;
        this.byA = (a, b, y) -> c(0);
        this.byB = (a, b, y) -> c(0);
    }

    private static Expr powByBase(Expr a, Expr b, Expr y) {
        Expr slope = b.mul(a.pow(b.minus(1)));
        return b instanceof Expr.Const ? slope : select(b.eq(0), c(0), slope);
    }

    private static Expr powByExponent(Expr a, Expr b, Expr y) {
        return select(a.eq(0).and(b.ge(0)), c(0), y.mul(log(a)));
    }

    // As PyTorch has it, comparisons with NaN count as neither less nor equal: both arguments get the whole.
    private static Expr winner(Expr a, Expr b, Expr loses) {
        return select(a.eq(b), c(0.5), select(loses, c(0), c(1)));
    }

    private static Expr norm2(Expr a, Expr b) {
        return a.square().plus(b.square());
    }

    private static Expr copySignBySize(Expr a, Expr b, Expr y) {
        return select(a.eq(0), c(0), y.div(a));
    }

    /// The symbol between the arguments, or the name in front of them.
    public String label() {
        return label;
    }

    /// The name of the method that computes it.
    public String method() {
        return method;
    }

    /// The class with that method, static and of two `double`s, unless generated code has an instruction for it.
    public Class<?> home() {
        return home;
    }

    /// What it takes and gives: numbers or truth values.
    public FnKind kind() {
        return kind;
    }

    /// Whether the arguments may change places.
    public boolean isCommutative() {
        return switch (this) {
            case ADD, MUL, MAX, MIN, HYPOT, EQ, NE, AND, OR, XOR -> true;
            default -> false;
        };
    }

    /// Whether the function is defined on integers.
    public boolean isIntegral() {
        return integer != null;
    }

    /// The value at `(a, b)`; truth values are 0 and 1.
    public double apply(double a, double b) {
        return real.applyAsDouble(a, b);
    }

    /// The value at the integers `(a, b)`.
    ///
    /// @throws IllegalArgumentException if the function is not defined on integers
    /// @throws ArithmeticException for a division by zero or a negative power
    public long apply(long a, long b) {
        if (integer == null) {
            throw new IllegalArgumentException(
                    method + ": not defined for integers; convert the operands to a floating type first");
        }
        return integer.applyAsLong(a, b);
    }

    /// The derivative by the first argument at `(a, b)`, where the value is `y`; the constant 0 for truth values.
    public Expr byFirst(Expr a, Expr b, Expr y) {
        return byA.of(a, b, y);
    }

    /// The derivative by the second argument at `(a, b)`, where the value is `y`; the constant 0 for truth values.
    public Expr bySecond(Expr a, Expr b, Expr y) {
        return byB.of(a, b, y);
    }
}
