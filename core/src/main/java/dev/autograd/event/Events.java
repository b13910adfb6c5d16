package dev.autograd.event;

/// Whether somebody wants events. Where the module `jdk.jfr` is absent, nobody does, and no class of an event
/// is loaded.
public final class Events {
    private static final boolean PRESENT = ModuleLayer.boot()
            .findModule("jdk.jfr")
            .map(Events.class.getModule()::canRead)
            .orElse(false);

    private Events() {}

    /// Whether runs of operators are recorded. As long as no recording has been started in this JVM, the JIT
    /// compiler knows the answer.
    public static boolean ofOperators() {
        return PRESENT && OpEvent.isWanted();
    }

    /// Whether backward passes are recorded.
    public static boolean ofBackward() {
        return PRESENT && BackwardEvent.isWanted();
    }

    /// Whether generated kernels are recorded.
    public static boolean ofCompiling() {
        return PRESENT && CompileEvent.isWanted();
    }

    /// Records which loops a kernel runs as from now on, if somebody wants to know.
    ///
    /// @param kernel which; its text is asked for only when wanted
    /// @param chosen `plain` or `vector`
    /// @param reason why
    public static void kernelChosen(Object kernel, String chosen, String reason) {
        if (PRESENT) {
            KernelChoiceEvent.commit(kernel, chosen, reason);
        }
    }
}
