package dev.autograd.conformance.check;

import dev.autograd.conformance.check.Run.Order;
import dev.autograd.conformance.reference.CaseTensors;
import dev.autograd.conformance.reference.OperatorCase;
import dev.autograd.conformance.reference.Strides;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The runs that every case of a call takes: plainly; recorded, for the second order; with other layouts.
final class Runs {
    private Runs() {}

    /// Prepares a run whose inputs lie in memory as asked for.
    @FunctionalInterface
    interface Prepare {
        Subject with(Map<String, Strides> strides) throws IOException;
    }

    /// What differs in the first run in which something does.
    static List<String> of(OperatorCase c, CaseTensors tensors, Prepare prepare) throws IOException {
        List<String> findings = Run.of(c, tensors, prepare.with(Map.of()), Order.FIRST);
        Order order = c.gradients().directions().isEmpty() ? Order.FIRST : Order.SECOND;
        if (findings.isEmpty() && order == Order.SECOND) {
            findings = Run.of(c, tensors, prepare.with(Map.of()), order);
        }
        if (findings.isEmpty() && !c.strides().isEmpty()) {
            findings = labelled("with layout " + c.strides(), Run.of(c, tensors, prepare.with(c.strides()), order));
        }
        return findings;
    }

    /// The findings of a run that must be told apart.
    static List<String> labelled(String run, List<String> findings) {
        var labelled = new ArrayList<String>();
        findings.forEach(finding -> labelled.add(run + ": " + finding));
        return labelled;
    }
}
