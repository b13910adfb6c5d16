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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The cross-entropy of rows of logits `(rows, classes)` with class indices `(rows)`, int64. The mean divides by the
/// number of rows that are not ignored.
///
/// Gradient by the logits: `(softmax(x) - onehot(target)) g`, 0 in ignored rows.
final class IndexCrossEntropy implements Op {
    private final long ignoreIndex;
    private final Reduction reduction;

    private IndexCrossEntropy(long ignoreIndex, Reduction reduction) {
        this.ignoreIndex = ignoreIndex;
        this.reduction = reduction;
    }

    static Tensor of(Tensor logits, Tensor target, long ignoreIndex, Reduction reduction) {
        return Tape.runAll(new IndexCrossEntropy(ignoreIndex, reduction), logits, target)[0];
    }

    @Override
    public String name() {
        return CrossEntropy.NAME;
    }

    @Override
    public String onnx() {
        return "SoftmaxCrossEntropyLoss";
    }

    /// The loss, and two numbers per row that spare the gradient the exponentials' sums.
    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = Copy.dense(inputs[0]);
        Tensor target = Copy.dense(inputs[1]);
        int rows = (int) x.size(0);
        Storage losses = Storage.forResult(x.dtype(), rows);
        Storage stats = Storage.forResult(x.dtype(), 2L * rows);
        Kernels.floating(x.dtype())
                .crossEntropy()
                .indices(
                        x.storage().array(),
                        (int) x.layout().offset(),
                        (long[]) target.storage().array(),
                        (int) target.layout().offset(),
                        ignoreIndex,
                        losses.array(),
                        0,
                        stats.array(),
                        0,
                        rows,
                        (int) x.size(1));
        Tensor loss = reduction == Reduction.NONE
                ? Tape.wrap(losses, target.shape().contiguous())
                : Tape.wrap(PointwiseLoss.sum(losses, divisor(target)), Shape.SCALAR.contiguous());
        return new Tensor[] {loss, Tape.wrap(stats, Shape.of(rows, 2).contiguous())};
    }

    private double divisor(Tensor target) {
        if (reduction != Reduction.MEAN) {
            return 1;
        }
        int counted = 0;
        long[] classes = (long[]) target.storage().array();
        int offset = (int) target.layout().offset();
        int rows = (int) target.numel();
        for (int row = 0; row < rows; row++) {
            counted += classes[offset + row] == ignoreIndex ? 0 : 1;
        }
        return counted;
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public boolean differentiableOutput(int output) {
        return output == 0;
    }

    @Override
    public long saves(int input) {
        return Op.input(0) + Op.input(1) + Op.output(1);
    }

    @Override
    public String gradientRule() {
        return reduction.rule("x", "grad * (softmax(x) - onehot(target))");
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor x = b.in(0);
        Tensor target = b.in(1);
        if (Untracked.suffices()) {
            return Untracked.run("crossEntropyBackward", this::kernel, x, target, b.out(1), b.grad());
        }
        ClassTargets targets = targets(x, target);
        Tensor g = switch (reduction) {
            case NONE -> b.grad().unsqueeze(1);
            case MEAN -> b.grad().div(atLeastOne(targets.counted(x.dtype())));
            case SUM -> b.grad();
        };
        return derivative(x, targets).mul(g).maskedFill(targets.ignored().unsqueeze(1), 0);
    }

    private ClassTargets targets(Tensor x, Tensor target) {
        return ClassTargets.of(CrossEntropy.NAME, target, (int) x.size(1), ignoreIndex, null);
    }

    /// Of each row's loss, where it is not ignored.
    private static Tensor derivative(Tensor x, ClassTargets targets) {
        return Softmax.softmax(x, 1).sub(targets.probabilities(x.dtype(), 0));
    }

    /// A divisor of what is 0 when all rows are ignored, and stays it.
    private static Tensor atLeastOne(Tensor count) {
        return count.clamp(1, Double.POSITIVE_INFINITY);
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor x = f.in(0);
        ClassTargets targets = targets(x, f.in(1));
        Tensor losses = derivative(x, targets).mul(f.tangent()).sum(1).maskedFill(targets.ignored(), 0);
        return new Tensor[] {reduced(losses, () -> atLeastOne(targets.counted(x.dtype()))), null};
    }

    private Tensor reduced(Tensor losses, Supplier<Tensor> count) {
        return switch (reduction) {
            case NONE -> losses;
            case MEAN -> losses.sum().div(count.get());
            case SUM -> losses.sum();
        };
    }

    /// The rows of all examples together.
    @Override
    public Tensor[] vmap(Batch b) {
        IndexCrossEntropy unreduced = new IndexCrossEntropy(ignoreIndex, Reduction.NONE);
        if (reduction != Reduction.NONE) {
            return b.compose(in -> {
                Tensor[] all = Tape.runAll(unreduced, in);
                return new Tensor[] {reduced(all[0], () -> in[1].ne(ignoreIndex).sum()), all[1]};
            });
        }
        Tensor target = b.stacked(1);
        Tensor[] rows = Tape.runAll(unreduced, b.stacked(0).flatten(0, 1), target.flatten());
        return new Tensor[] {rows[0].reshape(target.shape()), rows[1].reshape(b.size(), target.size(1), 2)};
    }

    private Tensor kernel(Tensor[] in) {
        Tensor x = Copy.dense(in[0]);
        Tensor target = Copy.dense(in[1]);
        Tensor g = Copy.dense(in[3]);
        if (reduction == Reduction.MEAN) {
            Storage share = Storage.forResult(g.dtype(), 1);
            Elements.set(share.array(), 0, g.item() / divisor(target));
            g = Tape.wrap(share, Shape.SCALAR.contiguous());
        }
        Storage dx = Storage.forResult(x.dtype(), x.numel());
        Kernels.floating(x.dtype())
                .crossEntropy()
                .indicesBackward(
                        x.storage().array(),
                        (int) x.layout().offset(),
                        (long[]) target.storage().array(),
                        (int) target.layout().offset(),
                        ignoreIndex,
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
