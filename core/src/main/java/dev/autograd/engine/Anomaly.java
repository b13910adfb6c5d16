package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Anomaly detection: remembers where operators ran and looks for the first NaN or infinity.
///
/// An operator answers for a NaN in its outputs when no input has one, and for an infinity when no input and no setting
/// is infinite: what it merely passes on was asked for, such as the -infinity of a mask. A gradient rule answers for
/// both, whatever it was given, since the rules before it were looked at already.
final class Anomaly {
    private Anomaly() {}

    /// Sees one run of an operator; its node, when it has one, remembers it.
    ///
    /// @throws ArithmeticException when the outputs hold a NaN or an infinity that the inputs do not explain
    static void see(Switches switches, Op op, Tensor[] inputs, Tensor[] outputs) {
        ModuleCall module = ThreadState.current().moduleCall();
        Origin origin = new Origin(CallSite.find(), switches.checkNan() ? summaries(inputs) : null, module);
        for (Tensor output : outputs) {
            if (output.gradFn() instanceof OpNode node && node.op() == op) {
                node.setOrigin(origin);
            }
        }
        List<Summary> given = origin.inputs();
        if (given != null && !switches.walking()) {
            for (int i = 0; i < outputs.length; i++) {
                checkOutput(op, i, outputs, given, origin);
            }
        }
    }

    private static List<Summary> summaries(Tensor[] tensors) {
        List<Summary> summaries = new ArrayList<>(tensors.length);
        for (Tensor tensor : tensors) {
            summaries.add(Summary.of(tensor));
        }
        return summaries;
    }

    private static void checkOutput(Op op, int i, Tensor[] outputs, List<Summary> given, Origin origin) {
        if (!outputs[i].dtype().isFloating() || !op.differentiableOutput(i)) {
            return; // outputs without a gradient are the operator's own notes
        }
        Summary made = Summary.of(outputs[i]);
        boolean nan = made.nans() > 0 && given.stream().noneMatch(input -> input.nans() > 0);
        boolean infinite = made.infinities() > 0
                && !op.givesInfinity()
                && given.stream().noneMatch(input -> input.nans() + input.infinities() > 0);
        if (nan || infinite) {
            String which = outputs.length == 1 ? "its output" : "output " + i;
            throw new ArithmeticException("detectAnomaly: " + op.name() + " gave " + made.abnormal() + " in " + which
                    + " " + made.shape() + " " + made.dtype() + "; it ran " + origin.words());
        }
    }

    /// Looks at the gradients that have arrived at a node, summed up.
    ///
    /// @throws ArithmeticException when one holds a NaN or an infinity
    static void checkArrived(Node node, Slots slots) {
        for (int slot = 0; slot < node.outputCount(); slot++) {
            Tensor gradient = slots.get(slot);
            Summary arrived = gradient == null ? null : Summary.of(gradient);
            if (arrived != null && isAbnormal(arrived)) {
                throw new ArithmeticException("detectAnomaly: the gradients given for output " + slot + " of "
                        + node.name() + " add up to " + arrived.abnormal() + " " + arrived.shape() + " "
                        + arrived.dtype() + "; " + ran(node));
            }
        }
    }

    /// Looks at what a gradient rule has made.
    ///
    /// @throws ArithmeticException when one gradient holds a NaN or an infinity
    static void checkGradients(OpNode node, Slots slots, @Nullable Tensor[] gradients) {
        for (int i = 0; i < gradients.length; i++) {
            Tensor gradient = gradients[i];
            Summary made = gradient == null || node.input(i) == null ? null : Summary.of(gradient);
            if (made != null && isAbnormal(made)) {
                throw new ArithmeticException("detectAnomaly: the gradient of " + node.name() + " by its input " + i
                        + " has " + made.abnormal() + " " + made.shape() + " " + made.dtype() + ", from "
                        + given(slots) + "; " + ran(node));
            }
        }
    }

    private static boolean isAbnormal(Summary summary) {
        return summary.nans() + summary.infinities() > 0;
    }

    private static String given(Slots slots) {
        List<String> given = new ArrayList<>();
        for (int slot = 0; slot < slots.node.outputCount(); slot++) {
            Tensor gradient = slots.get(slot);
            if (gradient != null) {
                given.add("a gradient of its output " + slot + " " + Summary.of(gradient));
            }
        }
        return String.join(" and ", given);
    }

    private static String ran(Node node) {
        Origin origin = node instanceof OpNode op ? op.origin() : null;
        return origin == null
                ? "where " + node.name() + " ran is not known, since anomaly detection was off then"
                : node.name() + " ran " + origin.words();
    }
}
