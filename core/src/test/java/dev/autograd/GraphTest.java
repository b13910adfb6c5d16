package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeKind;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The graphs that tapes and traces give.
final class GraphTest {
    static Stream<Graph> toyNetworks() {
        return Stream.of(
                Graph.of(GoldenGraphs.toy4()), Graph.trace(GoldenGraphs::toy4), Graph.traceForward(GoldenGraphs::toy4));
    }

    @ParameterizedTest
    @MethodSource("toyNetworks")
    void theToyNetworkHas22NodesAnd26Edges(Graph graph) {
        assertThat(graph.nodeCount()).isEqualTo(22);
        assertThat(graph.edgeCount()).isEqualTo(26);
        assertThat(labels(graph.model(), NodeKind.PARAMETER)).containsExactlyInAnyOrder("w0", "b0", "w1", "b1", "w2");
        assertThat(labels(graph.model(), NodeKind.LEAF)).containsExactlyInAnyOrder("x", "target");
        String layer = "matmul add sigmoid matmul add relu matmul";
        assertThat(String.join(" ", labels(graph.model(), NodeKind.OPERATION)))
                .isEqualTo(layer + " " + layer + " crossEntropy");
        assertThat(usesOf(graph.model(), "w0"))
                .hasSize(2)
                .allMatch(edge -> edge.shape().equals("(4, 64)"));
        assertThat(usesOf(graph.model(), "x")).extracting(GraphEdge::shape).containsExactly("(16, 4)");
        assertThat(outputs(graph.model())).extracting(GraphNode::label).containsExactly("crossEntropy");
    }

    private static List<String> labels(GraphModel model, NodeKind kind) {
        return model.nodes().stream()
                .filter(node -> node.kind() == kind)
                .map(GraphNode::label)
                .toList();
    }

    private static List<GraphEdge> usesOf(GraphModel model, String label) {
        long id = model.nodes().stream()
                .filter(node -> node.label().equals(label))
                .findFirst()
                .orElseThrow()
                .id();
        return model.edges().stream().filter(edge -> edge.from() == id).toList();
    }

    private static List<GraphNode> outputs(GraphModel model) {
        return model.nodes().stream().filter(GraphNode::output).toList();
    }

    @Test
    void edgesSayWhichOperandTheyAre() {
        Tensor a = Tensor.of(1f).requiresGrad_().named("a");
        Tensor b = Tensor.of(2f).requiresGrad_().named("b");
        for (Graph graph : List.of(Graph.of(b.sub(a)), Graph.trace(() -> b.sub(a)))) {
            assertThat(usesOf(graph.model(), "b")).extracting(GraphEdge::input).containsExactly(0);
            assertThat(usesOf(graph.model(), "a")).extracting(GraphEdge::input).containsExactly(1);
        }
        assertThat(usesOf(Graph.of(a.mul(a)).model(), "a"))
                .extracting(GraphEdge::input)
                .containsExactly(0, 1);
    }

    @Test
    void viewsAreOperators() {
        Tensor w = Tensor.of(1f, 2f, 3f, 4f).requiresGrad_();
        Graph graph = Graph.of(w.view(2, 2).transpose(0, 1).select(0, 1).sum());
        assertThat(labels(graph.model(), NodeKind.OPERATION)).containsExactly("view", "transpose", "select", "sum");
    }

    @Test
    void whatTracksNoGradientIsTraced() {
        Tensor x = Tensor.of(1f, 2f);
        Graph graph = Graph.trace(in -> in[0].add(in[1]).exp(), x, x);
        assertThat(graph).hasToString("Graph[3 nodes, 3 edges]");
        assertThat(Graph.trace(() -> x)).hasToString("Graph[1 nodes, 0 edges]");
        assertThat(Graph.traceForward(() -> {
                    assertThat(Autograd.isGradEnabled()).isFalse();
                    return x.neg();
                }))
                .hasToString("Graph[2 nodes, 1 edges]");
    }

    @Test
    void anOperatorWithinATraceLeavesNoTraceAfterIt() {
        Tensor x = Tensor.of(1f);
        Graph graph = Graph.trace(x::exp);
        x.exp().log();
        assertThat(graph.nodeCount()).isEqualTo(2);
        assertThatIllegalStateException()
                .isThrownBy(() -> Graph.trace(() -> {
                    throw new IllegalStateException("stop");
                }));
        assertThat(Graph.trace(x::exp).nodeCount()).isEqualTo(2);
    }

    /// Of the gradients of `y`, which meet there, none is kept, so that one may be added to the other in place.
    @Test
    void tracesSeeHowGradientsAreAdded() {
        Tensor x = Tensor.of(0.5f, -0.25f).requiresGrad_();
        Tensor y = x.tanh();
        Tensor loss = y.mul(2).add(y.mul(3)).sum();
        Graph trace = Graph.trace(() -> {
            loss.backward();
            return x.grad();
        });
        assertThat(labels(trace.model(), NodeKind.OPERATION))
                .containsExactly("reshape", "expand", "mulBackward", "mulBackward", "add", "tanhBackward");
    }

    @Test
    void tracesFollowInPlaceOperations() {
        Tensor w = Tensor.of(2f).requiresGrad_().named("w");
        Tensor x = Tensor.of(3f).named("x");
        for (Tensor factor : new Tensor[] {w, w.detach()}) {
            Graph graph = Graph.trace(() -> {
                Tensor y = x.exp();
                y.mul_(factor).add_(1.0);
                return y.sum();
            });
            assertThat(labels(graph.model(), NodeKind.OPERATION)).containsExactly("exp", "mul", "add", "sum");
            assertThat(graph.edgeCount()).isEqualTo(5);
            assertThat(graph.nodeCount()).isEqualTo(6);
        }
    }

    @Test
    void changesOfViewsAreOperators() {
        Tensor w = Tensor.of(2f, 3f).requiresGrad_().named("w");
        Tensor x = Tensor.of(1f, 2f, 3f).named("x");
        for (Tensor factor : new Tensor[] {w, w.detach()}) {
            Graph traced = Graph.trace(() -> changed(x, factor));
            assertThat(labels(traced.model(), NodeKind.OPERATION))
                    .containsExactly("exp", "slice", "slice", "mul", "copySlices", "asStrided", "sum");
            assertThat(sources(traced.model(), "copySlices")).containsExactly("exp", "mul");
            assertThat(sources(traced.model(), "asStrided")).containsExactly("copySlices");
            assertThat(sources(traced.model(), "sum")).containsExactly("asStrided");
        }
        Graph taped = Graph.of(changed(x.mul(w.sum()), w));
        assertThat(labels(taped.model(), NodeKind.OPERATION))
                .containsExactly("sum", "mul", "exp", "slice", "mul", "copySlices", "asStrided", "sum");
        assertThat(sources(taped.model(), "copySlices")).containsExactly("exp", "mul");
    }

    private static Tensor changed(Tensor x, Tensor factor) {
        Tensor y = x.exp();
        Tensor early = y.slice(0, 1, 3);
        y.slice(0, 0, 2).mul_(factor);
        return early.sum();
    }

    private static List<String> sources(GraphModel model, String label) {
        GraphNode node = model.nodes().stream()
                .filter(n -> n.label().equals(label))
                .reduce((_, last) -> last)
                .orElseThrow();
        return model.edges().stream()
                .filter(edge -> edge.to() == node.id())
                .map(edge -> model.nodes().get((int) edge.from()).label())
                .toList();
    }

    @Test
    void tracesFollowFillingsAndCopies() {
        Tensor x = Tensor.of(1f, 2f).named("x");
        Graph graph = Graph.trace(() -> {
            Tensor y = x.exp();
            Tensor view = y.view(2, 1);
            y.copy_(x);
            view.select(0, 0).fill_(1);
            return view.add(y.view(2, 1));
        });
        assertThat(labels(graph.model(), NodeKind.OPERATION))
                .containsExactly(
                        "exp", "view", "copy", "asStrided", "select", "copySlices", "view", "asStrided", "add");
        assertThat(sources(graph.model(), "copy")).containsExactly("exp", "x");
    }

    @Test
    void severalOutputsAreAllMarked() {
        Tensor w = Tensor.of(1f, 2f).requiresGrad_();
        Tensor shared = w.exp();
        Graph graph = Graph.of(shared.sum(), shared.mean(), w);
        assertThat(graph.nodeCount()).isEqualTo(4);
        assertThat(outputs(graph.model())).hasSize(3);
    }

    @Test
    void deepGraphsAreDrawn() {
        Tensor w = Tensor.of(1f).requiresGrad_();
        Tensor y = w;
        for (int i = 0; i < 100_000; i++) {
            y = y.neg();
        }
        Graph graph = Graph.of(y);
        assertThat(graph.nodeCount()).isEqualTo(100_001);
        assertThat(graph.dot().lines().filter(line -> line.contains("->"))).hasSize(100_000);
    }

    @Test
    void aTensorOffTheTapeHasNoGraph() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Graph.of(Tensor.zeros(2, 3)))
                .withMessageContaining("(2, 3)")
                .withMessageContaining("Graph.trace");
    }

    @Test
    void isSavedAsDot(@TempDir Path folder) throws Exception {
        Graph graph = Graph.of(GoldenGraphs.toy4());
        Path file = folder.resolve("toy.dot");
        graph.save(file);
        assertThat(Files.readString(file)).isEqualTo(graph.dot()).startsWith("digraph");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path folder) {
        Graph graph = Graph.trace(() -> Tensor.zeros(2));
        Path missing = folder.resolve("missing").resolve("toy.dot");
        assertThatThrownBy(() -> graph.save(missing))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(
                        missing + ": cannot be written: the folder " + missing.getParent() + " does not exist");
        assertThatThrownBy(() -> graph.save(Files.createDirectory(folder.resolve("folder.dot"))))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("folder.dot: cannot be written: it is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"toy.jpg", "toy", "dot"})
    void anUnknownSuffixIsRefused(String name, @TempDir Path folder) throws Exception {
        Graph graph = Graph.trace(() -> Tensor.zeros(16, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> graph.save(folder.resolve(name)))
                .withMessageContaining(name)
                .withMessageContaining("dot");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
