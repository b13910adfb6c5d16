package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.kernel.Pool2dShape;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// The largest element of each window of `(N, C, H, W)` or `(C, H, W)`; NaN is larger than any number, and padding is
/// smaller. The gradient goes to the element that was taken, the first of equals.
public final class MaxPool2d implements Op {
    private static final String NAME = "maxPool2d";

    private final Pool2dShape sizes;

    private MaxPool2d(Pool2dShape sizes) {
        this.sizes = sizes;
    }

    /// Pools windows that lie side by side.
    ///
    /// @param kernel the window's height and width, or one number for both
    /// @throws IllegalArgumentException when sizes, type or settings do not fit
    public static Tensor of(Tensor x, int[] kernel) {
        return of(x, kernel, kernel, new int[] {0}, new int[] {1}, Rounding.FLOOR);
    }

    /// Pools windows.
    ///
    /// @param kernel the window's height and width, or one number for both; so are the following
    /// @param stride the step of the window
    /// @param padding what is added on each side, at most half a window
    /// @param dilation the distance of neighbouring elements of a window
    /// @throws IllegalArgumentException when sizes, type or settings do not fit
    public static Tensor of(Tensor x, int[] kernel, int[] stride, int[] padding, int[] dilation, Rounding rounding) {
        return withIndices(x, kernel, stride, padding, dilation, rounding)[0];
    }

    /// As [#of(Tensor, int[], int[], int[], int[], Rounding)], and an int64 tensor of the position `h * W + w` in
    /// the input that each element came from.
    ///
    /// @throws IllegalArgumentException when sizes, type or settings do not fit
    public static Tensor[] withIndices(
            Tensor x, int[] kernel, int[] stride, int[] padding, int[] dilation, Rounding rounding) {
        Pool2dShape sizes = Pool2dCheck.sizes(NAME, x, kernel, stride, padding, dilation, rounding);
        return Tape.runAll(new MaxPool2d(sizes), x);
    }

    /// The same in other operators: the windows' elements, one shifted and strided view per place in the window,
    /// compared pairwise. Only without padding and with [Rounding#FLOOR].
    public static Tensor expansion(Tensor x, int[] kernel, int[] stride, int[] dilation) {
        int[] zero = {0};
        Pool2dShape sizes = Pool2dCheck.sizes(NAME, x, kernel, stride, zero, dilation, Rounding.FLOOR);
        Tensor largest = tap(sizes, x, 0, 0);
        for (int i = 0; i < sizes.kernelHeight(); i++) {
            for (int j = 0; j < sizes.kernelWidth(); j++) {
                largest = largest.maximum(tap(sizes, x, i, j));
            }
        }
        return largest;
    }

    private static Tensor tap(Pool2dShape sizes, Tensor x, int i, int j) {
        int top = i * sizes.dilationHeight();
        int left = j * sizes.dilationWidth();
        int bottom = top + (sizes.outHeight() - 1) * sizes.strideHeight() + 1;
        int right = left + (sizes.outWidth() - 1) * sizes.strideWidth() + 1;
        return x.slice(-2, top, bottom, sizes.strideHeight()).slice(-1, left, right, sizes.strideWidth());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String onnx() {
        return "MaxPool";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = Copy.dense(inputs[0]);
        Shape shape = Pool2dCheck.output(sizes, x.shape());
        Storage y = Storage.forResult(x.dtype(), shape.numel());
        Storage indices = Storage.forResult(DType.INT64, shape.numel());
        Kernels.floating(x.dtype())
                .pool2d()
                .max(sizes, x.storage().array(), (int) x.layout().offset(), y.array(), 0, (long[]) indices.array(), 0);
        return new Tensor[] {Tape.wrap(y, shape.contiguous()), Tape.wrap(indices, shape.contiguous())};
    }

    @Override
    public boolean differentiableOutput(int output) {
        return output == 0;
    }

    @Override
    public long saves(int input) {
        return Op.output(1);
    }

    @Override
    public String gradientRule() {
        return "x: grad in the place of the largest element of each window";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Place.of(b.grad(), b.out(1), b.inputShape(0), sizes.planes());
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return new Tensor[] {Pick.of(f.tangent(), f.out(1), sizes.planes()), null};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new MaxPool2d(sizes.times(b.size())));
    }
}
