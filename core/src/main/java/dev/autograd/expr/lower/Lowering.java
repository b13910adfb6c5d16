package dev.autograd.expr.lower;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.Program;
import dev.autograd.expr.Step;
import dev.autograd.expr.UnaryFn;
import dev.autograd.value.DType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes functions as arithmetic. Adding a row here is all that a function needs to get a vector form.
///
/// What rounds is lowered for plain loops as well, so that plain and vector loops give the same bits: results
/// then do not depend on whether the vector module is there, nor on which loops fit into vectors.
public final class Lowering {
    /// What the operations are for.
    public enum Target {
        /// Loops over elements.
        SCALAR,
        /// Loops over vectors.
        VECTOR
    }

    private interface Rule {
        Value apply(FloatFormat format, Value x);
    }

    /// Functions with an exact result, for which scalar code has instructions.
    private static final Map<UnaryFn, Rule> EXACT = new EnumMap<>(UnaryFn.class);

    /// Functions of either type.
    private static final Map<UnaryFn, Rule> EITHER = new EnumMap<>(UnaryFn.class);

    /// Functions of float32 alone.
    private static final Map<UnaryFn, Rule> FLOAT32 = new EnumMap<>(UnaryFn.class);

    static {
        EXACT.put(UnaryFn.RECIPROCAL, (f, x) -> x.literal(1).div(x));
        EXACT.put(UnaryFn.RELU, (f, x) -> x.is(BinaryFn.LE, 0).choose(0, x));
        EXACT.put(UnaryFn.SIGN, (f, x) -> new Rounding(f).sign(x));
        EXACT.put(UnaryFn.FLOOR, (f, x) -> new Rounding(f).floor(x));
        EXACT.put(UnaryFn.CEIL, (f, x) -> new Rounding(f).ceil(x));
        EXACT.put(UnaryFn.ROUND, (f, x) -> new Rounding(f).round(x));
        EXACT.put(UnaryFn.TRUNC, (f, x) -> new Rounding(f).trunc(x));
        EITHER.put(UnaryFn.EXP, (f, x) -> new Exponentials(f).exp(x));
        EITHER.put(UnaryFn.EXP2, (f, x) -> new Exponentials(f).exp2(x));
        EITHER.put(UnaryFn.EXPM1, (f, x) -> new Exponentials(f).expm1(x));
        EITHER.put(UnaryFn.LOG, (f, x) -> new Exponentials(f).log(x));
        EITHER.put(UnaryFn.LOG2, (f, x) -> new Exponentials(f).log2(x));
        EITHER.put(UnaryFn.LOG10, (f, x) -> new Exponentials(f).log10(x));
        EITHER.put(UnaryFn.LOG1P, (f, x) -> new Exponentials(f).log1p(x));
        EITHER.put(UnaryFn.SIGMOID, (f, x) -> new Exponentials(f).sigmoid(x));
        EITHER.put(UnaryFn.TANH, (f, x) -> new Exponentials(f).tanh(x));
        EITHER.put(UnaryFn.COSH, (f, x) -> new Exponentials(f).cosh(x));
        FLOAT32.put(UnaryFn.ERF, (f, x) -> Erf.erf(x));
        FLOAT32.put(UnaryFn.SIN, (f, x) -> Trigonometry.sin(x));
        FLOAT32.put(UnaryFn.COS, (f, x) -> Trigonometry.cos(x));
        FLOAT32.put(UnaryFn.TAN, (f, x) -> Trigonometry.tan(x));
        FLOAT32.put(UnaryFn.ASIN, (f, x) -> Trigonometry.asin(x));
        FLOAT32.put(UnaryFn.ACOS, (f, x) -> Trigonometry.acos(x));
        FLOAT32.put(UnaryFn.ATAN, (f, x) -> Trigonometry.atan(x));
        FLOAT32.put(UnaryFn.SINH, (f, x) -> Hyperbolics.sinh(x));
        FLOAT32.put(UnaryFn.ASINH, (f, x) -> Hyperbolics.asinh(x));
        FLOAT32.put(UnaryFn.ACOSH, (f, x) -> Hyperbolics.acosh(x));
        FLOAT32.put(UnaryFn.ATANH, (f, x) -> Hyperbolics.atanh(x));
    }

    private final FloatFormat format;
    private final DType type;
    private final Target target;
    private final Program.Builder builder = new Program.Builder();

    private Lowering(DType type, Target target) {
        this.type = type;
        this.target = target;
        this.format = FloatFormat.of(type);
    }

    /// The first function of the program that has no vector form in the type.
    public static Optional<String> missing(Program program, DType type) {
        for (Step step : program.steps()) {
            if (step instanceof Step.Apply1 apply
                    && !VectorOperations.has(apply.fn())
                    && rule(apply.fn(), type, Target.VECTOR) == null) {
                return Optional.of(apply.fn().label());
            }
            if (step instanceof Step.Apply2 apply && !VectorOperations.has(apply.fn())) {
                return Optional.of(apply.fn().method());
            }
        }
        return Optional.empty();
    }

    /// The program in the operations of the target; for `VECTOR` one of which nothing is [#missing]. Integers
    /// have nothing to lower.
    public static Program lower(Program program, DType type, Target target) {
        return type.isFloating() ? new Lowering(type, target).lower(program) : program;
    }

    /// How many calls of the Vector API a lowered program is.
    public static int operations(Program lowered) {
        return lowered.steps().stream().mapToInt(VectorOperations::count).sum();
    }

    private static @Nullable Rule rule(UnaryFn fn, DType type, Target target) {
        Rule rule = EITHER.get(fn);
        if (rule == null && type == DType.FLOAT32) {
            rule = FLOAT32.get(fn);
        }
        return rule == null && target == Target.VECTOR ? EXACT.get(fn) : rule;
    }

    private Program lower(Program program) {
        int[] moved = new int[program.steps().size()];
        for (int id = 0; id < moved.length; id++) {
            moved[id] = lower(program.steps().get(id).renumbered(n -> moved[n]));
        }
        return builder.build(moved[program.result()]);
    }

    private int lower(Step step) {
        return switch (step) {
            case Step.Apply1(UnaryFn fn, int x) -> {
                Rule rule = rule(fn, type, target);
                yield rule == null
                        ? builder.add(step)
                        : rule.apply(format, new Value(builder, x)).id();
            }
            case Step.ToTruth(int x) when target == Target.VECTOR -> builder.apply(BinaryFn.NE, x, builder.literal(0));
            case Step.ToNumber(int x)
            when target == Target.VECTOR -> builder.choose(x, builder.literal(1), builder.literal(0));
            default -> builder.add(step);
        };
    }
}
