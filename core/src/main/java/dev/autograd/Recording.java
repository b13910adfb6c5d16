package dev.autograd;

import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeKind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stretch of code on one thread, seen as graphs of all that runs there, with or without a gradient: one
/// graph, or several where the program says so, such as one for each branch taken.
///
/// ```java
/// try (Recording t = Graph.record()) {
///     Tensor features = encoder.forward(x);
///     t.next("branch 1");
///     Tensor label = classifier.forward(features);
///     t.next("branch 2");
///     Tensor box = locator.forward(features);
///     for (Graph graph : t.graphs()) {
///         graph.save(Path.of(graph.name() + ".svg"));
///     }
/// }
/// ```
///
/// A tensor that an earlier graph made and a later one uses is given there: a leaf that says where it comes
/// from. What nothing in its graph uses is an output of it. What backward passes run stands in a module of
/// its own, `backward`. Recordings may be nested, and each sees all that runs inside it. A recording keeps
/// all tensors that it has seen alive until it is closed, the graphs keep none; outside of recordings nothing
/// is noted and nothing costs.
public final class Recording implements AutoCloseable {
    private final GraphOptions options;
    private final Listener listener;
    private final List<Graph> done = new ArrayList<>();
    private final IdentityHashMap<Tensor, Made> earlier = new IdentityHashMap<>();
    private RecordedGraph current;
    private @Nullable String name; // of the current graph

    /// Where an earlier graph has a tensor from.
    private record Made(String label, String graph) {}

    private Recording(GraphOptions options) {
        this.options = options;
        current = fresh();
        listener = Listener.open(current);
    }

    static Recording open(GraphOptions options) {
        return new Recording(options);
    }

    private RecordedGraph fresh() {
        GraphBuilder builder = new GraphBuilder(options);
        return new RecordedGraph(builder, new IdentityHashMap<>(), (tensor, inBackward) -> {
            Made made = earlier.get(tensor);
            if (made == null) {
                return builder.leaf(tensor, inBackward);
            }
            String own = tensor.name();
            int place = builder.leaf(tensor, own == null ? made.label() : own, inBackward);
            builder.attribute(place, "from", made.graph());
            return place;
        });
    }

    /// Ends the graph so far and begins another. Before anything has run it names the first graph instead.
    ///
    /// @param graph the name of the graph that begins; several may have one name
    /// @throws IllegalStateException when the recording is closed, on another thread, or inside of a backward
    ///     pass
    public void next(String graph) {
        checkThread("next");
        if (listener.isClosed()) {
            throw new IllegalStateException(
                    "Recording.next: this recording is closed; begin another with Graph.record() for \"" + graph
                            + "\"");
        }
        if (current.isInBackward()) {
            throw new IllegalStateException("Recording.next: \"" + graph
                    + "\" would begin inside of a backward pass, which belongs to one graph as a whole");
        }
        if (name != null || current.builder().size() > 0) {
            finish();
            current = fresh();
            listener.tell(current);
        }
        name = graph;
    }

    private void finish() {
        Graph graph = graph();
        done.add(graph);
        current.places().forEach((tensor, place) -> {
            GraphNode node = current.builder().node(place);
            if (node.kind() == NodeKind.OPERATION) {
                earlier.put(tensor, new Made(node.label(), graph.name()));
            }
        });
    }

    private Graph graph() {
        String known = name;
        return new Graph(known == null ? "graph 1" : known, current.model());
    }

    /// The graphs in the order in which they began, the current one as far as it is. The first is called
    /// `graph 1` unless [#next] has named it.
    ///
    /// @throws IllegalStateException on another thread, before the recording is closed
    public List<Graph> graphs() {
        if (listener.isClosed()) {
            return List.copyOf(done);
        }
        checkThread("graphs");
        List<Graph> graphs = new ArrayList<>(done);
        graphs.add(graph());
        return List.copyOf(graphs);
    }

    /// Ends the recording, and those that began inside it and are still open. What was recorded can still be
    /// read, now on any thread. A second call does nothing.
    ///
    /// @throws IllegalStateException on another thread than the one that began it
    @Override
    public void close() {
        if (listener.isClosed()) {
            return;
        }
        checkThread("close");
        done.add(graph());
        listener.close();
        earlier.clear();
        current = fresh();
    }

    private void checkThread(String method) {
        if (listener.thread() != Thread.currentThread()) {
            throw new IllegalStateException("Recording." + method + ": this recording was begun on the thread "
                    + listener.thread().getName() + " and belongs to it; call " + method + " there");
        }
    }

    /// Whether it goes on, and how many graphs there are.
    @Override
    public String toString() {
        int count = listener.isClosed() ? done.size() : done.size() + 1;
        return "Recording[" + (listener.isClosed() ? "closed, " : "") + count + (count == 1 ? " graph]" : " graphs]");
    }
}
