package dev.autograd.torch;

import static dev.autograd.torch.TorchModuleRow.loss;

import dev.autograd.nn.BCELoss;
import dev.autograd.nn.BCEWithLogitsLoss;
import dev.autograd.nn.CrossEntropyLoss;
import dev.autograd.nn.L1Loss;
import dev.autograd.nn.MSELoss;
import dev.autograd.nn.NLLLoss;
import dev.autograd.op.fused.Reduction;
import java.util.List;
import java.util.Locale;

/// Losses of an input and a target.
final class LossModules {
    static final List<TorchModuleRow> ROWS = List.of(
            loss("nn.MSELoss(str reduction='mean')", a -> new MSELoss(reduction(a))),
            loss("nn.L1Loss(str reduction='mean')", a -> new L1Loss(reduction(a))),
            loss("nn.BCELoss(*, str reduction='mean')", a -> new BCELoss(reduction(a))),
            loss("nn.BCEWithLogitsLoss(*, str reduction='mean')", a -> new BCEWithLogitsLoss(reduction(a))),
            loss("nn.NLLLoss(*, str reduction='mean')", a -> new NLLLoss(reduction(a))),
            loss("nn.CrossEntropyLoss(*, str reduction='mean')", a -> new CrossEntropyLoss(reduction(a))));

    private LossModules() {}

    private static Reduction reduction(TorchArguments a) {
        String name = a.text("reduction");
        for (Reduction reduction : Reduction.values()) {
            if (reduction.name().equals(name.toUpperCase(Locale.ROOT))) {
                return reduction;
            }
        }
        throw new IllegalArgumentException("reduction must be none, mean or sum, but is " + name);
    }
}
