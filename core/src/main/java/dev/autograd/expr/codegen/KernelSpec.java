package dev.autograd.expr.codegen;

import dev.autograd.expr.Expr;
import dev.autograd.expr.Program;
import dev.autograd.expr.Step;
import dev.autograd.expr.lower.Lowering;
import dev.autograd.value.DType;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/// What a kernel computes: a formula and the element types around it. Equal formulas give equal specifications,
/// which makes this the key of `KernelCache`.
///
/// Operands have the type that is computed in, or are booleans, which count as 0 and 1 where a number is
/// wanted. In `BOOL` arithmetic is that of the integers 0 and 1, and what is not 0 is true: the sum is "or",
/// the product "and".
///
/// @param program the formula as steps
/// @param compute the type that is computed in
/// @param operands the element type of each operand: `compute` or `BOOL`
/// @param out the element type of the result: `compute` or `BOOL`
public record KernelSpec(Program program, DType compute, List<DType> operands, DType out) {
    // Two slots of a JVM method for each operand, of 255.
    private static final int MOST_OPERANDS = 100;

    public KernelSpec {
        operands = List.copyOf(operands);
        if (operands.size() > MOST_OPERANDS) {
            throw new IllegalArgumentException("kernel: " + operands.size() + " operands are more than the "
                    + MOST_OPERANDS + " that one kernel can take; split the formula");
        }
        for (int i = 0; i < operands.size(); i++) {
            requireType("operand " + i, operands.get(i), compute);
        }
        requireType("the result", out, compute);
        for (Step step : program.steps()) {
            if (step instanceof Step.Load(int operand, Step.Kind _) && operand >= operands.size()) {
                throw new IllegalArgumentException("kernel: the formula uses operand " + operand + ", but only "
                        + operands.size() + " operands are declared");
            }
            if (!compute.isFloating()) {
                requireIntegral(step, compute);
            }
        }
    }

    /// The specification with as many operands as the formula uses, all of the type that is computed in.
    public static KernelSpec of(Expr e, DType compute, DType out) {
        return of(e, compute, Collections.nCopies(e.arity(), compute), out);
    }

    /// The specification with the given operands, of which the formula need not use all.
    ///
    /// @throws IllegalArgumentException if a type does not fit, if the formula uses an operand that is not
    ///     there, or if it has a function or a constant that integers do not have
    public static KernelSpec of(Expr e, DType compute, List<DType> operands, DType out) {
        BitSet truths = new BitSet();
        for (int i = 0; i < operands.size(); i++) {
            truths.set(i, operands.get(i) == DType.BOOL);
        }
        Step.Kind kind = out == DType.BOOL ? Step.Kind.TRUTH : Step.Kind.NUMBER;
        return new KernelSpec(Program.of(e, truths, kind), compute, operands, out);
    }

    /// How many per-call scalars the formula needs: one more than its highest parameter.
    public int parameters() {
        int count = 0;
        for (Step step : program.steps()) {
            if (step instanceof Step.Parameter(int index)) {
                count = Math.max(count, index + 1);
            }
        }
        return count;
    }

    private static void requireType(String what, DType type, DType compute) {
        if (type != compute && type != DType.BOOL) {
            throw new IllegalArgumentException(
                    "kernel: " + what + " has type " + type + ", but a kernel that computes in " + compute
                            + " takes and gives " + compute + " or bool; convert it first");
        }
    }

    private static void requireIntegral(Step step, DType compute) {
        boolean defined = switch (step) {
            case Step.Literal(double value) -> value == Math.rint(value) && Math.abs(value) <= 0x1p53;
            case Step.Apply1 apply -> apply.fn().isIntegral();
            case Step.Apply2 apply -> apply.fn().isIntegral();
            case Step.Fma _, Step.Bits _, Step.Outliers _ -> false;
            case Step.Load _, Step.Parameter _, Step.Choose _, Step.ToTruth _, Step.ToNumber _ -> true;
        };
        if (!defined) {
            String what = switch (step) {
                case Step.Literal(double value) -> "the constant " + value;
                case Step.Apply1 apply -> apply.fn().label();
                case Step.Apply2 apply -> apply.fn().method();
                default -> step.toString();
            };
            throw new IllegalArgumentException("kernel: " + what + " is not defined for " + compute
                    + "; convert the operands to a floating type first");
        }
    }

    /// The program in the operations that a kernel of the form is generated from.
    Program lowered(Form form) {
        return switch (form) {
            case INTERPRETED -> program;
            case PLAIN -> Lowering.lower(program, compute, Lowering.Target.SCALAR);
            case VECTOR -> Lowering.lower(program, compute, Lowering.Target.VECTOR);
        };
    }

    /// How many calls of the Vector API one round of the vector loop makes beside the store.
    public int vectorOperations() {
        return Lowering.operations(lowered(Form.VECTOR));
    }
}
