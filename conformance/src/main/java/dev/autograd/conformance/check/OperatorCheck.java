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
import java.util.List;
import java.util.Map;

/// Runs the cases of operators, the last time by the form that changes its input.
final class OperatorCheck {
    private OperatorCheck() {}

    static Verdict check(OperatorCase c, TensorSource source) throws IOException {
        CaseTensors tensors = source.open(c.location());
        Body body = Variants.of(c.label());
        List<String> findings = Runs.of(c, tensors, strides -> CalledFunction.of(c, tensors, strides, body));
        String inPlace = c.inPlace();
        if (findings.isEmpty() && inPlace != null) {
            Body changing = a -> inPlace(inPlace, a);
            Subject subject = CalledFunction.of(c, tensors, Map.of(), changing);
            findings = Runs.labelled("by " + inPlace, Run.of(c, tensors, subject, Order.FIRST));
        }
        return Verdict.of(findings);
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
