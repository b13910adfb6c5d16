package dev.autograd.nn;

import java.util.Locale;

/// What a module shows of itself.
final class ModuleText {
    private ModuleText() {}

    /// The modules inside, indented, and the number of parameters.
    static String of(Module module) {
        StringBuilder text = new StringBuilder();
        describe(module, text, "");
        return text.append("\n")
                .append(String.format(Locale.ROOT, "%,d", module.parameterCount()))
                .append(" parameters")
                .toString();
    }

    private static void describe(Module module, StringBuilder text, String indent) {
        text.append(module.name()).append("(").append(module.settings());
        if (!module.children().isEmpty()) {
            module.children().forEach((name, child) -> {
                text.append("\n").append(indent).append("  (").append(name).append("): ");
                describe(child, text, indent + "  ");
            });
            text.append("\n").append(indent);
        }
        text.append(")");
    }
}
