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

/// The gradient of a convolution by its input, from the gradient of its output and its weight: the transposed
/// convolution.
///
/// With `v` the gradient of this result: by the output's gradient [Conv2d] of `v`, by the weight [Conv2dWeight] of `v`.
final class Conv2dInput implements ContractionOp {
    private final Conv2dShape sizes;

    private Conv2dInput(Conv2dShape sizes) {
        this.sizes = sizes;
    }

    static Tensor of(Conv2dShape sizes, Tensor g, Tensor weight) {
        return Tape.run(new Conv2dInput(sizes), g, weight);
    }

    @Override
    public String name() {
        return "conv2dInput";
    }

    @Override
    public String label() {
        return "convTranspose2d";
    }

    @Override
    public String onnx() {
        return "ConvTranspose";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor g = Copy.dense(inputs[0]);
        Tensor weight = Copy.dense(inputs[1]);
        Shape shape = Conv2d.inputShape(sizes);
        Storage dx = Storage.forResult(g.dtype(), shape.numel());
        Kernels.floating(g.dtype())
                .conv2d()
                .backwardInput(
                        sizes,
                        g.storage().array(),
                        (int) g.layout().offset(),
                        weight.storage().array(),
                        (int) weight.layout().offset(),
                        dx.array(),
                        0);
        return new Tensor[] {Tape.wrap(dx, shape.contiguous())};
    }

    @Override
    public long saves(int input) {
        return Op.input(1 - input);
    }

    @Override
    public String gradientRule() {
        return """
                x: convolution of grad with weight
                weight: convolution of grad with x""";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor v = b.grad();
        return input == 0 ? Conv2d.plain(sizes, v, b.in(1)) : Conv2dWeight.of(sizes, v, b.in(0));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return new Tensor[] {f.bilinear((g, weight) -> of(sizes, g, weight))};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        if (b.size() == 0) {
            return new Tensor[] {Conv2d.none(b, Conv2d.inputShape(sizes))};
        }
        Conv2dExamples fold = new Conv2dExamples(sizes, (int) b.size(), true, b.isBatched(1), b.isBatched(0));
        Tensor x = of(fold.all(), fold.foldOutput(b.in(0)), fold.foldWeight(b.in(1)));
        return new Tensor[] {fold.unfoldInput(x)};
    }
}
