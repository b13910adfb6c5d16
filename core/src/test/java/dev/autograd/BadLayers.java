package dev.autograd;

import static dev.autograd.BadInput.argument;
import static dev.autograd.BadInput.bounds;
import static dev.autograd.BadInput.counted;
import static dev.autograd.BadInput.given;

import dev.autograd.nn.Conv2d;
import dev.autograd.nn.Conv2dOptions;
import dev.autograd.nn.Dropout;
import dev.autograd.nn.F;
import dev.autograd.nn.LayerNorm;
import dev.autograd.nn.Linear;
import dev.autograd.nn.Pool2dOptions;
import dev.autograd.op.fused.Reduction;
import dev.autograd.torch.TorchFunctions;
import dev.autograd.value.Random;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Numbers 8 and 55 to 76: layers and losses.
final class BadLayers {
    private static final Conv2dOptions PLAIN = Conv2dOptions.DEFAULT;

    private BadLayers() {}

    static Stream<BadInput> rows() {
        return Stream.of(convolutions(), pools(), layers(), losses()).flatMap(rows -> rows);
    }

    private static Stream<BadInput> convolutions() {
        Tensor[] image = given(counted(1, 1, 4, 4), counted(1, 1, 3, 3));
        return Stream.of(
                argument(
                        55,
                        "conv2d of other channels",
                        given(counted(1, 3, 5, 5), counted(4, 2, 3, 3)),
                        t -> F.conv2d(t[0], t[1], null, PLAIN),
                        t -> F.conv2d(t[0].narrow(1, 0, 2), t[1], null, PLAIN),
                        "conv2d: input (1, 3, 5, 5) has 3 channels, but weight (4, 2, 3, 3) with 1 groups takes 2"),
                argument(
                        56,
                        "conv2d with a kernel larger than the image",
                        given(counted(1, 1, 2, 2), counted(1, 1, 3, 3)),
                        t -> F.conv2d(t[0], t[1], null, PLAIN),
                        t -> F.conv2d(t[0], t[1], null, PLAIN.withPadding(1)),
                        "conv2d: the kernel of weight (1, 1, 3, 3) with dilation 1 reaches over 3 elements, but dimension -2 of"
                                + " input (1, 1, 2, 2) with padding 0 has 2"),
                argument(
                        57,
                        "conv2d with a stride of 0",
                        image,
                        t -> F.conv2d(t[0], t[1], null, PLAIN.withStride(0)),
                        t -> F.conv2d(t[0], t[1], null, PLAIN.withStride(1)),
                        "conv2d: stride must be at least 1, but is 0"),
                argument(
                        58,
                        "conv2d with a negative padding",
                        image,
                        t -> F.conv2d(t[0], t[1], null, PLAIN.withPadding(-1)),
                        t -> F.conv2d(t[0], t[1], null, PLAIN.withPadding(1)),
                        "conv2d: padding must be at least 0, but is -1"),
                argument(
                        59,
                        "a Conv2d whose groups do not divide its channels",
                        image,
                        _ -> new Conv2d(3, 4, 3, PLAIN.withGroups(2)),
                        _ -> new Conv2d(2, 4, 3, PLAIN.withGroups(2)),
                        "Conv2d: groups must divide both channel counts, but 2 does not divide 3 and 4"),
                argument(
                        59,
                        "conv2d whose groups do not divide the output channels",
                        given(counted(1, 4, 5, 5), counted(3, 2, 3, 3)),
                        t -> F.conv2d(t[0], t[1], null, PLAIN.withGroups(2)),
                        t -> F.conv2d(t[0], t[1].narrow(0, 0, 2), null, PLAIN.withGroups(2)),
                        "conv2d: the 3 output channels of weight (3, 2, 3, 3) must be divisible by groups 2"),
                argument(
                        60,
                        "conv2d with the same padding and a stride",
                        image,
                        t -> F.conv2d(t[0], t[1], null, PLAIN.withSamePadding().withStride(2)),
                        t -> F.conv2d(t[0], t[1], null, PLAIN.withSamePadding()),
                        "conv2d: same padding needs stride 1, but the stride is [2, 2]"));
    }

    private static Stream<BadInput> pools() {
        Tensor[] image = given(counted(1, 1, 4, 4));
        Tensor[] dot = given(counted(1, 1, 1, 1));
        Pool2dOptions two = Pool2dOptions.kernel(2);
        String half = ": padding 2 must be at most half of the 2 elements that kernel 2 with dilation 1 reaches over";
        String empty = ": the output would be empty, since kernel 2 with dilation 1 reaches over 2 elements, but"
                + " dimension -2 of input (1, 1, 1, 1) with padding 0 has 1";
        return Stream.of(
                argument(
                        61,
                        "maxPool2d with more padding than half a kernel",
                        image,
                        t -> F.maxPool2d(t[0], two.withPadding(2)),
                        t -> F.maxPool2d(t[0], two.withPadding(1)),
                        "maxPool2d" + half),
                argument(
                        61,
                        "avgPool2d with more padding than half a kernel",
                        image,
                        t -> F.avgPool2d(t[0], two.withPadding(2)),
                        t -> F.avgPool2d(t[0], two.withPadding(1)),
                        "avgPool2d" + half),
                argument(
                        62,
                        "maxPool2d of less than a kernel",
                        dot,
                        t -> F.maxPool2d(t[0], two),
                        t -> F.maxPool2d(t[0], 1),
                        "maxPool2d" + empty),
                argument(
                        62,
                        "avgPool2d of less than a kernel",
                        dot,
                        t -> F.avgPool2d(t[0], two),
                        t -> F.avgPool2d(t[0], 1),
                        "avgPool2d" + empty));
    }

    private static Stream<BadInput> layers() {
        Linear linear = new Linear(4, 2);
        LayerNorm norm = new LayerNorm(4);
        Tensor[] matrix = given(counted(3, 5));
        return Stream.of(
                argument(
                        8,
                        "a Linear of other features",
                        matrix,
                        t -> linear.forward(t[0]),
                        t -> linear.forward(t[0].narrow(1, 0, 4)),
                        "linear: the last dimension of input (3, 5) is 5, but weight (2, 4) takes 4 features"),
                argument(
                        65,
                        "a LayerNorm of another shape",
                        matrix,
                        t -> norm.forward(t[0]),
                        t -> norm.forward(t[0].narrow(1, 0, 4)),
                        "layerNorm: the last dimensions of input (3, 5) must be the normalized shape (4)"),
                argument(
                        67,
                        "a Dropout with a probability above 1",
                        matrix,
                        _ -> new Dropout(1.5),
                        _ -> new Dropout(1),
                        "Dropout: p must be within [0, 1], but is 1.5"),
                argument(
                        67,
                        "dropout with a probability above 1",
                        matrix,
                        t -> F.dropout(t[0], 1.5, Random.seed(1)),
                        t -> F.dropout(t[0], 0.5, Random.seed(1)),
                        "dropout: the probability p must be from 0 to 1, but is 1.5"));
    }

    private static Stream<BadInput> losses() {
        Tensor[] scores = given(counted(2, 3), Tensor.of(0L, 3L));
        String target = ": target 3 of row 1 must lie in [0, 3) for input with 3 classes";
        Tensor[] columns = given(counted(2, 1), counted(2));
        return Stream.of(
                bounds(
                        72,
                        "crossEntropy with a class that is not there",
                        scores,
                        t -> F.crossEntropy(t[0], t[1]),
                        t -> F.crossEntropy(t[0], t[1].clamp(0, 2)),
                        "crossEntropy" + target),
                bounds(
                        72,
                        "nllLoss with a class that is not there",
                        scores,
                        t -> F.nllLoss(t[0], t[1]),
                        t -> F.nllLoss(t[0], t[1].clamp(0, 2)),
                        "nllLoss" + target),
                argument(
                        73,
                        "crossEntropy of unequal batches",
                        scores,
                        t -> F.crossEntropy(t[0], t[1].narrow(0, 0, 1)),
                        t -> F.crossEntropy(t[0].narrow(0, 0, 1), t[1].narrow(0, 0, 1)),
                        "crossEntropy: target (1) must hold one class index for each sample of input (2, 3)"),
                argument(
                        74,
                        "binaryCrossEntropy of what is no probability",
                        given(Tensor.of(0.5f, 1.5f), Tensor.of(1f, 1f)),
                        t -> F.binaryCrossEntropy(t[0], t[1], Reduction.MEAN),
                        t -> F.binaryCrossEntropy(t[0].clamp(0, 1), t[1], Reduction.MEAN),
                        "binaryCrossEntropy: element 1 of input (2) is 1.5, but probabilities must be in [0, 1]"),
                argument(
                        75,
                        "mseLoss of a column and a vector",
                        columns,
                        t -> F.mseLoss(t[0], t[1]),
                        t -> F.mseLoss(t[0].reshape(2), t[1]),
                        "mseLoss: input (2, 1) and target (2) must have the same shape; losses do not broadcast"),
                argument(
                        76,
                        "a reduction of an unknown name",
                        columns,
                        t -> mseLoss(t[1], "avg"),
                        t -> mseLoss(t[1], "sum"),
                        "nn.functional.mse_loss: reduction must be none, mean or sum, but is avg"));
    }

    /// Called by PyTorch's names: in Java a reduction is a constant, which cannot be unknown.
    private static Object mseLoss(Tensor x, String reduction) {
        return TorchFunctions.call("nn.functional.mse_loss", List.of(x, x.mul(2)), Map.of("reduction", reduction));
    }
}
