package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.value.Random;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/// A part of a network: named parameters, buffers and modules inside it, and whether it is training.
///
/// A subclass registers what it owns in its constructor:
///
/// ```java
/// final class Scale extends Layer {
///     private final Tensor factor = parameter("factor", Tensor.ones(1));
///
///     @Override
///     public Tensor forward(Tensor x) {
///         return x.mul(factor);
///     }
/// }
/// ```
///
/// Names of things inside modules inside are joined by dots, as in `encoder.0.weight`, and are PyTorch's, so that state
/// dictionaries can be exchanged.
public abstract class Module {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final Map<String, Module> modules = new LinkedHashMap<>();
    private boolean training = true;

    /// A module in training mode that owns nothing yet.
    protected Module() {}

    /// Registers a tensor that is trained, and makes it require a gradient.
    ///
    /// @return the tensor
    protected final Tensor parameter(String name, Tensor tensor) {
        checkNew(name);
        parameters.put(name, tensor.requiresGrad_());
        if (tensor.name() == null) {
            tensor.named(name);
        }
        return tensor;
    }

    /// Registers a tensor that is saved with the module but not trained.
    ///
    /// @return the tensor
    protected final Tensor buffer(String name, Tensor tensor) {
        checkNew(name);
        buffers.put(name, tensor);
        return tensor;
    }

    /// Registers a module inside this one.
    ///
    /// @return the module
    protected final <M extends Module> M module(String name, M module) {
        checkNew(name);
        modules.put(name, module);
        return module;
    }

    private void checkNew(String name) {
        if (name.isEmpty() || name.contains(".")) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": a name must be neither empty nor contain a dot, but is \"" + name + "\"");
        }
        if (parameters.containsKey(name) || buffers.containsKey(name) || modules.containsKey(name)) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": \"" + name + "\" is registered already");
        }
    }

    /// The trained tensors, each once even when several modules share it.
    public final List<Tensor> parameters() {
        return List.copyOf(namedParameters().values());
    }

    /// The trained tensors by their dotted names; one that several modules share appears under its first name.
    public final Map<String, Tensor> namedParameters() {
        Map<String, Tensor> result = new LinkedHashMap<>();
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        visit("", (path, module) -> module.parameters.forEach((name, tensor) -> {
            if (seen.add(tensor)) {
                result.put(path + name, tensor);
            }
        }));
        return result;
    }

    /// The saved but untrained tensors by their dotted names.
    public final Map<String, Tensor> namedBuffers() {
        Map<String, Tensor> result = new LinkedHashMap<>();
        visit("", (path, module) -> module.buffers.forEach((name, tensor) -> result.put(path + name, tensor)));
        return result;
    }

    /// All modules by their dotted names, this one under the empty name.
    public final Map<String, Module> namedModules() {
        Map<String, Module> result = new LinkedHashMap<>();
        visit("", (path, module) -> result.put(path.isEmpty() ? "" : path.substring(0, path.length() - 1), module));
        return result;
    }

    /// The modules directly inside this one, by name.
    public final Map<String, Module> children() {
        return Collections.unmodifiableMap(modules);
    }

    private void visit(String path, BiConsumer<String, Module> each) {
        each.accept(path, this);
        modules.forEach((name, module) -> module.visit(path + name + ".", each));
    }

    /// Whether the module is training, which dropout and normalisation ask.
    public final boolean isTraining() {
        return training;
    }

    /// Puts this module and all inside it into training mode.
    public final void train() {
        visit("", (_, module) -> module.training = true);
    }

    /// Puts this module and all inside it into evaluation mode.
    public final void eval() {
        visit("", (_, module) -> module.training = false);
    }

    /// Drops the gradients of all parameters.
    public final void zeroGrad() {
        for (Tensor parameter : parameters()) {
            parameter.setGrad(null);
        }
    }

    /// The number of trained elements, shared ones counted once.
    public final long parameterCount() {
        return parameters().stream().mapToLong(Tensor::numel).sum();
    }

    /// All parameters and buffers by their dotted names. The tensors are off the tape and share the module's storage.
    public final Map<String, Tensor> stateDict() {
        Map<String, Tensor> result = new LinkedHashMap<>();
        visit("", (path, module) -> {
            module.parameters.forEach((name, tensor) -> result.put(path + name, tensor.detach()));
            module.buffers.forEach((name, tensor) -> result.put(path + name, tensor.detach()));
        });
        return result;
    }

    /// Copies values into all parameters and buffers.
    ///
    /// @throws IllegalArgumentException when names are missing or unknown, or shapes or types differ; the message lists
    ///     all of them, and nothing has been copied
    public final void loadStateDict(Map<String, Tensor> state) {
        Map<String, Tensor> own = stateDict();
        List<String> problems = new ArrayList<>();
        own.forEach((name, tensor) -> {
            Tensor given = state.get(name);
            if (given == null) {
                problems.add("missing \"" + name + "\" " + tensor.shape());
            } else if (!given.shape().equals(tensor.shape()) || given.dtype() != tensor.dtype()) {
                problems.add("\"" + name + "\" is " + tensor.dtype() + " " + tensor.shape() + " here but " + given.dtype() + " "
                        + given.shape() + " in the state");
            }
        });
        state.forEach((name, tensor) -> {
            if (!own.containsKey(name)) {
                problems.add("unexpected \"" + name + "\" " + tensor.shape());
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "loadStateDict: the state does not fit this " + name() + ": " + String.join("; ", problems));
        }
        own.forEach((name, tensor) -> tensor.copy_(Objects.requireNonNull(state.get(name))));
    }

    /// The name shown in [#toString()]; the class's simple name.
    protected String name() {
        return getClass().getSimpleName();
    }

    /// The settings shown in [#toString()], such as `4, 64, bias=true`; none by default.
    protected String settings() {
        return "";
    }

    /// The modules inside, indented, and the number of parameters.
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder();
        describe(text, "");
        return text.append("\n").append(String.format(java.util.Locale.ROOT, "%,d", parameterCount())).append(" parameters").toString();
    }

    private void describe(StringBuilder text, String indent) {
        text.append(name()).append("(").append(settings());
        if (!modules.isEmpty()) {
            modules.forEach((name, module) -> {
                text.append("\n").append(indent).append("  (").append(name).append("): ");
                module.describe(text, indent + "  ");
            });
            text.append("\n").append(indent);
        }
        text.append(")");
    }

    /// Numbers uniform in `[-bound, bound)`, as initial weights.
    static Tensor uniform(Random random, double bound, long... sizes) {
        Tensor tensor = Tensor.rand(random, dev.autograd.value.Shape.of(sizes), dev.autograd.value.DType.FLOAT32);
        return tensor.mul(2 * bound).sub(bound);
    }
}
