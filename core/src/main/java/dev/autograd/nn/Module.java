package dev.autograd.nn;

import dev.autograd.RemovableHandle;
import dev.autograd.Tensor;
import dev.autograd.engine.LeafData;
import dev.autograd.engine.ThreadState;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Region;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A part of a network: named parameters, buffers and modules inside it, and whether it is training.
///
/// A subclass registers what it owns in its constructor:
///
/// ```java
/// final class Scale extends Layer {
///     private final Tensor factor = parameter("factor", Tensor.ones(1));
///
///     @Override
///     protected Tensor compute(Tensor x) {
///         return x.mul(factor);
///     }
/// }
/// ```
///
/// `java.lang` has a `Module` too: a file that names this one imports `dev.autograd.nn.Module` itself, since `nn.*`
/// alone leaves the name ambiguous.
///
/// Names of things inside modules inside are joined by dots, as in `encoder.0.weight`, and are PyTorch's, so that state
/// dictionaries can be exchanged.
public abstract class Module {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final Map<String, Module> modules = new LinkedHashMap<>();
    private final Map<String, Random> randoms = new LinkedHashMap<>();
    private @Nullable ModuleHooks hooks; // made once, with final fields: a race may miss hooks, but sees none half made
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
        Region.exempt(tensor.storage());
        buffers.put(name, tensor);
        return tensor;
    }

    /// Registers a module inside this one. Its parameters are named after their place from here on, unless someone
    /// has named them otherwise.
    ///
    /// @return the module
    protected final <M extends Module> M module(String name, M module) {
        checkNew(name);
        modules.put(name, module);
        module.namedParameters().forEach((path, tensor) -> {
            if (path.equals(tensor.name())) {
                tensor.named(name + "." + path);
            }
        });
        return module;
    }

    /// Registers a random generator that the module draws from, so that its state is saved with the module's.
    protected final void random(String name, Random random) {
        checkNew(name);
        randoms.put(name, random);
    }

    /// The random generator registered under a name. Ask for it each time: loading a state puts another in its
    /// place.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    protected final Random random(String name) {
        Random random = randoms.get(name);
        if (random == null) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": no random generator is registered as \"" + name + "\"");
        }
        return random;
    }

    private void checkNew(String name) {
        if (name.isEmpty() || name.contains(".")) {
            throw new IllegalArgumentException(getClass().getSimpleName()
                    + ": a name must be neither empty nor contain a dot, but is \"" + name + "\"");
        }
        if (parameters.containsKey(name)
                || buffers.containsKey(name)
                || modules.containsKey(name)
                || randoms.containsKey(name)) {
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
        visit(
                "",
                (path, module) -> module.parameters.forEach((name, tensor) -> {
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

    /// The dotted name of a module inside this one, or null when it is not registered here.
    final @Nullable String nameOf(Module inner) {
        for (Map.Entry<String, Module> child : modules.entrySet()) {
            if (child.getValue() == inner) {
                return child.getKey();
            }
        }
        for (Map.Entry<String, Module> child : modules.entrySet()) {
            String below = child.getValue().nameOf(inner);
            if (below != null) {
                return child.getKey() + "." + below;
            }
        }
        return null;
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

    /// Converts all parameters and buffers of floating types; they stay the same objects. Gradients are
    /// dropped. Make optimisers afterwards: what one remembers keeps its type.
    ///
    /// @throws IllegalArgumentException when `dtype` is not floating; nothing has been converted
    public final void to(DType dtype) {
        if (!dtype.isFloating()) {
            throw new IllegalArgumentException(
                    "to: parameters of this " + name() + " can be float32 or float64, but not " + dtype);
        }
        visitState((_, tensor) -> {
            if (tensor.dtype().isFloating() && tensor.dtype() != dtype) {
                LeafData.set(tensor, tensor.detach().to(dtype));
            }
        });
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

    /// Registers a hook that sees the inputs of every `forward` from now on, before the module computes, and
    /// may replace them.
    ///
    /// Hooks run when a [Layer] or a [Loss] is called by its `forward`, wherever that is, also inside other
    /// modules. A module of another kind runs its computation by [#withHooks]. The package `dev.autograd`
    /// says when which hook runs.
    ///
    /// @return a handle that removes the hook
    public final RemovableHandle registerForwardPreHook(ModuleHooks.ForwardPre hook) {
        return makeHooks().forwardPre.add(hook);
    }

    /// Registers a hook that sees the inputs and outputs of every `forward` from now on, and may replace the
    /// outputs. [#registerForwardPreHook] says where hooks run.
    ///
    /// ```java
    /// layer.registerForwardHook((module, in, out) -> {
    ///     shapes.add(out[0].shape());
    ///     return null;
    /// });
    /// ```
    ///
    /// @return a handle that removes the hook
    public final RemovableHandle registerForwardHook(ModuleHooks.Forward hook) {
        return makeHooks().forward.add(hook);
    }

    /// Registers a hook that sees, whenever a backward pass goes through a `forward` that is called from now
    /// on, the gradients of the module's outputs before they go into the module, and may replace them.
    /// [#registerForwardPreHook] says where hooks run.
    ///
    /// @return a handle that removes the hook
    public final RemovableHandle registerFullBackwardPreHook(ModuleHooks.BackwardPre hook) {
        return makeHooks().backwardPre.add(hook);
    }

    /// Registers a hook that sees, whenever a backward pass goes through a `forward` that is called from now
    /// on, the gradients of the module's inputs and outputs, and may replace those of the inputs. They are
    /// the gradients of this one call, whatever else uses the same tensors. [#registerForwardPreHook] says
    /// where hooks run.
    ///
    /// When no input requires a gradient, all of theirs are null, and the hook runs when the gradients of the
    /// outputs have arrived. While a module has such hooks, it is given and returns views, so that the tape
    /// sees its border.
    ///
    /// @return a handle that removes the hook
    public final RemovableHandle registerFullBackwardHook(ModuleHooks.Backward hook) {
        return makeHooks().backward.add(hook);
    }

    /// Runs a computation of this module with its hooks around it. [Layer] and [Loss] do so by themselves; a
    /// module with other inputs or outputs does it in its own `forward`:
    ///
    /// ```java
    /// public Tensor forward(Tensor query, Tensor key) {
    ///     return withHooks(in -> new Tensor[] {attend(in[0], in[1])}, query, key)[0];
    /// }
    /// ```
    ///
    /// @param computation from the inputs, which hooks may have replaced, to the outputs
    /// @return the outputs, which hooks may have replaced
    /// @throws IllegalStateException when a hook returns another number of tensors than it was given
    protected final Tensor[] withHooks(UnaryOperator<Tensor[]> computation, Tensor... inputs) {
        ThreadState thread = ThreadState.current();
        return thread.followsModules()
                ? ModuleFrame.call(thread, this, () -> run(computation, inputs))
                : run(computation, inputs);
    }

    private Tensor[] run(UnaryOperator<Tensor[]> computation, Tensor... inputs) {
        ModuleHooks present = hooks;
        return present == null ? computation.apply(inputs) : present.run(this, computation, inputs);
    }

    final @Nullable ModuleHooks hooks() {
        return hooks;
    }

    private synchronized ModuleHooks makeHooks() {
        ModuleHooks known = hooks;
        if (known == null) {
            hooks = known = new ModuleHooks();
        }
        return known;
    }

    /// All parameters and buffers by their dotted names. The tensors are off the tape and share the module's
    /// storage; one that several modules share appears under each of its names, as in PyTorch.
    public final Map<String, Tensor> stateDict() {
        Map<String, Tensor> result = new LinkedHashMap<>();
        visitState((name, tensor) -> result.put(name, tensor.detach()));
        return result;
    }

    /// Copies values into all parameters and buffers. A tensor that several modules share may be given under one of
    /// its names alone.
    ///
    /// @throws IllegalArgumentException when names are missing or unknown, or shapes or types differ; the
    ///     message lists all of them, and nothing has been copied
    public final void loadStateDict(Map<String, Tensor> state) {
        StateDictLoader loader = new StateDictLoader(state);
        visitState(loader::expect);
        loader.copyInto(name());
    }

    /// Calls `each` with all parameters and buffers themselves.
    final void visitState(BiConsumer<String, Tensor> each) {
        visit("", (path, module) -> {
            module.parameters.forEach((name, tensor) -> each.accept(path + name, tensor));
            module.buffers.forEach((name, tensor) -> each.accept(path + name, tensor));
        });
    }

    /// The states of all random generators by their dotted names: what a checkpoint needs, beside [#stateDict()],
    /// for a run to continue as if it had not stopped.
    public final Map<String, long[]> randomStates() {
        Map<String, long[]> result = new LinkedHashMap<>();
        visit("", (path, module) -> module.randoms.forEach((name, random) -> result.put(path + name, random.state())));
        return result;
    }

    /// Sets all random generators to states that [#randomStates()] gave.
    ///
    /// @throws IllegalArgumentException when a name is missing or unknown, or a state is none; nothing has been set
    public final void loadRandomStates(Map<String, long[]> states) {
        Set<String> own = randomStates().keySet();
        if (!own.equals(states.keySet())) {
            throw new IllegalArgumentException("loadRandomStates: this " + name() + " has the generators " + own
                    + ", but the states are of " + states.keySet());
        }
        Map<String, Random> loaded = new LinkedHashMap<>();
        states.forEach((name, state) -> loaded.put(name, Random.fromState(state)));
        visit("", (path, module) -> module.randoms.replaceAll((name, old) -> loaded.getOrDefault(path + name, old)));
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
        return ModuleText.of(this);
    }
}
