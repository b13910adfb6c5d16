package dev.autograd.graph;

import static dev.autograd.value.DType.FLOAT32;
import static dev.autograd.value.DType.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GraphModelTest {
    private static final GraphNode X = GraphNode.leaf(1, "x", "(3)", FLOAT32);
    private static final GraphNode Y = GraphNode.operation(2, "mul", "(3)", FLOAT32);
    private static final GraphNode Z = GraphNode.operation(3, "sum", "()", FLOAT32);

    @Test
    void keepsCopiesInTheGivenOrder() {
        var nodes = new ArrayList<>(List.of(Y, X));
        var model = new GraphModel(nodes, List.of(GraphEdge.of(X, Y, 1), GraphEdge.of(X, Y, 0)));
        nodes.clear();
        assertThat(model.nodes()).containsExactly(Y, X);
        assertThat(model.edges()).extracting(GraphEdge::input).containsExactly(1, 0);
        assertThat(model.sources()).containsExactly(1, 1);
        assertThat(model.targets()).containsExactly(0, 0);
    }

    @Test
    void refusesTwoNodesOfOneId() {
        assertThatThrownBy(() -> new GraphModel(List.of(X, Y, GraphNode.leaf(1, "again", "()", FLOAT32)), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "GraphModel: nodes 0 and 2 (again) both have the id 1, but every node needs an id of its own");
    }

    @Test
    void refusesAnEdgeToNowhere() {
        assertThatThrownBy(() -> new GraphModel(List.of(X), List.of(GraphEdge.of(X, Y, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names node 2, but the graph has no node of that id");
    }

    @Test
    void refusesACycle() {
        var edges = List.of(GraphEdge.of(X, Y, 0), GraphEdge.of(Y, Z, 0), GraphEdge.of(Z, Y, 1));
        assertThatThrownBy(() -> new GraphModel(List.of(X, Y, Z), edges))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node 2 (mul) depends on a cycle");
    }

    @Test
    void refusesANegativeOperandNumber() {
        assertThatThrownBy(() -> GraphEdge.of(X, Y, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input is -1");
    }

    @Test
    void namesTheTypeOnlyWhereItIsUnusual() {
        assertThat(GraphEdge.of(X, Y, 0).label()).isEqualTo("(3)");
        assertThat(GraphEdge.of(GraphNode.leaf(9, "y", "(16)", INT64), Y, 0).label())
                .isEqualTo("(16) int64");
        assertThat(Z.asOutput().lines()).containsExactly("sum", "output ()");
        assertThat(Z.lines()).containsExactly("sum");
        assertThat(GraphNode.leaf(9, "", "(2)", INT64).lines()).containsExactly("(2) int64");
    }

    @Test
    void tooltipTellsWhereANodeWasMadeAndItsAttributes() {
        var node = Y.in(List.of("encoder", "0")).with("stride", "2").with("padding", "1");
        assertThat(node.tooltip()).isEqualTo("encoder.0: mul (3) float32, stride=2, padding=1");
        assertThat(GraphNode.leaf(9, "", "(2)", FLOAT32).tooltip()).isEqualTo("leaf (2) float32");
    }
}
