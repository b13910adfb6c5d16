package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.nn.Conv2dOptions;
import dev.autograd.nn.EmbeddingOptions;
import dev.autograd.nn.F;
import dev.autograd.nn.Pool2dOptions;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Functions of neural networks: `nn.functional`, without the losses.
final class NeuralFunctions {
    private static final List<TorchRow> ACTIVATIONS = List.of(
            row("nn.functional.relu(Tensor input)", a -> F.relu(a.tensor("input"))),
            row("nn.functional.silu(Tensor input)", a -> F.silu(a.tensor("input"))),
            row(
                    "nn.functional.leaky_relu(Tensor input, Number negative_slope=0.01)",
                    a -> F.leakyRelu(a.tensor("input"), a.real("negative_slope"))),
            row("nn.functional.gelu(Tensor input, *, str approximate='none')", a -> gelu(a)),
            row(
                    "nn.functional.softplus(Tensor input, Number beta=1, Number threshold=20)",
                    a -> a.tensor("input").softplus(a.real("beta"), a.real("threshold"))),
            activation("relu6", F::relu6),
            activation("softsign", F::softsign),
            activation("tanhshrink", F::tanhshrink),
            activation("logsigmoid", F::logsigmoid),
            activation("mish", F::mish),
            activation("hardsigmoid", F::hardsigmoid),
            activation("hardswish", F::hardswish),
            activation("selu", F::selu),
            row(
                    "nn.functional.hardtanh(Tensor input, Number min_val=-1.0, Number max_val=1.0)",
                    a -> F.hardtanh(a.tensor("input"), a.real("min_val"), a.real("max_val"))),
            row("nn.functional.elu(Tensor input, Number alpha=1.0)", a -> F.elu(a.tensor("input"), a.real("alpha"))),
            row("nn.functional.celu(Tensor input, Number alpha=1.0)", a -> F.celu(a.tensor("input"), a.real("alpha"))),
            row(
                    "nn.functional.softshrink(Tensor input, Number lambd=0.5)",
                    a -> F.softshrink(a.tensor("input"), a.real("lambd"))),
            row(
                    "nn.functional.hardshrink(Tensor input, Number lambd=0.5)",
                    a -> F.hardshrink(a.tensor("input"), a.real("lambd"))),
            row(
                    "nn.functional.threshold(Tensor input, Number threshold, Number value)",
                    a -> F.threshold(a.tensor("input"), a.real("threshold"), a.real("value"))),
            row(
                    "nn.functional.prelu(Tensor input, Tensor weight)",
                    a -> F.prelu(a.tensor("input"), a.tensor("weight"))),
            row("nn.functional.glu(Tensor input, int dim=-1)", a -> F.glu(a.tensor("input"), a.integer("dim"))),
            row(
                    "nn.functional.softmin(Tensor input, int dim, int _stacklevel=3, dtype? dtype=None)",
                    a -> F.softmin(
                            a.has("dtype") ? a.tensor("input").to(a.dtype("dtype")) : a.tensor("input"),
                            a.integer("dim"))),
            row(
                    "nn.functional.dropout(Tensor input, float p=0.5, bool training=True)",
                    a -> a.flag("training")
                            ? F.dropout(a.tensor("input"), a.real("p"), Autograd.random())
                            : evaluated(a)));

    private static final List<TorchRow> LAYERS = List.of(
            row(
                    "nn.functional.linear(Tensor input, Tensor weight, Tensor? bias=None)",
                    a -> F.linear(a.tensor("input"), a.tensor("weight"), a.tensorOrNull("bias"))),
            row(
                    "nn.functional.embedding(Tensor input, Tensor weight, int? padding_idx=None, float? max_norm=None,"
                            + " float norm_type=2.0, bool scale_grad_by_freq=False, bool sparse=False)",
                    a -> {
                        a.off("sparse");
                        var options = new EmbeddingOptions(
                                a.has("padding_idx") ? a.integer64("padding_idx") : null,
                                a.has("max_norm") ? a.real("max_norm") : null,
                                a.real("norm_type"),
                                a.flag("scale_grad_by_freq"));
                        return F.embedding(a.tensor("input"), a.tensor("weight"), options);
                    }),
            row(
                    "nn.functional.layer_norm(Tensor input, ints normalized_shape, Tensor? weight=None, Tensor? bias=None,"
                            + " float eps=1e-5)",
                    a -> layerNorm(a)),
            row(
                    "native_layer_norm(Tensor input, ints normalized_shape, Tensor? weight, Tensor? bias, float eps)",
                    a -> {
                        int[] dims = IntStream.range(-a.longs("normalized_shape").length, 0)
                                .toArray();
                        Tensor x = a.tensor("input");
                        Tensor y = layerNorm(a);
                        return List.of(
                                y,
                                x.meanKeepDim(dims),
                                x.varKeepDim(dims, 0).add(a.real("eps")).rsqrt());
                    }));

    private static final String CONV2D =
            "nn.functional.conv2d(Tensor input, Tensor weight, Tensor? bias=None, ints stride=1, %s padding=%s,"
                    + " ints dilation=1, int groups=1)";

    private static final List<TorchRow> WINDOWS = List.of(
            row(
                    CONV2D.formatted("ints", "0"),
                    a -> F.conv2d(
                            a.tensor("input"),
                            a.tensor("weight"),
                            a.tensorOrNull("bias"),
                            a.dims("stride"),
                            a.dims("padding"),
                            a.dims("dilation"),
                            a.integer("groups"))),
            row(
                    CONV2D.formatted("str", "'valid'"),
                    a -> F.conv2d(a.tensor("input"), a.tensor("weight"), a.tensorOrNull("bias"), conv2dOptions(a))),
            row(
                    "nn.functional.conv_transpose2d(Tensor input, Tensor weight, Tensor? bias=None, ints stride=1,"
                            + " ints padding=0, ints output_padding=0, int groups=1, ints dilation=1)",
                    a -> F.convTranspose2d(
                            a.tensor("input"),
                            a.tensor("weight"),
                            a.tensorOrNull("bias"),
                            a.dims("stride"),
                            a.dims("padding"),
                            a.dims("output_padding"),
                            a.integer("groups"),
                            a.dims("dilation"))),
            row(
                    "nn.functional.max_pool2d(Tensor input, ints kernel_size, ints? stride=None, ints padding=0,"
                            + " ints dilation=1, bool ceil_mode=False, bool return_indices=False)",
                    a -> {
                        int[] dilation = pair(a, "dilation");
                        Pool2dOptions options = pool2dOptions(a).withDilation(dilation[0], dilation[1]);
                        if (!a.flag("return_indices")) {
                            return F.maxPool2d(a.tensor("input"), options);
                        }
                        var both = F.maxPool2dWithIndices(a.tensor("input"), options);
                        return List.of(both.values(), both.indices());
                    }),
            row(
                    "nn.functional.avg_pool2d(Tensor input, ints kernel_size, ints? stride=None, ints padding=0,"
                            + " bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None)",
                    a -> {
                        Pool2dOptions options = pool2dOptions(a);
                        if (!a.flag("count_include_pad")) {
                            options = options.withoutCountIncludePad();
                        }
                        if (a.has("divisor_override")) {
                            options = options.withDivisorOverride(a.integer("divisor_override"));
                        }
                        return F.avgPool2d(a.tensor("input"), options);
                    }));

    static final List<TorchRow> ROWS =
            Stream.of(ACTIVATIONS, LAYERS, WINDOWS).flatMap(List::stream).toList();

    private NeuralFunctions() {}

    private static TorchRow activation(String name, UnaryOperator<Tensor> function) {
        return row("nn.functional." + name + "(Tensor input)", a -> function.apply(a.tensor("input")));
    }

    private static Tensor gelu(TorchArguments a) {
        String approximate = a.text("approximate");
        return switch (approximate) {
            case "none" -> F.gelu(a.tensor("input"));
            case "tanh" -> a.tensor("input").geluTanh();
            default ->
                throw new IllegalArgumentException("gelu: approximate must be none or tanh, but is " + approximate);
        };
    }

    /// Dropout leaves everything when it is not training, whatever its probability.
    private static Tensor evaluated(TorchArguments a) {
        a.get("p");
        return a.tensor("input");
    }

    private static Tensor layerNorm(TorchArguments a) {
        return F.layerNorm(
                a.tensor("input"),
                a.longs("normalized_shape"),
                a.tensorOrNull("weight"),
                a.tensorOrNull("bias"),
                a.real("eps"));
    }

    private static Conv2dOptions conv2dOptions(TorchArguments a) {
        int[] stride = pair(a, "stride");
        int[] dilation = pair(a, "dilation");
        return padded(a.text("padding"), Conv2dOptions.DEFAULT)
                .withStride(stride[0], stride[1])
                .withDilation(dilation[0], dilation[1])
                .withGroups(a.integer("groups"));
    }

    /// A padding that has a name.
    static Conv2dOptions padded(String padding, Conv2dOptions options) {
        return switch (padding) {
            case "valid" -> options;
            case "same" -> options.withSamePadding();
            default ->
                throw new IllegalArgumentException("conv2d: padding must be numbers, valid or same, but is " + padding);
        };
    }

    private static Pool2dOptions pool2dOptions(TorchArguments a) {
        int[] kernel = pair(a, "kernel_size");
        int[] padding = pair(a, "padding");
        Pool2dOptions options = Pool2dOptions.kernel(kernel[0], kernel[1]).withPadding(padding[0], padding[1]);
        if (a.dims("stride").length > 0) { // none means the kernel's size
            int[] stride = pair(a, "stride");
            options = options.withStride(stride[0], stride[1]);
        }
        return a.flag("ceil_mode") ? options.withCeilMode() : options;
    }

    /// A setting for height and width, or one number for both.
    private static int[] pair(TorchArguments a, String name) {
        int[] given = a.dims(name);
        return switch (given.length) {
            case 1 -> new int[] {given[0], given[0]};
            case 2 -> given;
            default ->
                throw new IllegalArgumentException(
                        name + " must be one number or two, for height and width, but there are " + given.length);
        };
    }
}
