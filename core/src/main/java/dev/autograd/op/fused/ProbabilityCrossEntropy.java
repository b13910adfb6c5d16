package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Elements;
import dev.autograd.kernel.Kernels;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// The cross-entropy of rows of logits with rows of class probabilities, `loss = -sum(p logSoftmax(x))`, both `(rows,
/// classes)`. The mean divides by the number of rows.
///
/// Gradients: `(softmax(x) sum(p) - p) g` by the logits, `-logSoftmax(x) g` by the probabilities.
final class ProbabilityCrossEntropy implements Op {
    private final Reduction reduction;

    private ProbabilityCrossEntropy(Reduction reduction) {
        this.reduction = reduction;
    }

    static Tensor of(Tensor logits, Tensor probabilities, Reduction reduction) {
        return Tape.runAll(new ProbabilityCrossEntropy(reduction), logits, probabilities)[0];
    }

    @Override
    public String name() {
        return CrossEntropy.NAME;
    }

    /// The loss, and two numbers per row that spare the gradient the exponentials' sums.
    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = Copy.dense(inputs[0]);
        Tensor p = Copy.dense(inputs[1]);
        int rows = (int) x.size(0);
        Storage losses = Storage.forResult(x.dtype(), rows);
        Storage stats = Storage.forResult(x.dtype(), 2L * rows);
        Kernels.floating(x.dtype())
                .crossEntropy()
                .probabilities(
                        x.storage().array(),
                        (int) x.layout().offset(),
                        p.storage().array(),
                        (int) p.layout().offset(),
                        losses.array(),
                        0,
                        stats.array(),
                        0,
                        rows,
                        (int) x.size(1));
        Tensor loss = reduction == Reduction.NONE
                ? Tape.wrap(losses, Shape.of(rows).contiguous())
                : Tape.wrap(PointwiseLoss.sum(losses, divisor(x)), Shape.SCALAR.contiguous());
        return new Tensor[] {loss, Tape.wrap(stats, Shape.of(rows, 2).contiguous())};
    }

    private double divisor(Tensor x) {
        return reduction == Reduction.MEAN ? x.size(0) : 1;
    }

    @Override
    public boolean differentiableOutput(int output) {
        return output == 0;
    }

    @Override
    public long saves(int input) {
        return input == 0 ? Op.input(0) + Op.input(1) + Op.output(1) : Op.input(0);
    }

    @Override
    public String gradientRule() {
        return reduction.rule("x", "grad * (softmax(x) * sum(target) - target)") + "\n"
                + reduction.rule("target", "-grad * logSoftmax(x)");
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor x = b.in(0);
        if (input == 0 && Untracked.suffices()) {
            return Untracked.run("crossEntropyBackward", this::kernel, x, b.in(1), b.out(1), b.grad());
        }
        Tensor g =
                reduction == Reduction.NONE ? b.grad().unsqueeze(1) : b.grad().div(divisor(x));
        if (input == 1) {
            return Softmax.logSoftmax(x, 1).mul(g.neg());
        }
        return byLogits(x, b.in(1)).mul(g);
    }

    /// Of each row's loss.
    private static Tensor byLogits(Tensor x, Tensor p) {
        return Softmax.softmax(x, 1).mul(p.sumKeepDim(1)).sub(p);
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor x = f.in(0);
        Tensor logits = f.tangent(0);
        Tensor probabilities = f.tangent(1);
        Tensor sum = Forward.sum(
                logits == null ? null : byLogits(x, f.in(1)).mul(logits),
                probabilities == null ? null : Softmax.logSoftmax(x, 1).mul(probabilities.neg()));
        return new Tensor[] {sum == null ? null : reduction.of(sum.sum(1)), null};
    }

    /// The rows of all examples together.
    @Override
    public Tensor[] vmap(Batch b) {
        ProbabilityCrossEntropy unreduced = new ProbabilityCrossEntropy(Reduction.NONE);
        if (reduction != Reduction.NONE) {
            return b.compose(in -> {
                Tensor[] all = Tape.runAll(unreduced, in);
                return new Tensor[] {reduction.of(all[0]), all[1]};
            });
        }
        Tensor x = b.stacked(0);
        Tensor[] rows = Tape.runAll(unreduced, x.flatten(0, 1), b.stacked(1).flatten(0, 1));
        return new Tensor[] {rows[0].reshape(b.size(), x.size(1)), rows[1].reshape(b.size(), x.size(1), 2)};
    }

    private Tensor kernel(Tensor[] in) {
        Tensor x = Copy.dense(in[0]);
        Tensor p = Copy.dense(in[1]);
        Tensor g = Copy.dense(in[3]);
        if (reduction == Reduction.MEAN) {
            Storage share = Storage.forResult(g.dtype(), 1);
            Elements.set(share.array(), 0, g.item() / divisor(x));
            g = Tape.wrap(share, Shape.SCALAR.contiguous());
        }
        Storage dx = Storage.forResult(x.dtype(), x.numel());
        Kernels.floating(x.dtype())
                .crossEntropy()
                .probabilitiesBackward(
                        x.storage().array(),
                        (int) x.layout().offset(),
                        p.storage().array(),
                        (int) p.layout().offset(),
                        in[2].storage().array(),
                        0,
                        g.storage().array(),
                        (int) g.layout().offset(),
                        reduction == Reduction.NONE ? 1 : 0,
                        dx.array(),
                        0,
                        (int) x.size(0),
                        (int) x.size(1));
        return Tape.wrap(dx, x.shape().contiguous());
    }
}
