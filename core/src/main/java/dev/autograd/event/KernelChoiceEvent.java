package dev.autograd.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A choice among kernels: those of the process at its start, and loops that become vector loops, or do not.
@Name("dev.autograd.KernelChoice")
@Label("Kernel Choice")
@Category("autograd")
@Description("It was decided how a kernel runs from now on")
@StackTrace(false)
final class KernelChoiceEvent extends Event {
    @Label("Kernel")
    String kernel = "";

    @Label("Chosen")
    @Description("plain or vector")
    String chosen = "";

    @Label("Reason")
    String reason = "";

    static void commit(Object kernel, String chosen, String reason) {
        KernelChoiceEvent event = new KernelChoiceEvent();
        if (event.shouldCommit()) {
            event.kernel = kernel.toString();
            event.chosen = chosen;
            event.reason = reason;
            event.commit();
        }
    }
}
