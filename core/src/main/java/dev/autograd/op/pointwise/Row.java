package dev.autograd.op.pointwise;

import dev.autograd.Tensor;
import dev.autograd.expr.Derivative;
import dev.autograd.expr.Expr;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.kernel.PointwiseKernels;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One pointwise operator: its name, how many operands it has, its types and its formula.
///
/// In formulas the operands are variables 0, 1, ...; in gradient formulas the result is the next variable and the
/// result's gradient the one after. Settings of a call are parameters 0, 1, ...
final class Row {
    /// A gradient by one operand.
    interface GradientRule {
        /// The gradient by one operand as a formula.
        ///
        /// @param g the gradient of the result
        /// @param out the result
        /// @param x the operands
        Expr of(Expr g, Expr out, Expr... x);
    }

    /// The gradient by one operand as an operator of its own.
    ///
    /// @param operands which of operands, result and result's gradient it takes, as numbered in gradient formulas
    /// @param saves those that the tape keeps, as [Op#saves] says
    /// @param bare the operator without settings, for those that have none
    record Gradient(Row row, int[] operands, long saves, Pointwise bare) {
        /// Whether it is the result's gradient itself.
        boolean isIdentity() {
            return row.value instanceof Expr.Var;
        }

        /// Whether it is zero everywhere.
        boolean isZero() {
            return row.value instanceof Expr.Const(double value) && value == 0;
        }
    }

    private final String name;
    private final String inPlaceName;
    private final int arity;
    private final TypeRule types;
    private final Expr value;
    private final BitSet truths; // the operands that are conditions: bool, and no part of the common type
    private final @Nullable Expr[] gradientFormulas;
    private final @Nullable Gradient[] gradients;
    private final @Nullable PointwiseKernel[] kernels = new PointwiseKernel[DType.values().length];
    private @Nullable String onnx;
    private @Nullable String gradientRule; // made when first asked for; a race makes it twice
    private OperatorFamily family = OperatorFamily.POINTWISE;
    private volatile @Nullable Row right; // volatile, since not all of a row is final
    private volatile @Nullable Row left;

    private Row(String name, int arity, TypeRule types, Expr value, BitSet truths, @Nullable Expr[] gradientFormulas) {
        this.name = name;
        this.inPlaceName = name + "_";
        this.arity = arity;
        this.types = types;
        this.value = value;
        this.truths = truths;
        this.gradientFormulas = gradientFormulas;
        this.gradients = new Gradient[arity];
    }

    /// A row all of whose operands meet in a common type.
    static Row of(String name, int arity, TypeRule types, Expr value) {
        return new Row(name, arity, types, value, new BitSet(), new Expr[arity]);
    }

    /// A row one of whose operands is a condition, of type bool.
    static Row withCondition(String name, int arity, int condition, Expr value) {
        BitSet truths = new BitSet();
        truths.set(condition);
        return new Row(name, arity, TypeRule.PROMOTE, value, truths, new Expr[arity]);
    }

    /// Declares a gradient where the symbolic derivative is not the best form.
    Row gradient(int operand, GradientRule rule) {
        Expr[] x = new Expr[arity];
        Arrays.setAll(x, Expr::var);
        gradientFormulas[operand] = rule.of(Expr.var(arity + 1), Expr.var(arity), x);
        return this;
    }

    /// Declares the ONNX operator that means the same.
    Row onnx(String operator) {
        onnx = operator;
        return this;
    }

    /// Declares a special case of pointwise operators.
    Row family(OperatorFamily special) {
        family = special;
        return this;
    }

    String name() {
        return name;
    }

    /// The name of the form that changes its first operand.
    String inPlaceName() {
        return inPlaceName;
    }

    @Nullable
    String onnx() {
        return onnx;
    }

    OperatorFamily family() {
        return family;
    }

    int arity() {
        return arity;
    }

    TypeRule types() {
        return types;
    }

    Expr value() {
        return value;
    }

    /// Refuses a bool operand where the row wants a number.
    ///
    /// @throws IllegalArgumentException when it is one
    void checkTypes(Tensor x) {
        if (types == TypeRule.NUMBER && x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(name + ": a bool tensor " + x.shape()
                    + " is no number; use logicalNot or logicalXor, or convert it with to(...)");
        }
    }

    /// Refuses operands that are both bool where the row wants numbers.
    ///
    /// @throws IllegalArgumentException when they are
    void checkTypes(Tensor x, Tensor y) {
        if (types == TypeRule.NUMBER && y.dtype() == DType.BOOL) {
            checkTypes(x);
        }
    }

    /// The kernel that computes this row in a type, generated when first asked for.
    PointwiseKernel kernel(DType compute) {
        PointwiseKernel kernel = kernels[compute.ordinal()];
        if (kernel == null) {
            kernel = compile(compute);
            kernels[compute.ordinal()] = kernel;
        }
        return kernel;
    }

    private PointwiseKernel compile(DType compute) {
        DType[] operands = new DType[arity];
        Arrays.setAll(operands, i -> operandType(i, compute));
        return PointwiseKernels.get(value, compute, List.of(operands), types.result(compute));
    }

    /// The type in which the kernel wants an operand.
    DType operandType(int operand, DType compute) {
        return truths.get(operand) ? DType.BOOL : compute;
    }

    /// Whether an operand is a condition.
    boolean isCondition(int operand) {
        return truths.get(operand);
    }

    /// Whether some operand is a condition.
    boolean hasConditions() {
        return !truths.isEmpty();
    }

    /// The gradient by one operand, derived when first asked for.
    Gradient gradient(int operand) {
        Gradient gradient = gradients[operand];
        if (gradient == null) {
            gradient = derive(operand);
            gradients[operand] = gradient;
        }
        return gradient;
    }

    private Expr gradientFormula(int operand) {
        Expr declared = gradientFormulas[operand];
        return declared != null ? declared : Expr.var(arity + 1).mul(Derivative.of(value, Expr.var(operand)));
    }

    /// The gradients of all operands but conditions as formulas, a line for each.
    ///
    /// @param params the settings of a call
    String gradientRule(double[] params) {
        String rule = gradientRule;
        if (rule == null) {
            String[] variables = new String[arity + 2];
            Arrays.setAll(variables, i -> i < 3 ? "xyz".substring(i, i + 1) : "x" + i);
            variables[arity] = "out";
            variables[arity + 1] = "grad";
            rule = IntStream.range(0, arity)
                    .filter(i -> !truths.get(i))
                    .mapToObj(i -> variables[i] + ": " + gradientFormula(i).format(variables))
                    .collect(Collectors.joining("\n"));
            gradientRule = rule;
        }
        return Expr.withValues(rule, params);
    }

    private Gradient derive(int operand) {
        Expr formula = gradientFormula(operand);
        int[] operands = formula.variables().stream().toArray();
        Expr compact = formula.substitute(i -> Expr.var(Arrays.binarySearch(operands, i)));
        BitSet conditions = new BitSet();
        for (int i = 0; i < operands.length; i++) {
            conditions.set(i, truths.get(operands[i]));
        }
        Expr[] formulas = new Expr[operands.length];
        Row row = new Row(name + "Backward", operands.length, TypeRule.PROMOTE, compact, conditions, formulas);
        return new Gradient(row, operands, saves(operands), Pointwise.of(row));
    }

    private long saves(int[] operands) {
        long saves = 0;
        for (int operand : operands) {
            if (operand < arity) {
                saves |= Op.input(operand);
            } else if (operand == arity) {
                saves |= Op.output(0);
            }
        }
        return saves;
    }

    /// This row of two operands with a parameter for the second.
    Row right() {
        Row row = right;
        if (row == null) {
            row = withParameter(1);
            right = row;
        }
        return row;
    }

    /// This row of two operands with a parameter for the first.
    Row left() {
        Row row = left;
        if (row == null) {
            row = withParameter(0);
            left = row;
        }
        return row;
    }

    private Row withParameter(int operand) {
        int kept = 1 - operand;
        Expr gradient = gradientFormula(kept).substitute(i -> reduced(i, operand));
        Row row = new Row(name, 1, types, value.substitute(i -> reduced(i, operand)), truths, new Expr[] {gradient});
        row.onnx = onnx;
        row.family = family;
        return row;
    }

    private static Expr reduced(int index, int operand) {
        if (index == operand) {
            return Expr.param(0);
        }
        return index < 2 ? Expr.var(0) : Expr.var(index - 1);
    }
}
