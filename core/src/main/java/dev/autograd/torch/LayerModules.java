package dev.autograd.torch;

import static dev.autograd.torch.TorchModuleRow.layer;

import dev.autograd.Autograd;
import dev.autograd.nn.AvgPool2d;
import dev.autograd.nn.Conv2d;
import dev.autograd.nn.Conv2dOptions;
import dev.autograd.nn.Dropout;
import dev.autograd.nn.Embedding;
import dev.autograd.nn.Flatten;
import dev.autograd.nn.GELU;
import dev.autograd.nn.Identity;
import dev.autograd.nn.LayerNorm;
import dev.autograd.nn.LeakyReLU;
import dev.autograd.nn.Linear;
import dev.autograd.nn.LogSoftmax;
import dev.autograd.nn.MaxPool2d;
import dev.autograd.nn.Pool2dOptions;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.SiLU;
import dev.autograd.nn.Sigmoid;
import dev.autograd.nn.Softmax;
import dev.autograd.nn.Softplus;
import dev.autograd.nn.Tanh;
import java.util.List;

/// Modules that map a tensor to a tensor.
final class LayerModules {
    static final List<TorchModuleRow> ROWS = List.of(
            layer("nn.Identity()", _ -> new Identity()),
            layer("nn.ReLU()", _ -> new ReLU()),
            layer("nn.Sigmoid()", _ -> new Sigmoid()),
            layer("nn.Tanh()", _ -> new Tanh()),
            layer("nn.SiLU()", _ -> new SiLU()),
            layer("nn.GELU(str approximate='none')", a -> new GELU(approximate(a.text("approximate")))),
            layer("nn.LeakyReLU(float negative_slope=0.01)", a -> new LeakyReLU(a.real("negative_slope"))),
            layer(
                    "nn.Softplus(float beta=1.0, float threshold=20.0)",
                    a -> new Softplus(a.real("beta"), a.real("threshold"))),
            layer("nn.Softmax(int dim)", a -> new Softmax(a.integer("dim"))),
            layer("nn.LogSoftmax(int dim)", a -> new LogSoftmax(a.integer("dim"))),
            layer("nn.Dropout(float p=0.5)", a -> new Dropout(a.real("p"))),
            layer(
                    "nn.Flatten(int start_dim=1, int end_dim=-1)",
                    a -> new Flatten(a.integer("start_dim"), a.integer("end_dim"))),
            layer("nn.Linear(int in_features, int out_features, bool bias=True)", LayerModules::linear),
            layer(
                    "nn.Embedding(int num_embeddings, int embedding_dim, int? padding_idx=None)",
                    LayerModules::embedding),
            layer(
                    "nn.LayerNorm(ints normalized_shape, float eps=1e-5, bool elementwise_affine=True, bool bias=True)",
                    LayerModules::layerNorm),
            layer(
                    "nn.Conv2d(int in_channels, int out_channels, ints kernel_size, ints stride=1, padding padding=0,"
                            + " ints dilation=1, int groups=1, bool bias=True, str padding_mode='zeros')",
                    LayerModules::conv2d),
            layer(
                    "nn.MaxPool2d(ints kernel_size, ints? stride=None, ints padding=0, *, bool ceil_mode=False)",
                    a -> new MaxPool2d(pool(a))),
            layer(
                    "nn.AvgPool2d(ints kernel_size, ints? stride=None, ints padding=0, *, bool ceil_mode=False)",
                    a -> new AvgPool2d(pool(a))));

    private LayerModules() {}

    private static GELU.Approximate approximate(String name) {
        return switch (name) {
            case "none" -> GELU.Approximate.NONE;
            case "tanh" -> GELU.Approximate.TANH;
            default -> throw new UnsupportedTorchCall("nn.GELU has no approximation " + name);
        };
    }

    private static Linear linear(TorchArguments a) {
        int in = a.integer("in_features");
        int out = a.integer("out_features");
        return a.flag("bias") ? new Linear(in, out) : Linear.withoutBias(in, out);
    }

    private static Embedding embedding(TorchArguments a) {
        int count = a.integer("num_embeddings");
        int dim = a.integer("embedding_dim");
        return a.has("padding_idx")
                ? Embedding.withPadding(count, dim, a.integer("padding_idx"), Autograd.random())
                : new Embedding(count, dim);
    }

    private static LayerNorm layerNorm(TorchArguments a) {
        long[] shape = a.longs("normalized_shape");
        double eps = a.real("eps");
        boolean bias = a.flag("bias");
        if (!a.flag("elementwise_affine")) {
            return LayerNorm.withoutAffine(eps, shape);
        }
        return bias ? new LayerNorm(eps, shape) : LayerNorm.withoutBias(eps, shape);
    }

    private static Conv2d conv2d(TorchArguments a) {
        int[] stride = pair(a.dims("stride"));
        int[] dilation = pair(a.dims("dilation"));
        Conv2dOptions options = surrounded(a, padded(a, Conv2dOptions.DEFAULT))
                .withStride(stride[0], stride[1])
                .withDilation(dilation[0], dilation[1])
                .withGroups(a.integer("groups"));
        return new Conv2d(
                a.integer("in_channels"),
                a.integer("out_channels"),
                pair(a.dims("kernel_size")),
                a.flag("bias") ? options : options.withoutBias(),
                Autograd.random());
    }

    private static Conv2dOptions padded(TorchArguments a, Conv2dOptions options) {
        if (a.get("padding") instanceof String name) {
            return NeuralFunctions.padded(name, options);
        }
        int[] padding = pair(a.dims("padding"));
        return options.withPadding(padding[0], padding[1]);
    }

    private static Conv2dOptions surrounded(TorchArguments a, Conv2dOptions options) {
        String mode = a.text("padding_mode");
        return mode.equals("zeros")
                ? options
                : options.withPaddingMode(LayoutFunctions.padMode("nn.Conv2d: padding_mode", "zeros", mode));
    }

    private static Pool2dOptions pool(TorchArguments a) {
        int[] kernel = pair(a.dims("kernel_size"));
        int[] stride = a.has("stride") ? pair(a.dims("stride")) : kernel;
        int[] padding = pair(a.dims("padding"));
        Pool2dOptions options = Pool2dOptions.kernel(kernel[0], kernel[1])
                .withStride(stride[0], stride[1])
                .withPadding(padding[0], padding[1]);
        return a.flag("ceil_mode") ? options.withCeilMode() : options;
    }

    /// One number stands for both directions.
    private static int[] pair(int[] sizes) {
        return sizes.length == 1 ? new int[] {sizes[0], sizes[0]} : sizes;
    }
}
