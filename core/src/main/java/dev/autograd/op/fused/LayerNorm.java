package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Layer normalisation (Ba, Kiros and Hinton, 2016): every sample is brought to mean 0 and variance 1 over the last
/// dimensions, then scaled and shifted, `y = (x - mean) / sqrt(variance + eps) * weight + bias`, where the variance
/// divides by the count.
///
/// Gradients, with `xhat` the normalised input, `r = 1 / sqrt(variance + eps)` and `h = g weight`:
/// `dx = r (h - mean(h) - xhat mean(h xhat))`, `dweight = sum(g xhat)`, `dbias = sum(g)` over samples.
public final class LayerNorm implements Op {
    private static final String NAME = "layerNorm";

    private final Shape normalized;
    private final double eps;
    private final int weight; // which input it is, or -1
    private final int bias;

    private LayerNorm(Shape normalized, double eps, boolean hasWeight, boolean hasBias) {
        this.normalized = normalized;
        this.eps = eps;
        this.weight = hasWeight ? 1 : -1;
        this.bias = !hasBias ? -1 : hasWeight ? 2 : 1;
    }

    /// Normalises over the last dimensions, whose sizes are `normalizedShape`.
    ///
    /// @param weight of shape `normalizedShape`, or null for ones
    /// @param bias of shape `normalizedShape`, or null for zeros
    /// @throws IllegalArgumentException when shapes or types do not fit
    public static Tensor of(
            Tensor x, long[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        Check.floating(NAME, "input", x);
        Shape normalized = Shape.of(normalizedShape);
        Check.that(
                normalized.rank() > 0,
                () -> NAME + ": the normalized shape is empty, but must name at least one dimension");
        int samples = x.dim() - normalized.rank();
        Check.that(
                samples >= 0 && Arrays.equals(Arrays.copyOfRange(x.shape().sizes(), samples, x.dim()), normalizedShape),
                () -> NAME + ": the last dimensions of input " + x.shape() + " must be the normalized shape "
                        + normalized);
        List<Tensor> inputs = new ArrayList<>(List.of(x));
        add(inputs, "weight", weight, normalized);
        add(inputs, "bias", bias, normalized);
        LayerNorm op = new LayerNorm(normalized, eps, weight != null, bias != null);
        return Tape.runAll(op, inputs.toArray(new Tensor[0]))[0];
    }

    private static void add(List<Tensor> inputs, String name, @Nullable Tensor tensor, Shape normalized) {
        if (tensor != null) {
            Check.sameDtype(NAME, "input", inputs.get(0), name, tensor);
            Check.that(
                    tensor.shape().equals(normalized),
                    () -> NAME + ": " + name + " " + tensor.shape() + " must have the normalized shape " + normalized);
            inputs.add(tensor);
        }
    }

    /// The same in other operators.
    public static Tensor expansion(
            Tensor x, long[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        int[] dims = lastDims(x.dim(), normalizedShape.length);
        return scaled(Normalized.of(x, dims, eps).xhat(), weight, bias);
    }

    private static Tensor scaled(Tensor xhat, @Nullable Tensor weight, @Nullable Tensor bias) {
        Tensor y = weight == null ? xhat : xhat.mul(weight);
        return bias == null ? y : y.add(bias);
    }

    private static int[] lastDims(int rank, int count) {
        int[] dims = new int[count];
        Arrays.setAll(dims, i -> rank - count + i);
        return dims;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String onnx() {
        return "LayerNormalization";
    }

    private int length() {
        return (int) normalized.numel();
    }

    private int rows(Shape shape) {
        long rows = 1;
        for (int i = 0; i < shape.rank() - normalized.rank(); i++) {
            rows *= shape.size(i);
        }
        return (int) rows;
    }

    /// The normalised input, and for the gradient each sample's mean and reciprocal standard deviation.
    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = Copy.dense(inputs[0]);
        Shape rows = Shape.of(rows(x.shape()));
        Storage y = Storage.forResult(x.dtype(), x.numel());
        Storage mean = Storage.forResult(x.dtype(), rows.numel());
        Storage rstd = Storage.forResult(x.dtype(), rows.numel());
        Kernels.floating(x.dtype())
                .layerNorm()
                .forward(
                        x.storage().array(),
                        (int) x.layout().offset(),
                        fromZero(inputs, weight),
                        fromZero(inputs, bias),
                        eps,
                        y.array(),
                        0,
                        mean.array(),
                        rstd.array(),
                        0,
                        (int) rows.numel(),
                        length());
        return new Tensor[] {
            Tape.wrap(y, x.shape().contiguous()), Tape.wrap(mean, rows.contiguous()), Tape.wrap(rstd, rows.contiguous())
        };
    }

    /// An input's elements as an array of their own, which is how the kernels take weight and bias.
    private static @Nullable Object fromZero(Tensor[] inputs, int input) {
        if (input < 0) {
            return null;
        }
        Tensor tensor = inputs[input];
        boolean direct = tensor.isContiguous() && tensor.layout().offset() == 0;
        return (direct ? tensor : Copy.clone(tensor)).storage().array();
    }

    @Override
    public boolean differentiableOutput(int output) {
        return output == 0;
    }

    @Override
    public long saves(int input) {
        long statistics = Op.output(1) + Op.output(2);
        if (input == 0) {
            return Op.input(0) + statistics + (weight < 0 ? 0 : Op.input(weight));
        }
        return input == weight ? Op.input(0) + statistics : 0;
    }

    @Override
    public String gradientRule() {
        String h = weight < 0 ? "grad" : "h";
        return "x: r * (" + h + " - mean(" + h + ") - xhat * mean(" + h + " * xhat)), with xhat = (x - mean(x)) * r"
                + (weight < 0 ? "" : " and h = grad * weight\nweight: sum of grad * xhat over all samples")
                + (bias < 0 ? "" : "\nbias: sum of grad over all samples");
    }

    @Override
    public @Nullable Tensor[] gradients(Backward b) {
        return Untracked.suffices() ? byKernels(b) : byOperators(b);
    }

    private @Nullable Tensor[] byOperators(Backward b) {
        @Nullable Tensor[] gradients = new Tensor[b.inputCount()];
        Tensor g = b.grad();
        int[] dims = lastDims(g.dim(), normalized.rank());
        if (b.needs(0) || needsWeight(b)) {
            Normalized n = Normalized.of(b.in(0), dims, eps);
            if (b.needs(0)) {
                gradients[0] = n.derivative(weight < 0 ? g : g.mul(b.in(weight)));
            }
            if (needsWeight(b)) {
                gradients[weight] = Broadcast.sumTo(g.mul(n.xhat()), normalized);
            }
        }
        if (bias >= 0 && b.needs(bias)) {
            gradients[bias] = Broadcast.sumTo(g, normalized);
        }
        return gradients;
    }

    private boolean needsWeight(Backward b) {
        return weight >= 0 && b.needs(weight);
    }

    private @Nullable Tensor[] byKernels(Backward b) {
        @Nullable Tensor[] gradients = new Tensor[b.inputCount()];
        Tensor g = b.grad();
        if (b.needs(0)) {
            Tensor[] inputs = weight < 0
                    ? new Tensor[] {g, b.in(0), b.out(1), b.out(2)}
                    : new Tensor[] {g, b.in(0), b.out(1), b.out(2), b.in(weight)};
            gradients[0] = Untracked.run("layerNormBackwardInput", this::inputKernel, inputs);
        }
        if (needsWeight(b)) {
            Tensor[] both =
                    Untracked.runAll("layerNormBackwardWeight", this::weightKernel, g, b.in(0), b.out(1), b.out(2));
            gradients[weight] = both[0];
            if (bias >= 0 && b.needs(bias)) {
                gradients[bias] = both[1];
            }
        } else if (bias >= 0 && b.needs(bias)) {
            gradients[bias] = Broadcast.sumTo(g, normalized);
        }
        return gradients;
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor x = f.tangent(0);
        Tensor scale = weight < 0 ? null : f.tangent(weight);
        Tensor sum = bias < 0 ? null : f.tangent(bias);
        if (x != null || scale != null) {
            Normalized n = Normalized.of(f.in(0), lastDims(f.outputShape(0).rank(), normalized.rank()), eps);
            if (x != null) {
                sum = Forward.sum(scaled(n.derivative(x), weight < 0 ? null : f.in(weight), null), sum);
            }
            if (scale != null) {
                sum = Forward.sum(sum, n.xhat().mul(scale));
            }
        }
        return new Tensor[] {sum == null ? null : sum.expand(f.outputShape(0)), null, null};
    }

    /// The samples of all examples together; examples with weights of their own are scaled afterwards.
    @Override
    public Tensor[] vmap(Batch b) {
        boolean shared = b.isBatched(0) && !isBatched(b, weight) && !isBatched(b, bias);
        if (!shared) {
            return b.compose(this::scaledAfterwards);
        }
        Tensor[] inputs = new Tensor[b.inputCount()];
        Arrays.setAll(inputs, b::in);
        Tensor[] all = Tape.runAll(this, inputs);
        Shape statistics = b.shape(Shape.of(rows(b.example(0).shape())));
        return new Tensor[] {all[0], all[1].reshape(statistics), all[2].reshape(statistics)};
    }

    private static boolean isBatched(Batch b, int input) {
        return input >= 0 && b.isBatched(input);
    }

    private Tensor[] scaledAfterwards(Tensor[] in) {
        Tensor[] all = Tape.runAll(new LayerNorm(normalized, eps, false, false), in[0]);
        Tensor y = scaled(all[0], weight < 0 ? null : in[weight], bias < 0 ? null : in[bias]);
        return new Tensor[] {y, all[1], all[2]};
    }

    /// From the output's gradient, the input, its statistics and possibly the weight.
    private Tensor inputKernel(Tensor[] in) {
        Tensor g = Copy.dense(in[0]);
        Tensor x = Copy.dense(in[1]);
        Storage dx = Storage.forResult(x.dtype(), x.numel());
        Kernels.floating(x.dtype())
                .layerNorm()
                .backwardInput(
                        g.storage().array(),
                        (int) g.layout().offset(),
                        x.storage().array(),
                        (int) x.layout().offset(),
                        in[2].storage().array(),
                        in[3].storage().array(),
                        0,
                        fromZero(in, in.length - 1 == 4 ? 4 : -1),
                        dx.array(),
                        0,
                        rows(x.shape()),
                        length());
        return Tape.wrap(dx, x.shape().contiguous());
    }

    /// From the output's gradient, the input and its statistics: the gradients of weight and bias.
    private Tensor[] weightKernel(Tensor[] in) {
        Tensor g = Copy.dense(in[0]);
        Tensor x = Copy.dense(in[1]);
        Storage dweight = Storage.forResult(x.dtype(), length());
        Storage dbias = Storage.forResult(x.dtype(), length());
        Kernels.floating(x.dtype())
                .layerNorm()
                .backwardWeight(
                        g.storage().array(),
                        (int) g.layout().offset(),
                        x.storage().array(),
                        (int) x.layout().offset(),
                        in[2].storage().array(),
                        in[3].storage().array(),
                        0,
                        dweight.array(),
                        dbias.array(),
                        rows(x.shape()),
                        length());
        return new Tensor[] {Tape.wrap(dweight, normalized.contiguous()), Tape.wrap(dbias, normalized.contiguous())};
    }
}
