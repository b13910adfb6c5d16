package dev.autograd.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A run of an operator. Off unless a recording asks for it, since a training step has hundreds; without
/// stack traces for the same reason, which a recording may ask for as well.
@Name("dev.autograd.Op")
@Label("Operator")
@Category("autograd")
@Description("An operator has run: its forward computation and its entry on the tape")
@Enabled(false)
@StackTrace(false)
public final class OpEvent extends Event {
    private static final OpEvent PROBE = new OpEvent();

    @Label("Operator")
    @Description("The operator's name; of a map over examples, vmap(name)")
    String operator = "";

    @Label("Backward")
    @Description("Whether a gradient rule ran it")
    boolean backward;

    @Label("Output")
    @Description("The type and shape of the first output")
    String output = "";

    @Label("Bytes")
    @Description("The arrays that were allocated for the outputs")
    @DataAmount
    long bytes;

    /// An event that begins when it is told to.
    public OpEvent() {}

    static boolean isWanted() {
        return PROBE.isEnabled();
    }

    /// Says what ran, and hands the event to the recording.
    ///
    /// @param made the type and shape of the first output
    public void commit(String name, boolean inBackward, String made, long allocated) {
        operator = name;
        backward = inBackward;
        output = made;
        bytes = allocated;
        commit();
    }
}
