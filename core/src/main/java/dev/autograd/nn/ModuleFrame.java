package dev.autograd.nn;

import dev.autograd.engine.profile.Frame;
import dev.autograd.engine.profile.Kind;
import dev.autograd.engine.profile.Profile;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A module's call in a profile. It is called by the dotted name that it has in the outermost module that
/// runs, such as `encoder.layer1.linear`, and that one by its class.
final class ModuleFrame {
    private ModuleFrame() {}

    static <T> T call(Profile profile, Module module, Supplier<T> body) {
        Frame outer = profile.innermost(Kind.MODULE);
        return profile.call(Kind.MODULE, name(module, outer), module, body);
    }

    private static String name(Module module, @Nullable Frame outer) {
        String inside = outer != null && outer.subject() instanceof Module around ? around.nameOf(module) : null;
        if (inside == null || outer == null) {
            return module.name();
        }
        return isOutermost(outer) ? inside : outer.name() + "." + inside;
    }

    private static boolean isOutermost(Frame module) {
        for (Frame frame = module.parent(); frame != null; frame = frame.parent()) {
            if (frame.kind() == Kind.MODULE) {
                return false;
            }
        }
        return true;
    }
}
