package dev.autograd.event;

import jdk.jfr.FlightRecorder;

/// Whether somebody wants events. Where the module `jdk.jfr` is absent, nobody does, and no class of an event
/// is loaded; nor is one before the first recording begins, since JFR takes 0.1 s to register it.
public final class Events {
    private static final boolean PRESENT = ModuleLayer.boot()
            .findModule("jdk.jfr")
            .map(Events.class.getModule()::canRead)
            .orElse(false);

    private Events() {}

    /// Whether there has been a recording in this JVM: the one field that operators read when there has not.
    private static boolean mayBeWanted() {
        return PRESENT && FlightRecorder.isInitialized();
    }

    /// Whether runs of operators are recorded.
    public static boolean ofOperators() {
        return mayBeWanted() && OpEvent.isWanted();
    }

    /// Whether backward passes are recorded.
    public static boolean ofBackward() {
        return mayBeWanted() && BackwardEvent.isWanted();
    }

    /// Whether generated kernels are recorded.
    public static boolean ofCompiling() {
        return mayBeWanted() && CompileEvent.isWanted();
    }

    /// Records which loops a kernel runs as from now on, if somebody wants to know.
    ///
    /// @param kernel which; its text is asked for only when wanted
    /// @param chosen `plain` or `vector`
    /// @param reason why
    public static void kernelChosen(Object kernel, String chosen, String reason) {
        if (mayBeWanted()) {
            KernelChoiceEvent.commit(kernel, chosen, reason);
        }
    }
}
