package dev.autograd.conformance.check;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.conformance.compare.Comparison;
import dev.autograd.conformance.reference.BadCall;
import dev.autograd.conformance.reference.BadCall.Described;
import dev.autograd.conformance.reference.BoundArguments;
import dev.autograd.conformance.reference.DTypes;
import dev.autograd.io.FormatException;
import dev.autograd.io.RawTensor;
import dev.autograd.torch.TorchFunctions;
import dev.autograd.torch.UnsupportedTorchCall;
import dev.autograd.value.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Makes calls that must be refused: by a documented exception whose message names something of the call, with nothing
/// changed.
final class BadCallCheck {
    /// What the documentation of operators says that they throw. Subclasses, such as
    /// [ArrayIndexOutOfBoundsException], come from inside.
    private static final Set<Class<?>> DOCUMENTED = Set.of(
            IllegalArgumentException.class,
            IndexOutOfBoundsException.class,
            IllegalStateException.class,
            ArithmeticException.class);

    /// What Python throws where an argument is of another type than a function takes: when it looks at the type, or
    /// when it asks a number for what only a tensor has.
    private static final Set<String> OF_TYPES = Set.of("TypeError", "AttributeError");

    private BadCallCheck() {}

    static Verdict check(BadCall c) throws IOException {
        String op = c.label().op();
        if (!TorchFunctions.has(op)) {
            throw new UnsupportedTorchCall("there is no function " + op);
        }
        Map<String, Tensor> tensors = new HashMap<>();
        Map<String, RawTensor> before = new HashMap<>();
        for (Map.Entry<String, Described> entry : c.tensors().entrySet()) {
            Tensor tensor = tensor(entry.getValue());
            tensors.put(entry.getKey(), tensor);
            before.put(entry.getKey(), raw(tensor));
        }
        BoundArguments bound = c.arguments().bind(name -> named(c, tensors, name));
        var findings = new ArrayList<String>();
        refusal(c, bound, findings);
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            String difference =
                    Comparison.difference(entry.getValue(), Objects.requireNonNull(before.get(entry.getKey())));
            if (difference != null) {
                findings.add("input " + entry.getKey() + ", which the call must leave as it is, " + difference);
            }
        }
        if (!Autograd.isGradEnabled()) {
            findings.add("the call left gradient mode off");
        }
        return Verdict.of(findings);
    }

    private static void refusal(BadCall c, BoundArguments bound, List<String> findings) {
        try {
            Object result = TorchFunctions.call(c.label().op(), bound.args(), bound.kwargs());
            findings.add("the call returned " + text(result) + ", but PyTorch refuses it: " + c.torchType() + ": "
                    + c.torchMessage().lines().findFirst().orElse(""));
        } catch (UnsupportedTorchCall e) {
            // Java's compiler refuses such a call; without it, the table of functions does.
            if (!OF_TYPES.contains(c.torchType())) {
                throw e;
            }
        } catch (RuntimeException e) {
            judge(e, bound, findings);
        }
    }

    static void judge(RuntimeException e, BoundArguments bound, List<String> findings) {
        if (!DOCUMENTED.contains(e.getClass())) {
            findings.add("the call threw what is not documented: " + Thrown.text(e));
        }
        Set<String> names = Named.of(bound);
        if (!Named.isAnyIn(names, String.valueOf(e.getMessage()))) {
            findings.add("the message names nothing of the call (" + String.join(", ", names) + "): " + Thrown.text(e));
        }
    }

    private static String text(Object result) {
        return result instanceof Tensor t ? t.dtype() + t.shape().toString() : String.valueOf(result);
    }

    private static Tensor named(BadCall c, Map<String, Tensor> tensors, String name) throws FormatException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new FormatException("errors.json", c.label().id() + " has no tensor " + name);
        }
        return tensor;
    }

    private static Tensor tensor(Described described) {
        var dtype = DTypes.named(described.dtype());
        var shape = Shape.of(described.shape());
        if (described.data().length == 0) {
            return Tensor.zeros(shape, dtype);
        }
        return Tensor.of(described.data(), shape).to(dtype).clone();
    }

    private static RawTensor raw(Tensor tensor) {
        Object array = tensor.clone().storage().array();
        return new RawTensor(tensor.dtype(), tensor.shape().sizes(), array);
    }
}
