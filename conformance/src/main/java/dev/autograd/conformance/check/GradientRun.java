package dev.autograd.conformance.check;

import dev.autograd.BackwardOptions;
import dev.autograd.Tensor;
import dev.autograd.conformance.check.Run.Order;
import dev.autograd.conformance.compare.Comparison;
import dev.autograd.conformance.reference.CaseTensors;
import dev.autograd.conformance.reference.OperatorCase;
import dev.autograd.conformance.reference.OperatorCase.Input;
import dev.autograd.conformance.reference.Tolerance;
import dev.autograd.io.RawTensor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The gradients of one run: from the case's cotangents to the inputs, and once more through that computation.
///
/// Gradients are accumulated by `backward`, one output after the other, so that leaves of several outputs are tested
/// along.
final class GradientRun {
    /// Second-order gradients are a difference of larger numbers more often.
    private static final double SECOND_ORDER_SLACK = 100;

    private final OperatorCase c;
    private final CaseTensors tensors;
    private final Subject subject;
    private final List<String> findings;
    private final Map<String, Tensor> cotangents = new LinkedHashMap<>();

    GradientRun(OperatorCase c, CaseTensors tensors, Subject subject, List<String> findings) {
        this.c = c;
        this.tensors = tensors;
        this.subject = subject;
        this.findings = findings;
    }

    void go(List<?> outputs, Order order) throws IOException {
        for (int i = 0; i < outputs.size(); i++) {
            String name = c.gradients().cotangents().get(c.outputs().get(i));
            if (name != null) {
                Tensor cotangent = tensors.get(name);
                cotangents.put(name, order == Order.SECOND ? cotangent.requiresGrad_() : cotangent);
                backward((Tensor) outputs.get(i), cotangent, order);
            }
        }
        Map<String, Tensor> first = new LinkedHashMap<>();
        for (Input input : c.inputs()) {
            Tensor gradient = subject.input(input.name()).grad();
            compare(
                    "gradient of " + input.name(),
                    gradient,
                    c.gradients().first().get(input.name()),
                    c.tolerance());
            if (gradient != null) {
                first.put(input.name(), gradient);
            }
        }
        if (order == Order.SECOND && findings.isEmpty()) {
            second(first);
        }
        for (Map.Entry<String, Tensor> cotangent : cotangents.entrySet()) {
            note(
                    "cotangent " + cotangent.getKey() + ", which backward must leave as it is,",
                    Comparison.difference(cotangent.getValue(), tensors.raw(cotangent.getKey())));
        }
    }

    /// An output that no input with a gradient reaches has none to give.
    private static void backward(Tensor output, Tensor cotangent, Order order) {
        if (output.requiresGrad()) {
            BackwardOptions options = BackwardOptions.DEFAULT.withRetainGraph();
            output.backward(cotangent, order == Order.SECOND ? options.withCreateGraph() : options);
        }
    }

    /// The scalar is the sum of the first gradients' products with the directions, so its gradients are
    /// those of each first gradient from its direction.
    private void second(Map<String, Tensor> first) throws IOException {
        first.keySet().forEach(name -> subject.input(name).setGrad(null));
        for (Map.Entry<String, String> direction : c.gradients().directions().entrySet()) {
            Tensor gradient = first.get(direction.getKey());
            Tensor v = tensors.get(direction.getValue());
            if (gradient != null && gradient.requiresGrad()) {
                gradient.backward(v, BackwardOptions.DEFAULT.withRetainGraph());
            }
        }
        Tolerance tolerance = c.tolerance().times(SECOND_ORDER_SLACK);
        Map<String, String> expected = c.gradients().second();
        for (Input input : c.inputs()) {
            compareSecond(input.name(), subject.input(input.name()), expected.get(input.name()), tolerance);
        }
        for (Map.Entry<String, Tensor> cotangent : cotangents.entrySet()) {
            String name = cotangent.getKey();
            compareSecond(name, cotangent.getValue(), expected.get(name), tolerance);
        }
    }

    /// Nothing depends on an input through a gradient that is linear in it: then zeros and no gradient are the
    /// same.
    private void compareSecond(String name, Tensor input, @Nullable String expected, Tolerance tolerance)
            throws IOException {
        Tensor gradient = Objects.requireNonNullElseGet(input.grad(), () -> Tensor.zerosLike(input));
        compare("second gradient of " + name, gradient, expected, tolerance);
    }

    private void compare(String what, @Nullable Tensor gradient, @Nullable String expected, Tolerance tolerance)
            throws IOException {
        if (expected == null) {
            if (gradient != null) {
                note(what + ", where there must be none,", Comparison.difference(gradient, zeros(gradient)));
            }
        } else if (gradient == null) {
            findings.add(what + " is missing");
        } else {
            note(what, Comparison.difference(gradient, tensors.raw(expected), tolerance));
        }
    }

    private static RawTensor zeros(Tensor like) {
        return new RawTensor(like.dtype(), like.shape().sizes(), like.dtype().newArray(Math.toIntExact(like.numel())));
    }

    private void note(String what, @Nullable String difference) {
        if (difference != null) {
            findings.add(what + " " + difference);
        }
    }
}
