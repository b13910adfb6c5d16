package dev.autograd.expr;

import java.util.List;

/// Writes an expression as people do, with no more parentheses than the order of evaluation needs.
final class Formula {
    /// A formula is for reading; that of a large graph, written as a tree, could be longer than memory.
    private static final int LIMIT = 2_000;

    /// Nesting beyond this is not written out either.
    private static final int DEPTH = 200;

    private static final List<String> USUAL = List.of("x", "y", "z");

    // How tightly an operator binds: what is looser than its place allows goes into parentheses.
    private static final int CHOICE = 0;
    private static final int UNARY = 6;
    private static final int ATOM = 9;

    private final List<String> names;
    private final StringBuilder text = new StringBuilder();
    private int depth;

    private Formula(List<String> names) {
        this.names = names;
    }

    static String of(Expr e, String... names) {
        Formula formula = new Formula(names.length == 0 ? USUAL : List.of(names));
        formula.write(e, CHOICE);
        return formula.text.length() > LIMIT ? formula.text.substring(0, LIMIT) + "..." : formula.text.toString();
    }

    private void write(Expr e, int place) {
        if (text.length() > LIMIT) {
            return;
        }
        if (depth == DEPTH) {
            text.append("...");
            return;
        }
        depth++;
        boolean loose = binding(e) < place;
        if (loose) {
            text.append('(');
        }
        switch (e) {
            case Expr.Const(double value) -> text.append(number(value));
            case Expr.Var(int index) -> text.append(index < names.size() ? names.get(index) : "x" + index);
            case Expr.Param(int index) -> text.append('p').append(index);
            case Expr.Unary(UnaryFn fn, Expr x) -> unary(fn, x);
            case Expr.Binary(BinaryFn fn, Expr a, Expr b) -> binary(fn, a, b);
            case Expr.Select(Expr condition, Expr then, Expr otherwise) -> {
                write(condition, CHOICE + 1);
                text.append(" ? ");
                write(then, CHOICE + 1);
                text.append(" : ");
                write(otherwise, CHOICE);
            }
        }
        if (loose) {
            text.append(')');
        }
        depth--;
    }

    private void unary(UnaryFn fn, Expr x) {
        switch (fn) {
            case NEG -> prefix("-", x);
            case NOT -> prefix("!", x);
            case RECIPROCAL -> prefix("1 / ", x);
            default -> {
                text.append(fn.label()).append('(');
                write(x, CHOICE);
                text.append(')');
            }
        }
    }

    private void prefix(String sign, Expr x) {
        text.append(sign);
        write(x, UNARY);
    }

    private void binary(BinaryFn fn, Expr a, Expr b) {
        if (binding(fn) == ATOM) {
            text.append(fn.label()).append('(');
            write(a, CHOICE);
            text.append(", ");
            write(b, CHOICE);
            text.append(')');
        } else {
            write(a, binding(fn));
            text.append(' ').append(fn.label()).append(' ');
            write(b, binding(fn) + 1);
        }
    }

    private static int binding(Expr e) {
        return switch (e) {
            case Expr.Const(double value) -> value < 0 ? UNARY : ATOM;
            case Expr.Var _, Expr.Param _ -> ATOM;
            case Expr.Unary(UnaryFn fn, Expr _) ->
                switch (fn) {
                    case NEG, NOT -> UNARY;
                    case RECIPROCAL -> binding(BinaryFn.DIV);
                    default -> ATOM;
                };
            case Expr.Binary(BinaryFn fn, Expr _, Expr _) -> binding(fn);
            case Expr.Select _ -> CHOICE;
        };
    }

    private static int binding(BinaryFn fn) {
        return switch (fn) {
            case OR -> 1;
            case AND -> 2;
            case LT, LE, GT, GE, EQ, NE -> 3;
            case ADD, SUB -> 4;
            case MUL, DIV, REMAINDER, FLOOR_DIV -> 5;
            case POW -> UNARY + 1;
            default -> ATOM;
        };
    }

    /// A whole number without its point, anything else as Java writes it.
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 && !isNegativeZero(value)
                ? Integer.toString((int) value)
                : Double.toString(value);
    }

    private static boolean isNegativeZero(double value) {
        return value == 0 && 1 / value < 0;
    }
}
