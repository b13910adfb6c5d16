package dev.autograd.conformance.training;

import dev.autograd.Tensor;
import dev.autograd.conformance.training.Program.Named;
import dev.autograd.nn.F;
import dev.autograd.torch.TorchFunctions;
import dev.autograd.torch.UnsupportedTorchCall;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The programs by name. Operators that the library may lack are called by PyTorch's names.
public final class Programs {
    private static final Map<String, Program> ALL = Map.of(
            "train.mlp_sgd", Programs::mlp,
            "train.cnn_adam", Programs::cnn,
            "train.gpt_adamw_clip", Gpt::loss,
            "train.lstm_rmsprop", Lstm::loss,
            "train.autoencoder_adagrad", Programs::autoencoder,
            "train.wgan_gp_double_backward", Wgan::loss,
            "train.maml_second_order", Maml::loss);

    private Programs() {}

    /// The program of that name.
    ///
    /// @throws UnsupportedTorchCall when none is known
    public static Program named(String name) {
        Program program = ALL.get(name);
        if (program == null) {
            throw new UnsupportedTorchCall("there is no program " + name);
        }
        return program;
    }

    /// One hidden layer of tanh units before a softmax.
    private static Tensor mlp(Named n) {
        Tensor h = F.linear(n.in("x"), n.p("w1"), n.p("b1")).tanh();
        return F.crossEntropy(F.linear(h, n.p("w2"), n.p("b2")), n.in("y"));
    }

    /// A convolution with batch normalisation by the batch's own statistics, ReLU, pooling, a softmax.
    private static Tensor cnn(Named n) {
        Tensor x = function("conv2d", n.in("x"), n.p("w"), null, 1L, 1L);
        x = function("batch_norm", x, null, null, n.p("g"), n.p("be"), true).relu();
        x = function("max_pool2d", x, 2L).flatten(1, -1);
        return F.crossEntropy(F.linear(x, n.p("w2"), n.p("b2")), n.in("y"));
    }

    /// A convolution with ELU, pooled, and a transposed convolution back to grey levels.
    private static Tensor autoencoder(Named n) {
        Tensor h = function("elu", function("conv2d", n.in("x"), n.p("w1"), null, 1L, 1L));
        Tensor y = function("conv_transpose2d", function("avg_pool2d", h, 2L), n.p("w2"), n.p("b2"), 2L);
        return F.mseLoss(y.sigmoid(), n.in("x"));
    }

    private static Tensor function(String name, @Nullable Object... args) {
        List<@Nullable Object> list = Arrays.asList(args);
        return (Tensor) TorchFunctions.call("nn.functional." + name, list, Map.of());
    }
}
