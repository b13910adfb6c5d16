package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Tensor;
import dev.autograd.nn.F;
import dev.autograd.op.fused.CrossEntropy;
import dev.autograd.op.fused.Reduction;
import java.util.List;

/// Losses: functions of `nn.functional` that compare an input with a target.
final class LossFunctions {
    // What PyTorch says of them: deprecated, use reduction.
    private static final String OLD = ", any size_average=None, any reduce=None, str reduction='mean'";

    static final List<TorchRow> ROWS = List.of(
            row("nn.functional.mse_loss(Tensor input, Tensor target" + OLD + ")", a -> loss(a, F::mseLoss)),
            row("nn.functional.l1_loss(Tensor input, Tensor target" + OLD + ")", a -> loss(a, F::l1Loss)),
            row(
                    "nn.functional.smooth_l1_loss(Tensor input, Tensor target" + OLD + ", float beta=1.0)",
                    a -> F.smoothL1Loss(a.tensor("input"), a.tensor("target"), a.reduction(), a.real("beta"))),
            row(
                    "nn.functional.huber_loss(Tensor input, Tensor target, str reduction='mean', float delta=1.0)",
                    a -> F.huberLoss(a.tensor("input"), a.tensor("target"), a.reduction(), a.real("delta"))),
            row(
                    "nn.functional.binary_cross_entropy(Tensor input, Tensor target, Tensor? weight=None" + OLD + ")",
                    a -> F.binaryCrossEntropy(
                            a.tensor("input"), a.tensor("target"), a.reduction(), a.tensorOrNull("weight"))),
            row(
                    "nn.functional.binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight=None"
                            + OLD + ", Tensor? pos_weight=None)",
                    a -> F.binaryCrossEntropyWithLogits(
                            a.tensor("input"),
                            a.tensor("target"),
                            a.reduction(),
                            a.tensorOrNull("weight"),
                            a.tensorOrNull("pos_weight"))),
            row(
                    "nn.functional.nll_loss(Tensor input, Tensor target, Tensor? weight=None, any size_average=None,"
                            + " int ignore_index=-100, any reduce=None, str reduction='mean')",
                    a -> F.nllLoss(
                            a.tensor("input"),
                            a.tensor("target"),
                            a.reduction(),
                            a.tensorOrNull("weight"),
                            a.integer64("ignore_index"))),
            row(
                    "nn.functional.cross_entropy(Tensor input, Tensor target, Tensor? weight=None, any size_average=None,"
                            + " int ignore_index=-100, any reduce=None, str reduction='mean', float label_smoothing=0.0)",
                    a -> F.crossEntropy(
                            a.tensor("input"),
                            a.tensor("target"),
                            a.reduction(),
                            new CrossEntropy.Options(
                                    a.tensorOrNull("weight"),
                                    a.integer64("ignore_index"),
                                    a.real("label_smoothing")))));

    private LossFunctions() {}

    private interface Loss {
        Tensor of(Tensor input, Tensor target, Reduction reduction);
    }

    private static Tensor loss(TorchArguments a, Loss loss) {
        return loss.of(a.tensor("input"), a.tensor("target"), a.reduction());
    }
}
