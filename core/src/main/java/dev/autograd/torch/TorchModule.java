package dev.autograd.torch;

import dev.autograd.nn.Module;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A module that is called with PyTorch's arguments.
public final class TorchModule {
    private final Module module;
    private final TorchRow forward;

    TorchModule(Module module, TorchRow forward) {
        this.module = module;
        this.forward = forward;
    }

    /// The module itself.
    public Module module() {
        return module;
    }

    /// Calls it.
    ///
    /// @return a [dev.autograd.Tensor], or a [List] where PyTorch gives a tuple
    /// @throws UnsupportedTorchCall when it does not take these arguments
    public Object call(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        TorchArguments bound = forward.signature().bind(args, kwargs);
        if (bound == null) {
            throw new UnsupportedTorchCall(
                    module.getClass().getSimpleName() + " does not take " + TorchText.of(args, kwargs) + ", but "
                            + forward.signature().text());
        }
        return forward.call(bound);
    }
}
