package dev.autograd.viz;

/// Who decides where the parts of a graph lie in a picture.
public enum LayoutEngine {
    /// Graphviz where its program `dot` is installed and works, otherwise the built-in layout.
    AUTO,
    /// The built-in layout: the same file on every machine, whatever is installed there.
    BUILT_IN
}
