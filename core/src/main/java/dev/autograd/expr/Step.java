package dev.autograd.expr;

import java.util.List;
import java.util.function.IntUnaryOperator;

/// One step of a [Program]. Arguments are the numbers of earlier steps.
public sealed interface Step {

    /// What a step's value is.
    enum Kind {
        NUMBER,
        TRUTH
    }

    /// What this step's value is.
    default Kind kind() {
        return switch (this) {
            case Load(int _, Kind kind) -> kind;
            case Choose(int _, int _, int _, Kind kind) -> kind;
            case Apply1(UnaryFn fn, int _) -> fn.kind().isTruth() ? Kind.TRUTH : Kind.NUMBER;
            case Apply2(BinaryFn fn, int _, int _) -> fn.kind().isTruth() ? Kind.TRUTH : Kind.NUMBER;
            case ToTruth _ -> Kind.TRUTH;
            case Literal _, Parameter _, ToNumber _, Fma _, Bits _, Outliers _ -> Kind.NUMBER;
        };
    }

    /// The steps whose values this one needs.
    default List<Integer> arguments() {
        return switch (this) {
            case Load _, Literal _, Parameter _ -> List.of();
            case Apply1(UnaryFn _, int x) -> List.of(x);
            case Apply2(BinaryFn _, int a, int b) -> List.of(a, b);
            case Choose(int condition, int then, int otherwise, Kind _) -> List.of(condition, then, otherwise);
            case ToTruth(int x) -> List.of(x);
            case ToNumber(int x) -> List.of(x);
            case Fma(int a, int b, int c) -> List.of(a, b, c);
            case Bits(BitsFn _, int x) -> List.of(x);
            case Outliers(UnaryFn _, int x, int outside, int inside) -> List.of(x, outside, inside);
        };
    }

    /// The same step with other numbers for its arguments.
    default Step renumbered(IntUnaryOperator to) {
        return switch (this) {
            case Load _, Literal _, Parameter _ -> this;
            case Apply1(UnaryFn fn, int x) -> new Apply1(fn, to.applyAsInt(x));
            case Apply2(BinaryFn fn, int a, int b) -> new Apply2(fn, to.applyAsInt(a), to.applyAsInt(b));
            case Choose(int condition, int then, int otherwise, Kind kind) ->
                new Choose(to.applyAsInt(condition), to.applyAsInt(then), to.applyAsInt(otherwise), kind);
            case ToTruth(int x) -> new ToTruth(to.applyAsInt(x));
            case ToNumber(int x) -> new ToNumber(to.applyAsInt(x));
            case Fma(int a, int b, int c) -> new Fma(to.applyAsInt(a), to.applyAsInt(b), to.applyAsInt(c));
            case Bits(BitsFn fn, int x) -> new Bits(fn, to.applyAsInt(x));
            case Outliers(UnaryFn fn, int x, int outside, int inside) ->
                new Outliers(fn, to.applyAsInt(x), to.applyAsInt(outside), to.applyAsInt(inside));
        };
    }

    /// The element of an operand; a truth value if the operand's elements are booleans.
    record Load(int operand, Kind kind) implements Step {}

    /// A constant.
    record Literal(double value) implements Step {}

    /// A per-call scalar.
    record Parameter(int index) implements Step {}

    /// A function of one argument, which has the kind that the function takes.
    record Apply1(UnaryFn fn, int x) implements Step {}

    /// A function of two arguments, which have the kind that the function takes.
    record Apply2(BinaryFn fn, int a, int b) implements Step {}

    /// `then` where the truth value `condition` holds, `otherwise` elsewhere, both of the given kind.
    record Choose(int condition, int then, int otherwise, Kind kind) implements Step {}

    /// Whether a number is not 0.
    record ToTruth(int x) implements Step {}

    /// 1 for true and 0 for false.
    record ToNumber(int x) implements Step {}

    /// `a * b + c`, rounded once. No formula contains it: code generators introduce it.
    record Fma(int a, int b, int c) implements Step {}

    /// An operation on the bits of a floating number. No formula contains it: code generators introduce it.
    record Bits(BitsFn fn, int x) implements Step {}

    /// The value `inside`, but the scalar function of `x` where the truth value `outside` holds, which is
    /// expected to be rare. No formula contains it: code generators introduce it.
    record Outliers(UnaryFn fn, int x, int outside, int inside) implements Step {}

    /// The operations that exponentials and logarithms are built from.
    enum BitsFn {
        /// `2^n`, given `n` plus 1.5 * 2^(fraction bits), which has n in its low bits; n within the normal
        /// exponents.
        POWER_OF_TWO,
        /// The whole number e for which x * 2^-e lies in [sqrt(1/2), sqrt(2)), for a normal x above 0.
        EXPONENT,
        /// x * 2^-e for that e.
        MANTISSA,
        /// -1 if the bit of value 2 is set in n, otherwise 1, given `n` plus 1.5 * 2^(fraction bits).
        SIGN_OF_SECOND_BIT
    }
}
