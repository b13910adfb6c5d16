package dev.autograd.engine;

import dev.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A call of a module that a thread is inside of. Kept only while somebody wants to know where operators run:
/// a profiler, a recorder or anomaly detection.
///
/// The module that was called first is the outermost; the others are known by their names inside it.
public final class ModuleCall {
    private final @Nullable ModuleCall outer;
    private final Object module;
    private final String type;
    private final List<String> path;
    private final Supplier<Map<String, Tensor>> tensors;

    private ModuleCall(
            @Nullable ModuleCall outer,
            Object module,
            String type,
            List<String> path,
            Supplier<Map<String, Tensor>> tensors) {
        this.outer = outer;
        this.module = module;
        this.type = type;
        this.path = path;
        this.tensors = tensors;
    }

    /// A call of a module that no other module has called.
    ///
    /// @param type what the module is, such as `Linear`
    /// @param tensors gives its parameters and buffers by their dotted names
    public static ModuleCall outermost(Object module, String type, Supplier<Map<String, Tensor>> tensors) {
        return new ModuleCall(null, module, type, List.of(), tensors);
    }

    /// A call of a module inside this one.
    ///
    /// @param name its dotted name inside this module
    /// @param kind what it is, such as `Linear`
    public ModuleCall inside(String name, Object inner, String kind) {
        List<String> inwards = new ArrayList<>(path);
        inwards.addAll(List.of(name.split("\\.")));
        return new ModuleCall(this, inner, kind, List.copyOf(inwards), tensors);
    }

    /// The module that is called.
    public Object module() {
        return module;
    }

    /// What the module is, such as `Linear`.
    public String type() {
        return type;
    }

    /// The names that lead to the module from the outermost one, which is not among them.
    public List<String> path() {
        return path;
    }

    /// The call that this one was made in, or null.
    public @Nullable ModuleCall outer() {
        return outer;
    }

    /// The call of the outermost module.
    public ModuleCall outermost() {
        ModuleCall call = this;
        while (call.outer != null) {
            call = call.outer;
        }
        return call;
    }

    /// The parameters and buffers of the outermost module by their dotted names.
    public Map<String, Tensor> tensors() {
        return tensors.get();
    }

    /// The dotted name in the outermost module, such as `encoder.layer1.linear`; that one is called by its
    /// type.
    public String name() {
        return outer == null ? type : String.join(".", path);
    }
}
