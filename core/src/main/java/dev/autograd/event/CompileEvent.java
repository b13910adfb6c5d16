package dev.autograd.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// A kernel that was generated.
@Name("dev.autograd.Compile")
@Label("Kernel Compilation")
@Category("autograd")
@Description("A kernel was generated from a formula, as bytecode")
public final class CompileEvent extends Event {
    private static final CompileEvent PROBE = new CompileEvent();

    @Label("Kernel")
    @Description("The kernel's formula, types and form")
    String kernel = "";

    @Label("Form")
    @Description("plain, vector or interpreted")
    String form = "";

    @Label("Note")
    @Description("Why it is not in the form that was asked for, if so")
    String note = "";

    /// An event that begins when it is told to.
    public CompileEvent() {}

    static boolean isWanted() {
        return PROBE.isEnabled();
    }

    /// Says what was made, and hands the event to the recording.
    public void commit(String made, String inForm, String why) {
        kernel = made;
        form = inForm;
        note = why;
        commit();
    }
}
