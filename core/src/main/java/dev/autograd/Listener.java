package dev.autograd;

import dev.autograd.engine.OpNode;
import dev.autograd.engine.Recorder;
import dev.autograd.engine.ThreadState;
import dev.autograd.op.Op;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Listens to what the calling thread runs until it is closed, for a graph that may be another one from time
/// to time, and passes on to whoever listened before.
final class Listener implements Recorder, AutoCloseable {
    private final ThreadState state = ThreadState.current();
    private final Thread thread = Thread.currentThread();
    private final @Nullable Recorder outer = state.recorder();
    private @Nullable RecordedGraph graph;

    private Listener(RecordedGraph graph) {
        this.graph = graph;
    }

    static Listener open(RecordedGraph graph) {
        Listener listener = new Listener(graph);
        listener.state.setRecorder(listener);
        return listener;
    }

    Thread thread() {
        return thread;
    }

    boolean isClosed() {
        return graph == null;
    }

    /// From now on tells another graph.
    void tell(RecordedGraph other) {
        graph = other;
    }

    /// Ends; those that began since are over too. A second call does nothing.
    @Override
    public void close() {
        if (graph == null) {
            return;
        }
        graph = null;
        for (Recorder inner = state.recorder(); inner instanceof Listener one; inner = one.outer) {
            if (one == this) {
                state.setRecorder(outer);
            }
        }
    }

    private void each(Consumer<Recorder> told) {
        if (graph != null) {
            told.accept(graph);
        }
        if (outer != null) {
            told.accept(outer);
        }
    }

    @Override
    public void record(Op op, Tensor[] inputs, Tensor[] outputs) {
        each(one -> one.record(op, inputs, outputs));
    }

    @Override
    public void alias(Tensor known, Tensor other) {
        each(one -> one.alias(known, other));
    }

    @Override
    public boolean isTimed() {
        return (graph != null && graph.isTimed()) || (outer != null && outer.isTimed());
    }

    @Override
    public void start() {
        each(Recorder::start);
    }

    @Override
    public void enterBackward() {
        each(Recorder::enterBackward);
    }

    @Override
    public void leaveBackward() {
        each(Recorder::leaveBackward);
    }

    @Override
    public void enterRule(OpNode node, @Nullable Tensor[] gradients) {
        each(one -> one.enterRule(node, gradients));
    }

    @Override
    public void leaveRule() {
        each(Recorder::leaveRule);
    }
}
