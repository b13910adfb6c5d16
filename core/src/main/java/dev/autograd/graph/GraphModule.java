package dev.autograd.graph;

import java.util.List;

/// A module in whose calls nodes of a graph were made.
///
/// @param path the names of the modules that lead to it and its own, outermost first, as
///     [GraphNode#modulePath()]
/// @param type what it is, such as `Linear`; empty where that is not known
public record GraphModule(List<String> path, String type) {
    /// Keeps a copy of the path.
    public GraphModule {
        path = List.copyOf(path);
    }

    /// The path as one name, such as `encoder.layer1.linear`.
    public String name() {
        return String.join(".", path);
    }

    /// What a picture writes into the module's box, as visible characters: its own name, and its type where
    /// that is known.
    public String label() {
        return VisibleText.line(path.getLast() + (type.isEmpty() ? "" : " (" + type + ")"));
    }

    /// What a picture shows on hovering over the module's box: the path, as visible characters.
    public String tooltip() {
        return VisibleText.line(name());
    }
}
