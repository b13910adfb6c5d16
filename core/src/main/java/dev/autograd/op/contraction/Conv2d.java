package dev.autograd.op.contraction;

import dev.autograd.PadMode;
import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Conv2dShape;
import dev.autograd.kernel.Kernels;
import dev.autograd.op.Op;
import dev.autograd.op.indexing.PadAround;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// Two-dimensional convolution (cross-correlation, as everywhere in deep learning) of an input `(N, C, H, W)` with a
/// weight `(O, C / groups, KH, KW)`: `y[n][o][h][w] = b[o] + sum over c, i, j of x[n][c][h stride + i dilation -
/// padding][...] weight[o][c][i][j]`.
///
/// Gradients: by the input the transposed convolution [Conv2dInput], by the weight the convolution of input and
/// gradient [Conv2dWeight], by the bias the sum over all but the channels. Those two and this have each other as
/// gradients, at any order.
public final class Conv2d implements ContractionOp {
    private static final String NAME = "conv2d";
    private static final int[] NONE = {0};

    private final Conv2dShape sizes;

    private Conv2d(Conv2dShape sizes) {
        this.sizes = sizes;
    }

    /// The convolution of `(N, C, H, W)`, or of one image `(C, H, W)`.
    ///
    /// @param stride the step of the window, for height and width, or one for both; so are the following
    /// @param padding zeros on each side
    /// @param dilation the distance of neighbouring taps
    /// @param groups how many parts the channels fall into that do not see each other
    /// @throws IllegalArgumentException when sizes, types or settings do not fit
    public static Tensor of(
            Tensor x, Tensor weight, @Nullable Tensor bias, int[] stride, int[] padding, int[] dilation, int groups) {
        Conv2dShape sizes = Conv2dCheck.sizes(x, weight, bias, stride, padding, dilation, groups);
        if (x.dim() == 3) {
            return run(sizes, x.unsqueeze(0), weight, bias).squeeze(0);
        }
        return run(sizes, x, weight, bias);
    }

    /// As [#of], with the input's own elements around it instead of zeros.
    ///
    /// @throws IllegalArgumentException when sizes, types or settings do not fit, or the input is too small for the
    /// mode
    public static Tensor around(
            Tensor x,
            PadMode mode,
            Tensor weight,
            @Nullable Tensor bias,
            int[] stride,
            int[] padding,
            int[] dilation,
            int groups) {
        Conv2dCheck.settings(x, weight, stride, padding, dilation, groups);
        int[] p = Conv2dCheck.pair("padding", padding);
        Tensor padded = PadAround.of(NAME, x, mode, p[1], p[1], p[0], p[0]);
        return of(padded, weight, bias, stride, NONE, dilation, groups);
    }

    /// The convolution with stride 1 whose output has the input's size: as much padding as that takes, of which the
    /// end gets the odd one.
    ///
    /// @throws IllegalArgumentException when sizes, types or settings do not fit
    public static Tensor same(Tensor x, Tensor weight, @Nullable Tensor bias, int[] dilation, int groups) {
        return same(x, null, weight, bias, dilation, groups);
    }

    /// As above, with the input's own elements around it.
    ///
    /// @param mode which elements these are, null for zeros
    /// @throws IllegalArgumentException when sizes, types or settings do not fit, or the input is too small for the
    /// mode
    public static Tensor same(
            Tensor x, @Nullable PadMode mode, Tensor weight, @Nullable Tensor bias, int[] dilation, int groups) {
        int[] one = {1};
        Conv2dCheck.settings(x, weight, one, NONE, dilation, groups);
        int[] d = Conv2dCheck.pair("dilation", dilation);
        long height = d[0] * (weight.size(2) - 1);
        long width = d[1] * (weight.size(3) - 1);
        long[] amounts = {width / 2, width - width / 2, height / 2, height - height / 2};
        Tensor padded = mode == null ? x.pad(0, amounts) : PadAround.of(NAME, x, mode, amounts);
        return of(padded, weight, bias, one, NONE, dilation, groups);
    }

    private static Tensor run(Conv2dShape sizes, Tensor x, Tensor weight, @Nullable Tensor bias) {
        Conv2d op = new Conv2d(sizes);
        return bias == null ? Tape.run(op, x, weight) : Tape.run(op, x, weight, bias);
    }

    /// The convolution without a bias, for gradients of gradients.
    static Tensor plain(Conv2dShape sizes, Tensor x, Tensor weight) {
        return run(sizes, x, weight, null);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String onnx() {
        return "Conv";
    }

    static Shape outputShape(Conv2dShape sizes) {
        return Shape.of(sizes.batch(), sizes.outChannels(), sizes.outHeight(), sizes.outWidth());
    }

    static Shape inputShape(Conv2dShape sizes) {
        return Shape.of(sizes.batch(), sizes.inChannels(), sizes.height(), sizes.width());
    }

    static Shape weightShape(Conv2dShape sizes) {
        return Shape.of(sizes.outChannels(), sizes.groupInputs(), sizes.kernelHeight(), sizes.kernelWidth());
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = Copy.dense(inputs[0]);
        Tensor weight = Copy.dense(inputs[1]);
        Tensor bias = inputs.length == 3 ? Copy.dense(inputs[2]) : null;
        Shape shape = outputShape(sizes);
        Storage y = Storage.forResult(x.dtype(), shape.numel());
        Kernels.floating(x.dtype())
                .conv2d()
                .forward(
                        sizes,
                        x.storage().array(),
                        (int) x.layout().offset(),
                        weight.storage().array(),
                        (int) weight.layout().offset(),
                        bias == null ? null : bias.storage().array(),
                        bias == null ? 0 : (int) bias.layout().offset(),
                        y.array(),
                        0);
        return new Tensor[] {Tape.wrap(y, shape.contiguous())};
    }

    @Override
    public long saves(int input) {
        return input == 2 ? 0 : Op.input(1 - input);
    }

    @Override
    public String gradientRule() {
        return """
                x: transposed convolution of grad with weight
                weight: convolution of x with grad
                bias: sum of grad over all but the channels""";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor g = b.grad();
        return switch (input) {
            case 0 -> Conv2dInput.of(sizes, g, b.in(1));
            case 1 -> Conv2dWeight.of(sizes, b.in(0), g);
            default -> Conv2dBias.of(sizes, g);
        };
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor product = f.bilinear((x, weight) -> plain(sizes, x, weight));
        Tensor bias = f.inputCount() == 3 ? f.tangent(2) : null;
        Tensor shift =
                bias == null ? null : bias.reshape(sizes.outChannels(), 1, 1).expand(f.outputShape(0));
        return new Tensor[] {Forward.sum(product, shift)};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        if (!b.isBatched(0) && !b.isBatched(1)) {
            return shifted(plain(sizes, b.in(0), b.in(1)), b);
        }
        if (b.size() == 0) {
            return new Tensor[] {none(b, outputShape(sizes))};
        }
        Conv2dExamples fold = new Conv2dExamples(sizes, (int) b.size(), b.isBatched(0), b.isBatched(1), true);
        Tensor x = fold.foldInput(b.in(0));
        Tensor weight = fold.foldWeight(b.in(1));
        if (b.inputCount() == 3 && !b.isBatched(1) && !b.isBatched(2)) {
            return new Tensor[] {fold.unfoldOutput(run(fold.all(), x, weight, b.in(2)))};
        }
        return shifted(fold.unfoldOutput(plain(fold.all(), x, weight)), b);
    }

    private Tensor[] shifted(Tensor y, Batch b) {
        if (b.inputCount() == 2) {
            return new Tensor[] {y};
        }
        long O = sizes.outChannels();
        return new Tensor[] {
            y.add(
                    b.isBatched(2)
                            ? b.in(2).reshape(b.size(), 1, O, 1, 1)
                            : b.in(2).reshape(O, 1, 1))
        };
    }

    /// The results of no examples.
    static Tensor none(Batch b, Shape example) {
        return Tensor.zeros(b.shape(example), b.in(0).dtype());
    }
}
