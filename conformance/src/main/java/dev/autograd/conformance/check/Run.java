package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.compare.Comparison;
import dev.autograd.conformance.reference.CaseTensors;
import dev.autograd.conformance.reference.OperatorCase;
import dev.autograd.conformance.reference.OperatorCase.Input;
import dev.autograd.conformance.reference.OperatorCase.Returns;
import dev.autograd.io.RawTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One run of a case through a [Subject]: outputs, then gradients as far as they are asked for, then whether the inputs
/// are what they were.
final class Run {
    /// How far gradients go.
    enum Order {
        FIRST,
        /// The first, recorded, and those of its product with the case's directions.
        SECOND
    }

    private final OperatorCase c;
    private final CaseTensors tensors;
    private final Subject subject;
    private final List<String> findings = new ArrayList<>();

    private Run(OperatorCase c, CaseTensors tensors, Subject subject) {
        this.c = c;
        this.tensors = tensors;
        this.subject = subject;
    }

    /// What differs; empty where all agrees.
    static List<String> of(OperatorCase c, CaseTensors tensors, Subject subject, Order order) throws IOException {
        var run = new Run(c, tensors, subject);
        run.go(order);
        return run.findings;
    }

    private void go(Order order) throws IOException {
        List<?> outputs = outputs(subject.call());
        if (findings.isEmpty() && !c.gradients().cotangents().isEmpty()) {
            var gradients = new GradientRun(c, tensors, subject, findings);
            gradients.go(outputs, order);
        }
        for (Input input : c.inputs()) {
            note(
                    "input " + input.name() + ", which the call must leave as it is,",
                    Comparison.difference(subject.input(input.name()), tensors.raw(input.name())));
        }
    }

    private List<?> outputs(@Nullable Object result) throws IOException {
        boolean tuple = result instanceof List<?>;
        if (tuple != (c.returns() == Returns.TUPLE)) {
            findings.add("the call returned " + (tuple ? "several values" : "one value") + ", but a "
                    + c.returns().name().toLowerCase(Locale.ROOT) + " is expected");
            return List.of();
        }
        List<?> outputs = Subject.flat(result);
        if (outputs.size() != c.outputs().size()) {
            findings.add("the call returned " + outputs.size() + " values, but "
                    + c.outputs().size() + " are expected");
            return List.of();
        }
        for (int i = 0; i < outputs.size(); i++) {
            compare(c.outputs().get(i), outputs.get(i));
        }
        return outputs;
    }

    private void compare(String name, Object output) throws IOException {
        RawTensor expected = tensors.raw(name);
        boolean number = !(output instanceof Tensor);
        if (number != (c.returns() == Returns.SCALAR)) {
            findings.add("output " + name + " is a " + output.getClass().getSimpleName() + ", but a "
                    + (number ? "tensor" : "number") + " is expected");
            return;
        }
        note("output " + name, Comparison.difference(asTensor(output), expected, c.tolerance()));
    }

    private static Tensor asTensor(Object output) {
        return switch (output) {
            case Tensor tensor -> tensor;
            case Boolean b -> Tensor.scalar((boolean) b);
            case Long n -> Tensor.scalar((long) n);
            case Double n -> Tensor.scalar((double) n);
            default -> throw new IllegalStateException("the call returned a " + output.getClass());
        };
    }

    private void note(String what, @Nullable String difference) {
        if (difference != null) {
            findings.add(what + " " + difference);
        }
    }
}
