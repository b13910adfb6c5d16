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

/// The gradient of a convolution by its weight, from its input and the gradient of its output.
///
/// With `v` the gradient of this result, of the weight's shape: by the input [Conv2dInput] with the weight `v`, by the
/// output's gradient [Conv2d] with the weight `v`.
final class Conv2dWeight implements ContractionOp {
    private final Conv2dShape sizes;

    private Conv2dWeight(Conv2dShape sizes) {
        this.sizes = sizes;
    }

    static Tensor of(Conv2dShape sizes, Tensor x, Tensor g) {
        return Tape.run(new Conv2dWeight(sizes), x, g);
    }

    @Override
    public String name() {
        return "conv2dWeight";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = Copy.dense(inputs[0]);
        Tensor g = Copy.dense(inputs[1]);
        Shape shape = Conv2d.weightShape(sizes);
        Storage dweight = Storage.forResult(x.dtype(), shape.numel());
        Kernels.floating(x.dtype())
                .conv2d()
                .backwardWeight(
                        sizes,
                        x.storage().array(),
                        (int) x.layout().offset(),
                        g.storage().array(),
                        (int) g.layout().offset(),
                        dweight.array(),
                        0);
        return new Tensor[] {Tape.wrap(dweight, shape.contiguous())};
    }

    @Override
    public long saves(int input) {
        return Op.input(1 - input);
    }

    @Override
    public String gradientRule() {
        return """
                x: transposed convolution of y with grad
                y: convolution of x with grad""";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor v = b.grad();
        return input == 0 ? Conv2dInput.of(sizes, b.in(1), v) : Conv2d.plain(sizes, b.in(0), v);
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return new Tensor[] {f.bilinear((x, g) -> of(sizes, x, g))};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        if (b.size() == 0) {
            return new Tensor[] {Conv2d.none(b, Conv2d.weightShape(sizes))};
        }
        Conv2dExamples fold = new Conv2dExamples(sizes, (int) b.size(), b.isBatched(0), true, b.isBatched(1));
        Tensor weight = of(fold.all(), fold.foldInput(b.in(0)), fold.foldOutput(b.in(1)));
        return new Tensor[] {fold.unfoldWeight(weight)};
    }
}
