package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.compare.Comparison;
import dev.autograd.conformance.reference.CaseTensors;
import dev.autograd.conformance.reference.TensorSource;
import dev.autograd.conformance.reference.TrainingCase;
import dev.autograd.conformance.training.Descent;
import dev.autograd.conformance.training.Program;
import dev.autograd.conformance.training.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trains: the loss before each step, the gradients of the first, and the parameters after the last must agree.
final class TrainingCheck {
    private final CaseTensors tensors;
    private final List<String> findings = new ArrayList<>();

    private TrainingCheck(CaseTensors tensors) {
        this.tensors = tensors;
    }

    static Verdict check(TrainingCase c, TensorSource source) throws IOException {
        var check = new TrainingCheck(source.open(c.location()));
        check.train(c);
        return Verdict.of(check.findings);
    }

    private void train(TrainingCase c) throws IOException {
        Program program = Programs.named(c.label().op());
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (String name : tensors.names("p:")) {
            parameters.put(name, tensors.get("p:" + name).requiresGrad_());
        }
        Map<String, Tensor> data = new LinkedHashMap<>();
        for (String name : tensors.names("in:")) {
            data.put(name, tensors.get("in:" + name));
        }
        Descent descent = Descent.of(c.descent(), List.copyOf(parameters.values()));
        Tensor[] losses = new Tensor[c.steps()];
        for (int step = 0; step < losses.length; step++) {
            descent.zeroGrad();
            Tensor loss = program.loss(new Program.Named(parameters, data));
            losses[step] = loss.detach();
            loss.backward();
            if (step == 0) {
                for (Map.Entry<String, Tensor> p : parameters.entrySet()) {
                    compare(c, "first gradient of " + p.getKey(), p.getValue().grad(), "grad0:" + p.getKey());
                }
            }
            descent.step();
        }
        compare(c, "the loss", Tensor.stack(0, losses), "loss");
        for (Map.Entry<String, Tensor> p : parameters.entrySet()) {
            compare(c, p.getKey() + " after the last step", p.getValue(), "end:" + p.getKey());
        }
    }

    private void compare(TrainingCase c, String what, @Nullable Tensor actual, String expected) throws IOException {
        String difference =
                actual == null ? "is missing" : Comparison.difference(actual, tensors.raw(expected), c.tolerance());
        if (difference != null) {
            findings.add(what + " " + difference);
        }
    }
}
