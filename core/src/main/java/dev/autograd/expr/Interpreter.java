package dev.autograd.expr;

import dev.autograd.value.DType;

/// Evaluates one element of a formula, step by step: slow, obvious, and the specification of every generated
/// kernel.
///
/// Floating formulas are evaluated in double precision throughout; a float32 kernel rounds every step to
/// float32 and may differ from the rounded result here by what that costs. Integers are evaluated exactly as
/// kernels do: they wrap around at the width of their type after every step, and division by zero throws.
/// Parameters are given as `double`, which carries integers exactly up to 2^53. One interpreter may be used by
/// several threads.
public final class Interpreter {
    private final Program program;

    private Interpreter(Program program) {
        this.program = program;
    }

    /// The interpreter of a formula.
    public static Interpreter of(Expr e) {
        return new Interpreter(Program.of(e));
    }

    /// The interpreter of a program without the steps that only code generators make.
    public static Interpreter of(Program program) {
        return new Interpreter(program);
    }

    /// The value as a real number; truth values are 0 and 1.
    public double real(double[] operands, double... parameters) {
        double[] values = new double[program.steps().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = real(program.steps().get(i), values, operands, parameters);
        }
        return values[program.result()];
    }

    /// The value as an integer of the type `INT32` or `INT64`, or of `BOOL` with 0 for false and 1 for true.
    ///
    /// @throws ArithmeticException for a division by zero or a negative power
    /// @throws IllegalArgumentException for a function that is not defined on integers
    public long integer(DType type, long[] operands, double... parameters) {
        long[] values = new long[program.steps().size()];
        for (int i = 0; i < values.length; i++) {
            long value = integer(program.steps().get(i), values, operands, parameters);
            values[i] = type == DType.INT64 ? value : (int) value;
        }
        long result = values[program.result()];
        return type == DType.BOOL && result != 0 ? 1 : result;
    }

    private static double real(Step step, double[] values, double[] operands, double[] parameters) {
        return switch (step) {
            case Step.Load(int operand, Step.Kind _) -> operands[operand];
            case Step.Literal(double value) -> value;
            case Step.Parameter(int index) -> parameters[index];
            case Step.Apply1(UnaryFn fn, int x) -> fn.apply(values[x]);
            case Step.Apply2(BinaryFn fn, int a, int b) -> fn.apply(values[a], values[b]);
            case Step.Choose(int condition, int then, int otherwise, Step.Kind _) ->
                values[condition] != 0 ? values[then] : values[otherwise];
            case Step.ToTruth(int x) -> values[x] != 0 ? 1 : 0;
            case Step.ToNumber(int x) -> values[x];
            case Step.Fma _, Step.Bits _, Step.Outliers _ -> throw generated(step);
        };
    }

    private static long integer(Step step, long[] values, long[] operands, double[] parameters) {
        return switch (step) {
            case Step.Load(int operand, Step.Kind _) -> operands[operand];
            case Step.Literal(double value) -> (long) value;
            case Step.Parameter(int index) -> (long) parameters[index];
            case Step.Apply1(UnaryFn fn, int x) -> fn.apply(values[x]);
            case Step.Apply2(BinaryFn fn, int a, int b) -> fn.apply(values[a], values[b]);
            case Step.Choose(int condition, int then, int otherwise, Step.Kind _) ->
                values[condition] != 0 ? values[then] : values[otherwise];
            case Step.ToTruth(int x) -> values[x] != 0 ? 1 : 0;
            case Step.ToNumber(int x) -> values[x];
            case Step.Fma _, Step.Bits _, Step.Outliers _ -> throw generated(step);
        };
    }

    private static IllegalArgumentException generated(Step step) {
        return new IllegalArgumentException("interpreter: a formula has no such step: " + step);
    }
}
