package dev.autograd.expr.codegen;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.Program;
import dev.autograd.expr.Step;
import dev.autograd.expr.UnaryFn;
import java.util.List;
import java.util.Locale;

/// Writes generated loops so that people can read them, and names them so that profilers can.
final class Listing {
    private static final int LONGEST_NAME = 60;

    private Listing() {}

    /// The functions of a program in order of evaluation, such as `neg_exp_add_reciprocal`.
    static String name(Program program) {
        StringBuilder name = new StringBuilder();
        for (Step step : program.steps()) {
            String word =
                    switch (step) {
                        case Step.Apply1 apply -> apply.fn().label();
                        case Step.Apply2(BinaryFn fn, int _, int _) -> word(fn);
                        case Step.Choose _ -> "select";
                        default -> "";
                    };
            if (!word.isEmpty() && name.length() + word.length() < LONGEST_NAME) {
                name.append(name.isEmpty() ? "" : "_").append(word);
            }
        }
        return name.isEmpty() ? "copy" : name.toString();
    }

    /// The loop as steps, in the order in which it computes them.
    static String of(PointwiseKernel kernel) {
        KernelSpec spec = kernel.spec();
        StringBuilder text = new StringBuilder(kernel.toString());
        if (!kernel.note().isEmpty()) {
            text.append(" (").append(kernel.note()).append(')');
        }
        boolean vector = kernel.form() == Form.VECTOR;
        Program program = spec.lowered(kernel.form());
        text.append(vector ? "\nfor each vector of elements i {\n" : "\nfor each element i {\n");
        for (int id = 0; id < program.steps().size(); id++) {
            if (!(program.steps().get(id) instanceof Step.Literal)) {
                text.append("    v").append(id).append(" = ").append(step(program, id)).append('\n');
            }
        }
        return text.append("    out[oo + i] = ").append(value(program, program.result())).append("\n}\n").toString();
    }

    private static String step(Program program, int id) {
        return switch (program.steps().get(id)) {
            case Step.Load(int operand, Step.Kind _) -> "in%d[o%d + i]".formatted(operand, operand);
            case Step.Literal(double value) -> Double.toString(value);
            case Step.Parameter(int index) -> "params[" + index + "]";
            case Step.Apply1(UnaryFn fn, int x) -> fn.label() + "(" + value(program, x) + ")";
            case Step.Apply2(BinaryFn fn, int a, int b) -> infix(fn, value(program, a), value(program, b));
            case Step.Choose(int condition, int then, int otherwise, Step.Kind _) ->
                value(program, condition) + " ? " + value(program, then) + " : " + value(program, otherwise);
            case Step.ToTruth(int x) -> value(program, x) + " != 0";
            case Step.ToNumber(int x) -> value(program, x) + " ? 1 : 0";
            case Step.Fma(int a, int b, int c) ->
                "fma(" + String.join(", ", List.of(value(program, a), value(program, b), value(program, c))) + ")";
            case Step.Outliers(UnaryFn fn, int x, int outside, int inside) ->
                value(program, outside) + " ? " + fn.label() + "(" + value(program, x) + ") : " + value(program, inside);
            case Step.Bits(Step.BitsFn fn, int x) -> fn.name().toLowerCase(Locale.ROOT) + "(" + value(program, x) + ")";
        };
    }

    private static String infix(BinaryFn fn, String a, String b) {
        return Character.isLetter(fn.label().charAt(0))
                ? fn.label() + "(" + a + ", " + b + ")"
                : a + " " + fn.label() + " " + b;
    }

    private static String value(Program program, int id) {
        return program.steps().get(id) instanceof Step.Literal(double value) ? Double.toString(value) : "v" + id;
    }

    private static String word(BinaryFn fn) {
        return switch (fn) {
            case LT, LE, GT, GE, EQ, NE, AND, OR, XOR -> fn.name().toLowerCase(Locale.ROOT);
            default -> fn.method();
        };
    }
}
