package dev.autograd.graph.fusion;

import static dev.autograd.graph.OperatorFamily.OTHER;
import static dev.autograd.graph.OperatorFamily.POINTWISE;
import static dev.autograd.graph.OperatorFamily.VIEW;
import static dev.autograd.value.DType.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.OperatorFamily;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Merging in graphs that no tensors made.
final class FusionPassTest {
    private static GraphNode node(long id, String name, OperatorFamily family) {
        return GraphNode.operation(id, name, "(3)", FLOAT32).of(family);
    }

    @Test
    void anEmptyGraphStaysEmpty() {
        Fusion fusion = Fusion.of(new GraphModel(List.of(), List.of()), FusionPattern.all());
        assertThat(fusion.graph().nodes()).isEmpty();
        assertThat(fusion.report()).hasToString("""
                        Number of nodes: 0 -> 0
                        Number of edges: 0 -> 0
                        Ratio of nodes: 1.000
                        Ratio of edges: 1.000
                        Patterns applied: 0""");
    }

    @Test
    void aGraphWithoutAPatternStaysAsItIs() {
        GraphNode x = GraphNode.leaf(7, "x", "(3)", FLOAT32);
        GraphNode y = node(5, "sort", OTHER);
        GraphModel model = new GraphModel(List.of(x, y), List.of(new GraphEdge(7, 5, 3, "(3)", FLOAT32)));
        assertThat(Fusion.of(model, FusionPattern.all()).graph()).isEqualTo(model);
        assertThat(Fusion.of(model, List.of()).graph()).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 200_000})
    void aLongChainIsOneNode(int length) {
        List<GraphNode> nodes = new ArrayList<>();
        List<GraphEdge> edges = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            nodes.add(node(i, "neg", POINTWISE));
            if (i > 0) {
                edges.add(GraphEdge.of(nodes.get(i - 1), nodes.get(i), 0));
            }
        }
        for (List<GraphNode> listed : List.of(nodes, nodes.reversed())) {
            Fusion fusion = Fusion.of(new GraphModel(listed, edges), FusionPattern.all());
            assertThat(fusion.graph().nodes()).hasSize(1);
            assertThat(fusion.graph().nodes().getFirst().members()).isEqualTo(nodes);
            assertThat(fusion.graph().edges()).isEmpty();
            assertThat(fusion.report().patterns())
                    .containsExactly(new FusionReport.Applied(FusionPattern.POINTWISE_CHAIN, length - 1));
            assertThat(fusion.graph().dot())
                    .hasSizeLessThan(2_000)
                    .contains("neg+neg+")
                    .contains("…");
        }
    }

    /// A layer: `p` is used by `q` and by the sum, which is the next layer's `p`.
    @Test
    void tenThousandDiamondsKeepWhatIsUsedTwice() {
        List<GraphNode> nodes = new ArrayList<>(List.of(node(0, "p", POINTWISE)));
        List<GraphEdge> edges = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            GraphNode p = nodes.getLast();
            GraphNode q = node(2 * i + 1, "q", POINTWISE);
            GraphNode sum = node(2 * i + 2, "p", POINTWISE);
            nodes.addAll(List.of(q, sum));
            edges.addAll(List.of(GraphEdge.of(p, q, 0), GraphEdge.of(q, sum, 0), GraphEdge.of(p, sum, 1)));
        }
        Fusion fusion = Fusion.of(new GraphModel(nodes, edges), FusionPattern.all());
        assertThat(fusion.report().nodesAfter()).isEqualTo(10_001);
        assertThat(fusion.report().edgesAfter()).isEqualTo(20_000);
        assertThat(fusion.graph().edges()).extracting(GraphEdge::input).containsSubsequence(0, 1, 0, 1);
    }

    @Test
    void theOrderOfTheListsDoesNotMatterToChains() {
        GraphNode a = node(1, "a", VIEW);
        GraphNode b = node(2, "b", VIEW);
        GraphNode c = node(3, "c", VIEW).asOutput();
        List<GraphEdge> edges = List.of(GraphEdge.of(b, c, 0), GraphEdge.of(a, b, 0));
        for (List<GraphNode> nodes : List.of(List.of(a, b, c), List.of(c, a, b), List.of(b, c, a))) {
            GraphNode merged = Fusion.of(new GraphModel(nodes, edges), FusionPattern.named())
                    .graph()
                    .nodes()
                    .getFirst();
            assertThat(merged.label()).isEqualTo("a+b+c");
            assertThat(merged.id()).isEqualTo(3);
            assertThat(merged.output()).isTrue();
            assertThat(merged.family()).isEqualTo(VIEW);
        }
    }

    @Test
    void aMergedNodeIsInTheModulesOfAllItsMembers() {
        GraphNode a = node(1, "a", VIEW).in(List.of("encoder", "0", "linear"));
        GraphNode b = node(2, "b", VIEW).in(List.of("encoder", "0", "act"));
        GraphModel model = new GraphModel(List.of(a, b), List.of(GraphEdge.of(a, b, 0)));
        assertThat(Fusion.of(model, FusionPattern.named())
                        .graph()
                        .nodes()
                        .getFirst()
                        .modulePath())
                .containsExactly("encoder", "0");
    }

    @Test
    void namesAreEscapedInDot() {
        GraphNode x = GraphNode.leaf(1, "<script>", "(3)", FLOAT32);
        GraphNode a = node(2, "a\"b", VIEW);
        GraphNode b = node(3, "<c>\u202E\n&d\\N", VIEW);
        GraphModel model = new GraphModel(List.of(x, a, b), List.of(GraphEdge.of(x, a, 0), GraphEdge.of(a, b, 0)));
        assertThat(Fusion.of(model, FusionPattern.named()).graph().dot())
                .contains("label=\"a\\\"b+&lt;c&gt;\\\\u202E\\n&amp;d\\\\N\", ")
                .contains("tooltip=\"a\\\"b+&lt;c&gt;\\\\u202E, &amp;d\\\\N (3) float32\\na\\\"b (3) float32\\n")
                .contains("\"n1\" -> \"n3\" [label=\" (3)\"];")
                .doesNotContain("<script>");
    }
}
