package dev.autograd.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A reverse walk over a tape. Off unless a recording asks for it, since every training step has one.
@Name("dev.autograd.Backward")
@Label("Backward Pass")
@Category("autograd")
@Description("A reverse walk over a tape has ended: backward() or grad()")
@Enabled(false)
@StackTrace(false)
public final class BackwardEvent extends Event {
    private static final BackwardEvent PROBE = new BackwardEvent();

    @Label("Call")
    @Description("What was called on which tensor")
    String call = "";

    @Label("Nodes")
    @Description("How many nodes of the tape were visited")
    long nodes;

    /// An event that begins when it is told to.
    public BackwardEvent() {}

    static boolean isWanted() {
        return PROBE.isEnabled();
    }

    /// Says what ran, and hands the event to the recording.
    public void commit(String called, long visited) {
        call = called;
        nodes = visited;
        commit();
    }
}
