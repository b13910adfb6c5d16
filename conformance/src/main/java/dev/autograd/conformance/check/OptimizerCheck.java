package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.compare.Comparison;
import dev.autograd.conformance.reference.BoundArguments;
import dev.autograd.conformance.reference.CaseTensors;
import dev.autograd.conformance.reference.OptimizerCase;
import dev.autograd.conformance.reference.TensorSource;
import dev.autograd.optim.Optimizer;
import dev.autograd.torch.TorchOptimizers;
import dev.autograd.torch.UnsupportedTorchCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Steps an optimiser with given gradients: the parameters must agree after each step, and the gradients stay what they
/// are.
final class OptimizerCheck {
    private final OptimizerCase c;
    private final CaseTensors tensors;
    private final List<String> findings = new ArrayList<>();

    private OptimizerCheck(OptimizerCase c, CaseTensors tensors) {
        this.c = c;
        this.tensors = tensors;
    }

    static Verdict check(OptimizerCase c, TensorSource source) throws IOException {
        if (c.objective() != null) {
            throw new UnsupportedTorchCall("there is no optimiser that evaluates its objective, as "
                    + c.label().op());
        }
        var check = new OptimizerCheck(c, source.open(c.location()));
        check.go();
        return Verdict.of(check.findings);
    }

    private void go() throws IOException {
        List<Tensor> parameters = new ArrayList<>();
        for (int k = 0; k < c.parameters(); k++) {
            parameters.add(tensors.get("p" + k + ".s0").requiresGrad_());
        }
        BoundArguments arguments = c.constructor().bind(tensors::get);
        Optimizer optimizer = TorchOptimizers.create(c.label().op(), parameters, arguments.kwargs());
        for (int step = 1; step <= c.steps() && findings.isEmpty(); step++) {
            for (int k = 0; k < parameters.size(); k++) {
                parameters.get(k).setGrad(tensors.get("g" + k + ".s" + step));
            }
            optimizer.step();
            for (int k = 0; k < parameters.size(); k++) {
                String suffix = k + ".s" + step;
                note("p" + suffix, Comparison.difference(parameters.get(k), tensors.raw("p" + suffix), c.tolerance()));
                Tensor gradient = parameters.get(k).grad();
                note(
                        "gradient g" + suffix + ", which the step must leave as it is,",
                        gradient == null ? "is missing" : Comparison.difference(gradient, tensors.raw("g" + suffix)));
            }
        }
    }

    private void note(String what, @Nullable String difference) {
        if (difference != null) {
            findings.add(what + " " + difference);
        }
    }
}
