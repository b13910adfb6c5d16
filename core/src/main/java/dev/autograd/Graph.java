package dev.autograd;

import dev.autograd.engine.Caller;
import dev.autograd.engine.Modes;
import dev.autograd.engine.Release;
import dev.autograd.graph.GraphMemory;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.fusion.Fusion;
import dev.autograd.graph.fusion.FusionPattern;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// The graph of a computation: which operators ran on which tensors, with all shapes.
///
/// ```java
/// Graph.of(loss).save(Path.of("graph.svg"));                  // from the tape, after the fact
/// Graph.trace(() -> model.forward(x)).save(Path.of("m.svg")); // everything that runs, on the tape or not
/// System.out.println(Graph.of(loss).memory());                // what it keeps for backward, as a table
/// System.out.println(Graph.of(loss).fuse().report());         // how much smaller it is with operators merged
/// ```
///
/// A graph keeps the tensors that it was asked for, and so the tape behind them, alive; its [#model()] does not.
///
/// In pictures parameters are green ellipses, other given tensors grey ellipses, and operators blue boxes; edges carry
/// shapes.
public final class Graph {
    private static final int LARGEST = 10;

    private final String name;
    private final GraphModel model;
    private final Tensor[] roots;

    Graph(String name, GraphModel model, Tensor... roots) {
        this.name = name;
        this.model = model;
        this.roots = roots;
    }

    /// The graph behind tensors, from their tape. A tensor that tracks no gradient appears when some gradient
    /// needs its value; one that none needs leaves no trace on a tape ([#trace(Supplier)] sees it). A graph
    /// that a backward pass has gone through is still known but for such tensors, and its nodes say what has
    /// freed them.
    ///
    /// @throws IllegalStateException when a tensor is not on the tape
    public static Graph of(Tensor... tensors) {
        return of(GraphOptions.DEFAULT, tensors);
    }

    /// As [#of(Tensor...)], with what the options ask for, as far as the tape knows it.
    ///
    /// @throws IllegalStateException when a tensor is not on the tape
    public static Graph of(GraphOptions options, Tensor... tensors) {
        for (Tensor tensor : tensors) {
            if (!tensor.requiresGrad()) {
                throw new IllegalStateException("Graph.of: the tensor " + tensor.shape()
                        + " is not on the tape; use Graph.trace for computations that track no gradient");
            }
        }
        return new Graph("", TapeGraph.of(options, tensors), tensors.clone());
    }

    /// The graph of everything that `body` runs on this thread. The tensor it returns is the output.
    public static Graph trace(Supplier<Tensor> body) {
        return trace(GraphOptions.DEFAULT, body);
    }

    /// As [#trace(Supplier)], with what the options ask for.
    public static Graph trace(GraphOptions options, Supplier<Tensor> body) {
        RecordedGraph recorded = new RecordedGraph(options);
        Tensor output;
        try (Listener _ = Listener.open(recorded)) {
            output = body.get();
        }
        return new Graph("", recorded.model(output), output);
    }

    /// The graph of everything that a function runs on the given inputs.
    public static Graph trace(Function<Tensor[], Tensor> function, Tensor... inputs) {
        return trace(() -> function.apply(inputs));
    }

    /// As [#trace(Function, Tensor...)], with what the options ask for.
    public static Graph trace(GraphOptions options, Function<Tensor[], Tensor> function, Tensor... inputs) {
        return trace(options, () -> function.apply(inputs));
    }

    /// As [#trace(Supplier)], without recording a tape meanwhile.
    public static Graph traceForward(Supplier<Tensor> body) {
        return Modes.withGrad(false, () -> trace(body));
    }

    /// Begins to record everything that this thread runs, until the recording is closed.
    public static Recording record() {
        return record(GraphOptions.DEFAULT);
    }

    /// As [#record()], with what the options ask for.
    public static Recording record(GraphOptions options) {
        return Recording.open(options);
    }

    /// The computation of the gradients of a scalar by all leaves behind it, as a graph of its own: the
    /// outputs are the gradients, called `weight.grad` where the leaf is called `weight`; values of the
    /// forward pass are given.
    ///
    /// The backward pass runs for this, as with [GradOptions#withCreateGraph()]: written in operators, where
    /// a kernel would serve a plain `backward`. No tensor's `grad` changes, and the tape behind the scalar
    /// stays as it is. Hooks of tensors run.
    ///
    /// @throws IllegalStateException when the tensor is no scalar, or not on the tape
    /// @throws BackwardException when the tape was freed already or changed in place, or a gradient rule or a
    ///     hook fails
    public static Graph backward(Tensor scalar) {
        return backward(GraphOptions.DEFAULT, scalar);
    }

    /// As [#backward(Tensor)], with what the options ask for.
    public static Graph backward(GraphOptions options, Tensor scalar) {
        return new Graph("", BackwardGraph.backward(options, scalar));
    }

    /// The graph behind a scalar and, in a module of its own, the computation of its gradients:
    /// [#of(Tensor...)] and [#backward(Tensor)] in one. What a gradient rule has run knows the node that it
    /// belongs to ([dev.autograd.graph.NodeFacts#of()]); pictures draw the two sides beside each other, and
    /// each rule beside its operator.
    ///
    /// @throws IllegalStateException when the tensor is no scalar, or not on the tape
    /// @throws BackwardException when the tape was freed already or changed in place, or a gradient rule or a
    ///     hook fails
    public static Graph forwardAndBackward(Tensor scalar) {
        return forwardAndBackward(GraphOptions.DEFAULT, scalar);
    }

    /// As [#forwardAndBackward(Tensor)], with what the options ask for.
    public static Graph forwardAndBackward(GraphOptions options, Tensor scalar) {
        return new Graph("", BackwardGraph.forwardAndBackward(options, scalar), scalar);
    }

    /// What [Recording#next] called the graph; empty for one that no recording made.
    public String name() {
        return name;
    }

    /// The graph with each module below a depth merged into one node: see [GraphModel#collapsed(int)].
    ///
    /// @param depth how many levels of modules stay open; 0 merges each of the outermost
    /// @throws IllegalArgumentException when that is negative
    public Graph collapse(int depth) {
        return new Graph(name, model.collapsed(depth), roots);
    }

    /// The graph with structure that repeats, such as the equal layers of a network, drawn once: see
    /// [GraphModel#foldedRepeats()].
    public Graph foldRepeats() {
        return new Graph(name, model.foldedRepeats(), roots);
    }

    /// Nodes and edges as plain values.
    public GraphModel model() {
        return model;
    }

    /// The number of nodes: operators and given tensors.
    public int nodeCount() {
        return model.nodes().size();
    }

    /// The number of uses of tensors by operators.
    public int edgeCount() {
        return model.edges().size();
    }

    /// The graph with operations merged that could run as one, by the patterns that name their operators
    /// ([FusionPattern#named()]), and a report of how much smaller it is.
    ///
    /// ```java
    /// Fusion fusion = Graph.trace(() -> model.forward(x)).fuse();
    /// System.out.println(fusion.report());                // Number of nodes: 22 -> 14 ...
    /// fusion.graph().save(Path.of("fused.svg"));          // with nodes such as matmul+add+sigmoid
    /// ```
    ///
    /// A tape keeps no operations that no gradient needs; [#trace(Supplier)] sees all that could be merged.
    public Fusion fuse() {
        return fuse(FusionPattern.named());
    }

    /// As [#fuse()], by the given patterns, applied in this order; [FusionPattern#all()] has the general rule too.
    public Fusion fuse(List<FusionPattern> patterns) {
        return Fusion.of(model, patterns);
    }

    /// What the tape behind the graph's outputs keeps in memory now, with its ten largest storages. Of
    /// outputs off the tape, as [#traceForward(Supplier)] gives them, that is nothing.
    public GraphMemory memory() {
        return memory(LARGEST);
    }

    /// As [#memory()].
    ///
    /// @param largest how many storages are listed one by one, the largest first
    /// @throws IllegalArgumentException when that is negative
    public GraphMemory memory(int largest) {
        if (largest < 0) {
            throw new IllegalArgumentException(
                    "memory: the number of storages to list must not be negative, but is " + largest);
        }
        return TapeMemory.of(roots, largest);
    }

    /// Lets go of what the operators of the tape behind the graph's outputs saved, as a backward pass does,
    /// without going backward: for a graph that was built and is not needed, while something else still holds
    /// its tensors. A later pass that needs what is gone is an IllegalStateException that names the operator
    /// and this call.
    public void release() {
        release("release");
    }

    /// As [#release()], but keeps what passes from the given tensors need: such as the part that two losses
    /// share, when one of them is given up.
    ///
    /// ```java
    /// Graph.of(auxiliaryLoss).releaseExcept(loss);
    /// loss.backward();
    /// ```
    public void releaseExcept(Tensor... kept) {
        release("releaseExcept", kept);
    }

    private void release(String operation, Tensor... kept) {
        if (roots.length > 0) {
            Release.of(roots, kept, Caller.of(operation, roots[0]));
        }
    }

    /// The graph in Graphviz's language.
    public String dot() {
        return model.dot();
    }

    /// The graph as a flow chart in Mermaid's language, for pages of documentation.
    public String mermaid() {
        return model.mermaid();
    }

    /// Draws the graph into a file, whose suffix chooses the format: `.dot`, `.mmd` for Mermaid, and `.json`, which
    /// [dev.autograd.io.GraphFile] reads again; with the module `dev.autograd.viz` also `.svg`, `.png`, and `.html`
    /// for a page in which the graph can be explored.
    ///
    /// @throws IllegalArgumentException when the suffix is none of those
    /// @throws IOException when the file cannot be written; nothing is left under its name then
    public void save(Path file) throws IOException {
        model.save(file);
    }

    /// The name, if it has one, and the number of nodes and edges.
    @Override
    public String toString() {
        return "Graph[" + (name.isEmpty() ? "" : name + ": ") + nodeCount() + " nodes, " + edgeCount() + " edges]";
    }
}
