package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.expr.Expr;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.kernel.Elements;
import dev.autograd.kernel.Kernels;
import dev.autograd.kernel.Loops;
import dev.autograd.kernel.PointwiseKernels;
import dev.autograd.kernel.Reductions;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.op.Promotion;
import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A loss that compares an input with a target of the same shape element by element, and its reduction, as one
/// operator: one generated kernel for the losses and one for each gradient.
final class PointwiseLoss implements Op {
    private final Formula formula;
    private final double[] params;
    private final Reduction reduction;

    /// A loss in recorded operators, or its derivative by one of the operands.
    @FunctionalInterface
    interface Recorded {
        Tensor of(Tensor input, Tensor target, double[] params);
    }

    /// A loss, its derivatives by input and target, and the latter again in recorded operators for higher orders.
    static final class Formula {
        private final String name;
        private final Kernel value;
        private final Kernel[] each; // the gradient of the result is operand 2
        private final Kernel[] common; // the gradient of the result is the last parameter
        private final Recorded[] recorded;
        private Consumer<Tensor> check = _ -> {};

        /// @param parameters how many settings a call has
        /// @param value of input `var(0)` and target `var(1)`
        Formula(String name, int parameters, Expr value, Expr byInput, Expr byTarget, Recorded... recorded) {
            Expr g = Expr.var(2);
            Expr p = Expr.param(parameters);
            this.name = name;
            this.value = new Kernel(value);
            this.each = new Kernel[] {new Kernel(g.mul(byInput)), new Kernel(g.mul(byTarget))};
            this.common = new Kernel[] {new Kernel(p.mul(byInput)), new Kernel(p.mul(byTarget))};
            this.recorded = recorded;
        }

        /// Declares what refuses an input for its values.
        Formula checkedBy(Consumer<Tensor> check) {
            this.check = check;
            return this;
        }
    }

    /// An expression and its kernels by type, generated when first asked for.
    private static final class Kernel {
        private final Expr expr;
        private final @Nullable PointwiseKernel[] kernels = new PointwiseKernel[DType.values().length];

        Kernel(Expr expr) {
            this.expr = expr;
        }

        void run(Shape shape, Storage out, double[] params, Tensor... operands) {
            DType dtype = out.dtype();
            PointwiseKernel kernel = kernels[dtype.ordinal()];
            if (kernel == null) {
                kernel = PointwiseKernels.get(expr, dtype);
                kernels[dtype.ordinal()] = kernel;
            }
            Storage[] storages = new Storage[expr.arity()];
            Layout[] layouts = new Layout[storages.length];
            for (int i = 0; i < storages.length; i++) {
                storages[i] = operands[i].storage();
                layouts[i] = operands[i].layout();
            }
            Loops.run(kernel, shape, out.array(), params, storages, layouts);
        }
    }

    private PointwiseLoss(Formula formula, double[] params, Reduction reduction) {
        this.formula = formula;
        this.params = params;
        this.reduction = reduction;
    }

    static Tensor of(Formula formula, Tensor input, Tensor target, Reduction reduction, double... params) {
        Check.that(
                input.shape().equals(target.shape()),
                () -> formula.name + ": input " + input.shape() + " and target " + target.shape()
                        + " must have the same shape; losses do not broadcast, use expand or reshape");
        DType dtype = Promotion.of(input, target);
        Tensor x = input.to(dtype);
        Check.floating(formula.name, "input", x);
        return Tape.run(new PointwiseLoss(formula, params, reduction), x, target.to(dtype));
    }

    @Override
    public String name() {
        return formula.name;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Shape shape = inputs[0].shape();
        DType dtype = inputs[0].dtype();
        formula.check.accept(inputs[0]);
        Storage losses = Storage.forResult(dtype, shape.numel());
        formula.value.run(shape, losses, params, inputs);
        if (reduction == Reduction.NONE) {
            return new Tensor[] {Tape.wrap(losses, shape.contiguous())};
        }
        return new Tensor[] {Tape.wrap(sum(losses, divisor(shape)), Shape.SCALAR.contiguous())};
    }

    /// The sum of all elements over a number.
    static Storage sum(Storage losses, double divisor) {
        Storage sum = Storage.forResult(losses.dtype(), 1);
        Reductions<Object, Object> kernels = Kernels.reductions(losses.dtype());
        kernels.sum(losses.array(), 0, sum.array(), 0, 1, losses.length(), 1);
        Elements.set(sum.array(), 0, Elements.getDouble(sum.array(), 0) / divisor);
        return sum;
    }

    private double divisor(Shape shape) {
        return reduction == Reduction.MEAN ? shape.numel() : 1;
    }

    @Override
    public long saves(int input) {
        return Op.input(0) + Op.input(1);
    }

    @Override
    public String gradientRule() {
        return reduction.rule("x", rule(formula.each[0].expr)) + "\n" + reduction.rule("y", rule(formula.each[1].expr));
    }

    private String rule(Expr gradient) {
        return Expr.withValues(gradient.format("x", "y", "grad"), params);
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor x = b.in(0);
        Tensor target = b.in(1);
        Tensor g = b.grad();
        if (Untracked.suffices()) {
            return Untracked.run(formula.name + "Backward", in -> kernel(input, in), x, target, g);
        }
        double divisor = divisor(x.shape());
        return formula.recorded[input].of(x, target, params).mul(divisor == 1 ? g : g.div(divisor));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor sum = Forward.sum(moved(0, f), moved(1, f));
        return new Tensor[] {sum == null ? null : reduction.of(sum)};
    }

    private @Nullable Tensor moved(int input, Forward f) {
        Tensor tangent = f.tangent(input);
        return tangent == null
                ? null
                : formula.recorded[input].of(f.in(0), f.in(1), params).mul(tangent);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        if (reduction == Reduction.NONE) {
            return b.run(this);
        }
        PointwiseLoss unreduced = new PointwiseLoss(formula, params, Reduction.NONE);
        return b.compose(in -> new Tensor[] {reduction.of(Tape.run(unreduced, in))});
    }

    private Tensor kernel(int input, Tensor[] in) {
        Shape shape = in[0].shape();
        Storage out = Storage.forResult(in[0].dtype(), shape.numel());
        if (reduction == Reduction.NONE) {
            formula.each[input].run(shape, out, params, in);
        } else {
            double[] withGradient = Arrays.copyOf(params, params.length + 1);
            withGradient[params.length] = in[2].item() / divisor(shape);
            formula.common[input].run(shape, out, withGradient, in);
        }
        return Tape.wrap(out, shape.contiguous());
    }
}
