package dev.autograd.conformance;

import dev.autograd.conformance.reference.ReferenceCase;
import dev.autograd.torch.TorchFunctions;
import org.jspecify.annotations.Nullable;

/// What a case is counted under.
final class Families {
    private Families() {}

    /// The family of its operator; for an operator that there is not, the part of PyTorch that it is in.
    static String of(ReferenceCase c) {
        return switch (c.label().group()) {
            case "modules" -> "modules";
            case "optim" -> "optimisers";
            case "lr" -> "schedules";
            case "train" -> "training runs";
            case "errors" -> "bad calls";
            default -> operator(c.label().op());
        };
    }

    private static String operator(String op) {
        if (op.startsWith("nn.utils.clip_grad")) {
            return "optimisers";
        }
        @Nullable String family = TorchFunctions.family(op);
        if (family != null) {
            return family;
        }
        int dot = op.lastIndexOf('.');
        return "absent: torch" + (dot < 0 ? "" : "." + op.substring(0, dot));
    }
}
