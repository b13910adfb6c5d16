package dev.autograd.expr.lower;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.Step;
import dev.autograd.expr.UnaryFn;

/// The operations that vectors have: only those that give the same bits interpreted and compiled.
public final class VectorOperations {
    private VectorOperations() {}

    /// Whether the function is an operation of vectors as it stands.
    static boolean has(UnaryFn fn) {
        return switch (fn) {
            case NEG, ABS, SQRT, NOT, IS_NAN, IS_INF, IS_FINITE -> true;
            default -> false;
        };
    }

    /// Whether the function is an operation of vectors as it stands.
    static boolean has(BinaryFn fn) {
        return switch (fn) {
            case ADD, SUB, MUL, DIV, MAX, MIN, COPY_SIGN, LT, LE, GT, GE, EQ, NE, AND, OR, XOR -> true;
            default -> false;
        };
    }

    /// How many calls of the Vector API a step is.
    public static int count(Step step) {
        return switch (step) {
            case Step.Literal _, Step.Parameter _ -> 0;
            case Step.Apply2(BinaryFn fn, int _, int _) -> fn == BinaryFn.COPY_SIGN ? 6 : 1;
            case Step.Bits(Step.BitsFn fn, int _) -> fn == Step.BitsFn.POWER_OF_TWO ? 4 : 5;
            case Step.Choose(int _, int _, int _, Step.Kind kind) -> kind == Step.Kind.TRUTH ? 3 : 1;
            default -> 1;
        };
    }
}
