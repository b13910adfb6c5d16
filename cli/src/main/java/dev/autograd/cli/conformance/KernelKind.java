package dev.autograd.cli.conformance;

import dev.autograd.Environment;
import dev.autograd.cli.base.Failure;
import java.util.Locale;

/// The kernels to run on.
enum KernelKind {
    PLAIN,
    VECTOR;

    private static final String PROPERTY = "autograd.kernels";

    /// Has the library choose these. It chooses once in a process, when the first tensor is computed, which
    /// must not have happened before this.
    ///
    /// @throws Failure when it has other kernels, or there are none of this kind
    void choose() {
        String name = name().toLowerCase(Locale.ROOT);
        System.setProperty(PROPERTY, name);
        Environment here = Environment.current();
        if (!here.kernels().equals(name)) {
            throw new Failure("--kernels " + name + " cannot be had in this process, which runs on " + here.reason());
        }
    }
}
