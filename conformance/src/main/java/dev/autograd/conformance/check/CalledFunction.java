package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.check.Variants.Body;
import dev.autograd.conformance.reference.BoundArguments;
import dev.autograd.conformance.reference.CaseTensors;
import dev.autograd.conformance.reference.OperatorCase;
import dev.autograd.conformance.reference.Strides;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A run of a function of tensors.
final class CalledFunction implements Subject {
    private final Map<String, Tensor> inputs;
    private final BoundArguments arguments;
    private final Body body;

    private CalledFunction(Map<String, Tensor> inputs, BoundArguments arguments, Body body) {
        this.inputs = inputs;
        this.arguments = arguments;
        this.body = body;
    }

    /// @param strides how inputs are to lie in memory, where not contiguous
    static CalledFunction of(OperatorCase c, CaseTensors tensors, Map<String, Strides> strides, Body body)
            throws IOException {
        Map<String, Tensor> inputs = inputs(c, tensors, strides);
        return new CalledFunction(inputs, c.arguments().bind(name -> named(inputs, name, tensors)), body);
    }

    static Map<String, Tensor> inputs(OperatorCase c, CaseTensors tensors, Map<String, Strides> strides)
            throws IOException {
        Map<String, Tensor> inputs = new HashMap<>();
        for (OperatorCase.Input input : c.inputs()) {
            Tensor tensor = tensors.get(input.name());
            Strides wanted = strides.get(input.name());
            Tensor laid = wanted == null ? tensor : Memory.laid(tensor, wanted);
            inputs.put(input.name(), input.requiresGrad() ? laid.requiresGrad_() : laid);
        }
        return inputs;
    }

    private static Tensor named(Map<String, Tensor> inputs, String name, CaseTensors tensors) throws IOException {
        Tensor input = inputs.get(name);
        return input == null ? tensors.get(name) : input;
    }

    @Override
    public Tensor input(String name) {
        return Objects.requireNonNull(inputs.get(name), name);
    }

    @Override
    public Object call() {
        return body.call(arguments);
    }
}
