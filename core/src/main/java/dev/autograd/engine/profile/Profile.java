package dev.autograd.engine.profile;

import java.util.function.Supplier;

/// What one thread does between two moments, as a tree of [Frame]s. The clock is read whenever a frame is
/// entered or left, and the time since it was read last goes to the frame that ran meanwhile: so the times of
/// all frames add up to the time between the two moments, and every frame's bookkeeping goes to the frame
/// around it.
///
/// A frame that was entered must be left in a `finally`; what is entered or left after the end counts no
/// more.
public final class Profile {
    private final Thread thread = Thread.currentThread();
    private final Frame root = new Frame(null, Kind.ROOT, "");
    private Frame current = root;
    private long entered;
    private long last = System.nanoTime();
    private volatile boolean ended;

    /// Begins, on the calling thread.
    public Profile() {}

    /// The thread that it belongs to.
    public Thread thread() {
        return thread;
    }

    /// Whether it has ended.
    public boolean isEnded() {
        return ended;
    }

    /// Ends: frames that are still open count up to now.
    public void end() {
        settle();
        ended = true;
    }

    /// The whole.
    public Frame root() {
        return root;
    }

    /// Gives the time up to now to the frame that runs, before somebody reads times. Once it has ended it
    /// does nothing.
    public void settle() {
        if (!ended) {
            charge();
        }
    }

    private void charge() {
        long now = System.nanoTime();
        current.addNanos(now - last);
        last = now;
    }

    /// Enters a frame inside the one that runs.
    ///
    /// @return the frame, to be left
    public Frame enter(Kind kind, String name) {
        if (ended) {
            return root;
        }
        Frame frame = current.child(kind, name);
        frame.count();
        entered++;
        charge();
        current = frame;
        return frame;
    }

    /// Leaves a frame.
    public void leave(Frame frame) {
        Frame outer = frame.parent();
        if (!ended && outer != null) {
            charge();
            current = outer;
        }
    }

    /// Runs code in a frame.
    public void run(Kind kind, String name, Runnable body) {
        Frame frame = enter(kind, name);
        try {
            body.run();
        } finally {
            leave(frame);
        }
    }

    /// Runs code in a frame and returns its result.
    public <T> T call(Kind kind, String name, Supplier<T> body) {
        Frame frame = enter(kind, name);
        try {
            return body.get();
        } finally {
            leave(frame);
        }
    }

    /// How many frames have been entered: the same number later says that none was meanwhile.
    public long entered() {
        return entered;
    }

    /// Notes bytes that a frame allocated itself.
    public void allocated(Frame frame, long bytes) {
        if (!ended) {
            frame.addBytes(bytes);
        }
    }
}
