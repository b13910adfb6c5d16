package dev.autograd.torch;

import dev.autograd.nn.Layer;
import dev.autograd.nn.Loss;
import dev.autograd.nn.Module;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One module of PyTorch's and what it is here.
///
/// @param constructor the module's name and the arguments that make it
/// @param body makes it from them
record TorchModuleRow(TorchSignature constructor, Function<TorchArguments, TorchModule> body) {
    /// A row of any module.
    ///
    /// @param forward the arguments of a call
    static <M extends Module> TorchModuleRow module(
            String constructor,
            Function<TorchArguments, M> make,
            String forward,
            BiFunction<M, TorchArguments, Object> call) {
        return new TorchModuleRow(TorchSignature.parse(constructor), arguments -> {
            M module = make.apply(arguments);
            return new TorchModule(module, TorchRow.row(forward, a -> call.apply(module, a)));
        });
    }

    /// A row of a module that maps a tensor to a tensor.
    static TorchModuleRow layer(String constructor, Function<TorchArguments, Layer> make) {
        return module(constructor, make, "forward(Tensor input)", (layer, a) -> layer.forward(a.tensor("input")));
    }

    /// A row of a loss of two tensors.
    static TorchModuleRow loss(String constructor, Function<TorchArguments, Loss> make) {
        return module(
                constructor,
                make,
                "forward(Tensor input, Tensor target)",
                (loss, a) -> loss.forward(a.tensor("input"), a.tensor("target")));
    }

    TorchModule create(TorchArguments arguments) {
        TorchModule module = body.apply(arguments);
        arguments.checkAllRead();
        return module;
    }
}
