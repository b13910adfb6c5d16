package dev.autograd.ledger;

import static dev.autograd.ledger.Sample.of;
import static dev.autograd.ledger.Sample.ofAll;

import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.op.fused.AvgPool2d;
import dev.autograd.op.fused.AvgPool2d.Divisor;
import dev.autograd.op.fused.BinaryCrossEntropy;
import dev.autograd.op.fused.BinaryCrossEntropyWithLogits;
import dev.autograd.op.fused.CrossEntropy;
import dev.autograd.op.fused.CrossEntropy.Options;
import dev.autograd.op.fused.HuberLoss;
import dev.autograd.op.fused.L1Loss;
import dev.autograd.op.fused.LayerNorm;
import dev.autograd.op.fused.MaxPool2d;
import dev.autograd.op.fused.MseLoss;
import dev.autograd.op.fused.NllLoss;
import dev.autograd.op.fused.Reduction;
import dev.autograd.op.fused.Rounding;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Calls of the operators in `op.fused`. Class indices are inputs as well, so that they differ between the
/// examples of a map too.
final class FusedSamples {
    private static final int[] ZERO = {0};
    private static final int[] ONE = {1};
    private static final int[] TWO = {2};

    private FusedSamples() {}

    static List<Sample> all() {
        return Stream.of(softmax(), layerNorm(), pooling(), elementLosses(), classLosses())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> softmax() {
        return List.of(
                of("softmax", "softmax(-1)", x -> x[0].softmax(-1), Inputs.of(2, 3)),
                of("softmax", "softmax(0)", x -> x[0].softmax(0), Inputs.of(3, 2)),
                of("softmax", "of a scalar", x -> x[0].softmax(0), Inputs.of()),
                of("logSoftmax", "logSoftmax(-2)", x -> x[0].logSoftmax(-2), Inputs.of(2, 3, 2)),
                of("logSoftmax", "of a vector", x -> x[0].logSoftmax(0), Inputs.of(4)),
                of("logSoftmax", "of a scalar", x -> x[0].logSoftmax(0), Inputs.of()));
    }

    private static List<Sample> layerNorm() {
        long[] three = {3};
        long[] plane = {3, 2};
        Tensor scale = Inputs.of(3).add(2);
        return List.of(
                of("layerNorm", "plain", x -> LayerNorm.of(x[0], three, null, null, 1e-5), Inputs.of(2, 3)),
                of("layerNorm", "weight", x -> LayerNorm.of(x[0], three, x[1], null, 1e-5), Inputs.of(2, 3), scale),
                of(
                        "layerNorm",
                        "bias",
                        x -> LayerNorm.of(x[0], plane, null, x[1], 0.1),
                        Inputs.of(2, 3, 2),
                        Inputs.of(3, 2)),
                of(
                        "layerNorm",
                        "weight and bias",
                        x -> LayerNorm.of(x[0], three, x[1], x[2], 1e-5),
                        Inputs.of(2, 3),
                        scale,
                        Inputs.of(3)),
                of("layerNorm", "one sample", x -> LayerNorm.of(x[0], three, x[1], null, 1e-3), Inputs.of(3), scale));
    }

    private static List<Sample> pooling() {
        Tensor image = Inputs.of(2, 4, 5);
        Tensor images = Inputs.of(2, 2, 4, 4);
        return List.of(
                ofAll(
                        "maxPool2d",
                        "side by side",
                        x -> MaxPool2d.withIndices(x[0], TWO, TWO, ZERO, ONE, Rounding.FLOOR),
                        image),
                ofAll(
                        "maxPool2d",
                        "overlapping",
                        x -> MaxPool2d.withIndices(x[0], TWO, ONE, ONE, ONE, Rounding.FLOOR),
                        images),
                ofAll(
                        "maxPool2d",
                        "dilated",
                        x -> MaxPool2d.withIndices(x[0], TWO, TWO, ONE, TWO, Rounding.CEIL),
                        image),
                of("avgPool2d", "side by side", x -> AvgPool2d.of(x[0], TWO), images),
                of(
                        "avgPool2d",
                        "overlapping",
                        x -> AvgPool2d.of(x[0], new int[] {3, 2}, TWO, ONE, Rounding.CEIL, Divisor.WITHOUT_PADDING),
                        image),
                of("avgPool2d", "divided by", x -> AvgPool2d.dividedBy(x[0], TWO, ONE, ONE, Rounding.FLOOR, 3), image));
    }

    @FunctionalInterface
    private interface ElementLoss {
        Tensor of(Tensor input, Tensor target, Reduction reduction);
    }

    private static List<Sample> elementLosses() {
        Tensor x = Inputs.of(2, 3);
        Tensor far = Inputs.of(3, 2).reshape(2, 3).add(4);
        Tensor p = x.abs().mul(0.8).add(0.1);
        Tensor q = Inputs.of(3, 2).reshape(2, 3).abs().mul(0.8).add(0.1);
        List<Sample> samples = new ArrayList<>();
        for (Reduction reduction : Reduction.values()) {
            add(samples, "mseLoss", MseLoss::of, reduction, x, far);
            add(samples, "l1Loss", L1Loss::of, reduction, x, far);
            add(samples, "huberLoss", (a, b, r) -> HuberLoss.of(a, b, r, 3.9), reduction, x, far);
            add(samples, "smoothL1Loss", (a, b, r) -> HuberLoss.smoothL1(a, b, r, 0.5), reduction, x, far);
            add(samples, "binaryCrossEntropy", BinaryCrossEntropy::of, reduction, p, q);
            add(samples, "binaryCrossEntropyWithLogits", BinaryCrossEntropyWithLogits::of, reduction, x, q);
            add(
                    samples,
                    "mseLoss",
                    MseLoss::of,
                    reduction,
                    Inputs.of(),
                    Inputs.of().add(1));
        }
        samples.add(of(
                "binaryCrossEntropy",
                "weighted",
                in -> BinaryCrossEntropy.of(in[0], in[1], Reduction.MEAN, in[2]),
                p,
                q,
                Inputs.of(3)));
        samples.add(of(
                "binaryCrossEntropyWithLogits",
                "weighted",
                in -> BinaryCrossEntropyWithLogits.of(in[0], q, Reduction.SUM, in[1], in[2]),
                x,
                Inputs.of(2, 1),
                Inputs.of(3)));
        return samples;
    }

    private static void add(
            List<Sample> samples, String name, ElementLoss loss, Reduction reduction, Tensor input, Tensor target) {
        samples.add(of(name, reduction + " of " + input.shape(), x -> loss.of(x[0], x[1], reduction), input, target));
    }

    private static List<Sample> classLosses() {
        Tensor one = Inputs.of(3);
        Tensor rows = Inputs.of(4, 3);
        Tensor images = Inputs.of(2, 3, 2);
        Tensor index = Tensor.scalar(2L);
        Tensor indices = Tensor.of(0L, 2, 1, 1);
        Tensor planes = Tensor.of(new int[] {0, 2, 1, 1}, Shape.of(2, 2));
        Tensor weight = Inputs.of(3).abs().add(0.2);
        List<Sample> samples = new ArrayList<>();
        for (Reduction reduction : Reduction.values()) {
            for (Options options : List.of(
                    Options.DEFAULT,
                    Options.DEFAULT.withIgnoreIndex(1),
                    Options.DEFAULT.withLabelSmoothing(0.2),
                    new Options(weight, 0, 0),
                    new Options(weight, 1, 0.1))) {
                for (Tensor[] call : new Tensor[][] {{one, index}, {rows, indices}, {images, planes}}) {
                    String how = reduction + ", " + call[0].shape() + ", " + options;
                    samples.add(of("crossEntropy", how, x -> CrossEntropy.of(x[0], x[1], reduction, options), call));
                }
                String how = reduction + ", probabilities, " + options;
                Tensor p = rows.abs();
                samples.add(of("crossEntropy", how, x -> CrossEntropy.of(x[0], x[1], reduction, options), rows, p));
            }
            samples.add(of("nllLoss", reduction + " of one", x -> NllLoss.of(x[0], x[1], reduction), one, index));
            samples.add(of(
                    "nllLoss",
                    reduction + ", weighted",
                    x -> NllLoss.of(x[0], x[1], reduction, weight, 1),
                    images,
                    planes));
        }
        samples.add(of(
                        "crossEntropy",
                        "weights of every example",
                        x -> CrossEntropy.of(rows, x[0], Reduction.MEAN, new Options(x[1].to(rows.dtype()), 1, 0.1))
                                .to(Tensor.scalar(0L).dtype()),
                        indices,
                        Tensor.of(100L, 200, 300))
                .constant("the weights are constants"));
        return samples;
    }
}
