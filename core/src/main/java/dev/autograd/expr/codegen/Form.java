package dev.autograd.expr.codegen;

import java.util.Locale;

/// How a kernel goes over its arrays.
public enum Form {
    /// Element by element through the interpreter, in double precision: the reference.
    INTERPRETED,
    /// A generated counted loop over elements.
    PLAIN,
    /// A generated loop over vectors of `jdk.incubator.vector`.
    VECTOR;

    /// The name in lower case, for people.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
