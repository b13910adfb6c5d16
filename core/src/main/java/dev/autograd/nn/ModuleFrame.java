package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.engine.ModuleCall;
import dev.autograd.engine.ThreadState;
import dev.autograd.engine.profile.Kind;
import dev.autograd.engine.profile.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs a module's call where somebody wants to know what runs inside of what.
final class ModuleFrame {
    private ModuleFrame() {}

    static <T> T call(ThreadState thread, Module module, Supplier<T> body) {
        ModuleCall outer = thread.moduleCall();
        ModuleCall call = call(module, outer);
        thread.setModuleCall(call);
        try {
            Profile profile = thread.profile();
            return profile == null ? body.get() : profile.call(Kind.MODULE, call.name(), body);
        } finally {
            thread.setModuleCall(outer);
        }
    }

    /// A call by the name that the module has in the innermost module around it that knows it; one that none
    /// knows goes by its class.
    private static ModuleCall call(Module module, @Nullable ModuleCall outer) {
        if (outer == null) {
            return ModuleCall.outermost(module, module.name(), () -> tensors(module));
        }
        for (ModuleCall around = outer; around != null; around = around.outer()) {
            String name = ((Module) around.module()).nameOf(module);
            if (name != null) {
                return around.inside(name, module, module.name());
            }
        }
        return outer.inside(module.name(), module, module.name());
    }

    private static Map<String, Tensor> tensors(Module module) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(module.namedParameters());
        tensors.putAll(module.namedBuffers());
        return tensors;
    }
}
