package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.check.Run.Order;
import dev.autograd.conformance.check.Variants.Body;
import dev.autograd.conformance.reference.BoundArguments;
import dev.autograd.conformance.reference.CaseTensors;
import dev.autograd.conformance.reference.OperatorCase;
import dev.autograd.conformance.reference.TensorSource;
import dev.autograd.torch.TorchFunctions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs the cases of operators: plainly; recorded, for the second order; with other layouts; in place.
final class OperatorCheck {
    private OperatorCheck() {}

    static Verdict check(OperatorCase c, TensorSource source) throws IOException {
        CaseTensors tensors = source.open(c.location());
        Body body = Variants.of(c.label());
        List<String> findings =
                new ArrayList<>(Run.of(c, tensors, CalledFunction.of(c, tensors, Map.of(), body), Order.FIRST));
        Order order = c.gradients().directions().isEmpty() ? Order.FIRST : Order.SECOND;
        if (findings.isEmpty() && order == Order.SECOND) {
            findings.addAll(Run.of(c, tensors, CalledFunction.of(c, tensors, Map.of(), body), order));
        }
        if (findings.isEmpty() && !c.strides().isEmpty()) {
            label(
                    "with layout " + c.strides(),
                    Run.of(c, tensors, CalledFunction.of(c, tensors, c.strides(), body), order),
                    findings);
        }
        String inPlace = c.inPlace();
        if (findings.isEmpty() && inPlace != null) {
            Body changing = a -> inPlace(inPlace, a);
            label(
                    "by " + inPlace,
                    Run.of(c, tensors, CalledFunction.of(c, tensors, Map.of(), changing), Order.FIRST),
                    findings);
        }
        return Verdict.of(findings);
    }

    private static void label(String how, List<String> found, List<String> findings) {
        found.forEach(finding -> findings.add(how + ": " + finding));
    }

    /// Changes a clone of the first input.
    private static Object inPlace(String name, BoundArguments a) {
        Tensor clone = a.tensor(0).clone();
        BoundArguments changed = a.with(0, clone);
        if (TorchFunctions.call(name, changed.args(), changed.kwargs()) != clone) {
            throw new IllegalStateException(name + " did not return the tensor that it changes");
        }
        return clone;
    }
}
