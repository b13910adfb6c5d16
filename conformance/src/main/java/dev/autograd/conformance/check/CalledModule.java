package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.reference.BoundArguments;
import dev.autograd.conformance.reference.CaseTensors;
import dev.autograd.conformance.reference.ModuleCase;
import dev.autograd.conformance.reference.Strides;
import dev.autograd.nn.Module;
import dev.autograd.torch.TorchModule;
import dev.autograd.torch.TorchModules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A run of a module: the inputs that are parameters are the module's own.
final class CalledModule implements Subject {
    private final Map<String, Tensor> inputs;
    private final TorchModule module;
    private final List<@Nullable Object> args;
    private final Map<String, @Nullable Object> kwargs;
    private final List<Tensor> buffers;

    private CalledModule(
            Map<String, Tensor> inputs,
            TorchModule module,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> kwargs,
            List<Tensor> buffers) {
        this.inputs = inputs;
        this.module = module;
        this.args = args;
        this.kwargs = kwargs;
        this.buffers = buffers;
    }

    static CalledModule of(ModuleCase c, CaseTensors tensors, Map<String, Strides> strides) throws IOException {
        BoundArguments constructor = c.constructor().bind(tensors::get);
        TorchModule module = TorchModules.create(c.label().op(), constructor.args(), constructor.kwargs());
        Map<String, Tensor> inputs = new HashMap<>(CalledFunction.inputs(c.run(), tensors, strides));
        BoundArguments all = c.run().arguments().bind(name -> given(inputs, name));
        List<@Nullable Object> args = all.args();
        Map<String, Tensor> parameters = dict(args.get(args.size() - 2));
        Map<String, Tensor> buffers = dict(args.getLast());
        load(module.module(), parameters, buffers);
        replace(inputs, parameters, module.module().namedParameters());
        if (c.training()) {
            module.module().train();
        } else {
            module.module().eval();
        }
        BoundArguments call = c.call().bind(tensors::get);
        return new CalledModule(
                inputs,
                module,
                new ArrayList<@Nullable Object>(args.subList(0, args.size() - 2)),
                call.kwargs(),
                floating(buffers, module.module().namedBuffers()));
    }

    private static Tensor given(Map<String, Tensor> inputs, String name) {
        return Objects.requireNonNull(inputs.get(name), name);
    }

    private static Map<String, Tensor> dict(@Nullable Object value) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, tensor) -> tensors.put((String) name, (Tensor) tensor));
        }
        return tensors;
    }

    /// Gives the module the type of its parameters, then their values.
    private static void load(Module module, Map<String, Tensor> parameters, Map<String, Tensor> buffers) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> state.put(name, tensor.detach()));
        state.putAll(buffers);
        state.values().stream()
                .filter(tensor -> tensor.dtype().isFloating())
                .findFirst()
                .ifPresent(tensor -> module.to(tensor.dtype()));
        module.loadStateDict(state);
    }

    /// Puts the module's own parameters in the place of the inputs that they were loaded from.
    private static void replace(Map<String, Tensor> inputs, Map<String, Tensor> loaded, Map<String, Tensor> own) {
        Map<Tensor, Tensor> byLoaded = new IdentityHashMap<>();
        loaded.forEach((name, tensor) -> byLoaded.put(tensor, Objects.requireNonNull(own.get(name), name)));
        inputs.replaceAll((_, tensor) -> byLoaded.getOrDefault(tensor, tensor));
    }

    private static List<Tensor> floating(Map<String, Tensor> order, Map<String, Tensor> own) {
        return order.keySet().stream()
                .map(name -> Objects.requireNonNull(own.get(name), name))
                .filter(tensor -> tensor.dtype().isFloating())
                .toList();
    }

    @Override
    public Tensor input(String name) {
        return given(inputs, name);
    }

    /// Several values, also where there is one: outputs are followed by buffers.
    @Override
    public Object call() {
        List<Object> outputs = new ArrayList<>(Subject.flat(module.call(args, kwargs)));
        outputs.addAll(buffers);
        return outputs;
    }
}
