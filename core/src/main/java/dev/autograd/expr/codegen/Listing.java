package dev.autograd.expr.codegen;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.FnKind;
import dev.autograd.expr.Program;
import dev.autograd.expr.Step;
import dev.autograd.expr.UnaryFn;
import dev.autograd.value.DType;
import java.util.Locale;

/// Writes generated loops so that people can read them, and names them so that profilers can.
final class Listing {
    private static final int LONGEST_NAME = 60;

    private final Program program;
    private final DType type;

    private Listing(Program program, DType type) {
        this.program = program;
        this.type = type;
    }

    /// The functions of a program in order of evaluation, such as `neg_exp_add_reciprocal`.
    static String name(Program program) {
        StringBuilder name = new StringBuilder();
        for (Step step : program.steps()) {
            String word = switch (step) {
                case Step.Apply1 apply -> apply.fn().label();
                case Step.Apply2 apply -> word(apply.fn());
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
        StringBuilder text = new StringBuilder(kernel.toString());
        if (!kernel.note().isEmpty()) {
            text.append(" (").append(kernel.note()).append(')');
        }
        text.append(kernel.form() == Form.VECTOR ? "\nfor each vector of elements i {\n" : "\nfor each element i {\n");
        new Listing(kernel.spec().lowered(kernel.form()), kernel.spec().compute()).write(text);
        return text.append("}\n").toString();
    }

    private void write(StringBuilder text) {
        for (int id = 0; id < program.steps().size(); id++) {
            Step step = program.steps().get(id);
            if (!(step instanceof Step.Literal)) {
                text.append("    v")
                        .append(id)
                        .append(" = ")
                        .append(write(step))
                        .append('\n');
            }
        }
        text.append("    out[oo + i] = ").append(value(program.result())).append('\n');
    }

    private String write(Step step) {
        return switch (step) {
            case Step.Load(int operand, Step.Kind _) -> "in%d[o%d + i]".formatted(operand, operand);
            case Step.Literal(double value) -> number(value);
            case Step.Parameter(int index) -> "params[" + index + "]";
            case Step.Apply1(UnaryFn fn, int x) -> fn.label() + "(" + value(x) + ")";
            case Step.Apply2(BinaryFn fn, int a, int b) ->
                Character.isLetter(fn.label().charAt(0))
                        ? fn.label() + "(" + value(a) + ", " + value(b) + ")"
                        : value(a) + " " + fn.label() + " " + value(b);
            case Step.Choose(int condition, int then, int otherwise, Step.Kind _) ->
                value(condition) + " ? " + value(then) + " : " + value(otherwise);
            case Step.ToTruth(int x) -> value(x) + " != 0";
            case Step.ToNumber(int x) -> value(x) + " ? 1 : 0";
            case Step.Fma(int a, int b, int c) -> "fma(" + value(a) + ", " + value(b) + ", " + value(c) + ")";
            case Step.Bits(Step.BitsFn fn, int x) -> fn.name().toLowerCase(Locale.ROOT) + "(" + value(x) + ")";
            case Step.Outliers(UnaryFn fn, int x, int outside, int inside) ->
                value(outside) + " ? " + fn.label() + "(" + value(x) + ") : " + value(inside);
        };
    }

    private String value(int id) {
        return program.steps().get(id) instanceof Step.Literal(double value) ? number(value) : "v" + id;
    }

    private String number(double value) {
        return switch (type) {
            case FLOAT32 -> Float.toString((float) value);
            case FLOAT64 -> Double.toString(value);
            default -> Long.toString((long) value);
        };
    }

    private static String word(BinaryFn fn) {
        return fn.kind() == FnKind.ARITHMETIC ? fn.method() : fn.name().toLowerCase(Locale.ROOT);
    }
}
