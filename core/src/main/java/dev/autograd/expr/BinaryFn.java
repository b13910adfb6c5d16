package dev.autograd.expr;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Functions.floorDiv;
import static dev.autograd.expr.Functions.log;
import static dev.autograd.expr.Functions.select;
import static dev.autograd.expr.Functions.trunc;

import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/// The functions of two arguments: one row each, with what it computes and both derivatives side by side.
///
/// A row is `NAME(home, label, real, integer, by a, by b)`: the columns are those of [UnaryFn], with the symbol
/// between the arguments (or the function's name) as label, and one derivative for each argument, in `a`, `b`
/// and the value `y`.
public enum BinaryFn {
    ADD("+", (a, b) -> a + b, (a, b) -> a + b, BinaryFn::one, BinaryFn::one),
    SUB("-", (a, b) -> a - b, (a, b) -> a - b, BinaryFn::one, BinaryFn::minusOne),
    MUL("*", (a, b) -> a * b, (a, b) -> a * b, (a, b, y) -> b, (a, b, y) -> a),
    DIV("/", (a, b) -> a / b, null, (a, b, y) -> c(1).div(b), (a, b, y) -> c(-1).mul(y.div(b))),
    /// As in C: anything to the power 0 is 1, and 1 to any power is 1, NaN included.
    POW(ScalarMath.class, "^", ScalarMath::pow, ScalarMath::pow, BinaryFn::powByBase, BinaryFn::powByExponent),
    /// NaN if either is NaN; the derivative is shared half and half by equals.
    MAX("max", Math::max, Math::max, (a, b, y) -> winner(a, b, a.lt(b)), (a, b, y) -> winner(a, b, b.lt(a))),
    MIN("min", Math::min, Math::min, (a, b, y) -> winner(a, b, a.gt(b)), (a, b, y) -> winner(a, b, b.gt(a))),
    /// The angle of the point `(b, a)`.
    ATAN2("atan2", Math::atan2, null, (a, b, y) -> b.div(norm2(a, b)), (a, b, y) -> c(-1).mul(a.div(norm2(a, b)))),
    /// The length of the vector `(a, b)`, without overflow on the way.
    HYPOT("hypot", Math::hypot, null, (a, b, y) -> a.div(y), (a, b, y) -> b.div(y)),
    /// The size of `a` with the sign of `b`; like PyTorch's, flat at `a = 0`.
    COPY_SIGN("copySign", Math::copySign, null, BinaryFn::copySignBySize, BinaryFn::zero),
    /// The remainder of [#FLOOR_DIV]: it has the sign of the divisor, as in Python.
    REMAINDER(ScalarMath.class, "%", ScalarMath::remainder, ScalarMath::remainder, BinaryFn::one, BinaryFn::minusFloor),
    /// The remainder of the truncated quotient: it has the sign of the dividend, as in C.
    FMOD(ScalarMath.class, "fmod", ScalarMath::fmod, ScalarMath::fmod, BinaryFn::one, BinaryFn::minusTrunc),
    /// The quotient rounded down.
    FLOOR_DIV(ScalarMath.class, "//", ScalarMath::floorDiv, ScalarMath::floorDiv, BinaryFn::zero, BinaryFn::zero),

    LT("<", FnKind.TEST, (a, b) -> a < b, (a, b) -> a < b),
    LE("<=", FnKind.TEST, (a, b) -> a <= b, (a, b) -> a <= b),
    GT(">", FnKind.TEST, (a, b) -> a > b, (a, b) -> a > b),
    GE(">=", FnKind.TEST, (a, b) -> a >= b, (a, b) -> a >= b),
    EQ("==", FnKind.TEST, (a, b) -> a == b, (a, b) -> a == b),
    NE("!=", FnKind.TEST, (a, b) -> a != b, (a, b) -> a != b),

    AND("&", FnKind.LOGIC, (a, b) -> a != 0 && b != 0, (a, b) -> a != 0 && b != 0),
    OR("|", FnKind.LOGIC, (a, b) -> a != 0 || b != 0, (a, b) -> a != 0 || b != 0),
    XOR("xor", FnKind.LOGIC, (a, b) -> (a != 0) ^ (b != 0), (a, b) -> (a != 0) ^ (b != 0));

    private final String label;
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

    BinaryFn(String label, DoubleBinaryOperator real, @Nullable LongBinaryOperator integer, Rule byA, Rule byB) {
        this(Math.class, label, real, integer, byA, byB);
    }

    BinaryFn(
            Class<?> home,
            String label,
            DoubleBinaryOperator real,
            @Nullable LongBinaryOperator integer,
            Rule byA,
            Rule byB) {
        this.home = home;
        this.label = label;
        this.kind = FnKind.ARITHMETIC;
        this.real = real;
        this.integer = integer;
        this.byA = byA;
        this.byB = byB;
    }

    /// A row whose value is a truth value: flat wherever it is smooth.
    BinaryFn(String label, FnKind kind, RealTest real, IntegerTest integer) {
        this.home = Math.class;
        this.label = label;
        this.kind = kind;
        this.real = (a, b) -> real.test(a, b) ? 1 : 0;
        this.integer = (a, b) -> integer.test(a, b) ? 1 : 0;
        this.byA = BinaryFn::zero;
        this.byB = BinaryFn::zero;
    }

    private static Expr zero(Expr a, Expr b, Expr y) {
        return c(0);
    }

    private static Expr one(Expr a, Expr b, Expr y) {
        return c(1);
    }

    private static Expr minusOne(Expr a, Expr b, Expr y) {
        return c(-1);
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

    private static Expr minusFloor(Expr a, Expr b, Expr y) {
        return floorDiv(a, b).neg();
    }

    private static Expr minusTrunc(Expr a, Expr b, Expr y) {
        return trunc(a.div(b)).neg();
    }

    /// The symbol between the arguments, or the name in front of them.
    public String label() {
        return label;
    }

    /// The name as a method has it, such as `floorDiv`.
    public String method() {
        StringBuilder name = new StringBuilder(name().toLowerCase(Locale.ROOT));
        int underscore = name.indexOf("_");
        if (underscore >= 0) {
            name.deleteCharAt(underscore);
            name.setCharAt(underscore, Character.toUpperCase(name.charAt(underscore)));
        }
        return name.toString();
    }

    /// The class with that method, static and of two `double`s, unless generated code has an instruction for
    /// it.
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
                    method() + ": not defined for integers; convert the operands to a floating type first");
        }
        return integer.applyAsLong(a, b);
    }

    /// The derivative by the first argument at `(a, b)`, where the value is `y`; the constant 0 for truth
    /// values.
    public Expr byFirst(Expr a, Expr b, Expr y) {
        return byA.of(a, b, y);
    }

    /// The derivative by the second argument at `(a, b)`, where the value is `y`; the constant 0 for truth
    /// values.
    public Expr bySecond(Expr a, Expr b, Expr y) {
        return byB.of(a, b, y);
    }
}
