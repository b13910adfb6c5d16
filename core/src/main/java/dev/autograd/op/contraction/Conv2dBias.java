package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Conv2dShape;
import dev.autograd.kernel.Kernels;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// The gradient of a convolution by its bias: the sum of the output's gradient over all but the channels. A kernel of
/// its own, since the summed dimensions are not neighbours and [dev.autograd.op.reduction.Sum] would copy them together
/// first.
final class Conv2dBias implements Op {
    private final Conv2dShape sizes;

    private Conv2dBias(Conv2dShape sizes) {
        this.sizes = sizes;
    }

    static Tensor of(Conv2dShape sizes, Tensor g) {
        return Tape.run(new Conv2dBias(sizes), g);
    }

    @Override
    public String name() {
        return "conv2dBias";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor g = Copy.dense(inputs[0]);
        Shape shape = Shape.of(sizes.outChannels());
        Storage dbias = Storage.forResult(g.dtype(), shape.numel());
        Kernels.floating(g.dtype())
                .conv2d()
                .backwardBias(sizes, g.storage().array(), (int) g.layout().offset(), dbias.array(), 0);
        return new Tensor[] {Tape.wrap(dbias, shape.contiguous())};
    }

    @Override
    public String gradientRule() {
        return "x: grad in every place of its channel";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return b.grad().reshape(1, sizes.outChannels(), 1, 1).expand(b.inputShape(0));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        if (b.size() == 0) {
            return new Tensor[] {Conv2d.none(b, Shape.of(sizes.outChannels()))};
        }
        Conv2dExamples fold = new Conv2dExamples(sizes, (int) b.size(), true, true, true);
        Tensor bias = of(fold.all(), fold.foldOutput(b.in(0)));
        return new Tensor[] {bias.reshape(b.size(), sizes.outChannels())};
    }
}
