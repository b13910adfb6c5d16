package dev.autograd.viz;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.List;

/// Graphs to draw in tests.
final class Graphs {
    private final List<GraphNode> nodes = new ArrayList<>();
    private final List<GraphEdge> edges = new ArrayList<>();

    /// A product and a sum: five nodes.
    static GraphModel linear() {
        var graph = new Graphs();
        var product =
                graph.operation("matmul", "(16, 2)", graph.leaf("x", "(16, 4)"), graph.parameter("weight", "(4, 2)"));
        graph.output("add", "(16, 2)", product, graph.parameter("bias", "(2)"));
        return graph.model();
    }

    /// A network that applies one layer, `w1` and `b1`, several times.
    static GraphModel shared(int times) {
        var graph = new Graphs();
        var w0 = graph.parameter("w0", "(4, 64)");
        var b0 = graph.parameter("b0", "(64)");
        var w1 = graph.parameter("w1", "(64, 64)");
        var b1 = graph.parameter("b1", "(64)");
        var x = graph.operation("matmul", "(16, 64)", graph.leaf("x", "(16, 4)"), w0);
        x = graph.operation("sigmoid", "(16, 64)", graph.operation("add", "(16, 64)", x, b0));
        for (int i = 0; i < times; i++) {
            x = graph.operation("matmul", "(16, 64)", x, w1);
            x = graph.operation("relu", "(16, 64)", graph.operation("add", "(16, 64)", x, b1));
        }
        x = graph.operation("matmul", "(16, 4)", x, graph.parameter("w2", "(64, 4)"));
        x = graph.operation("logSoftmax", "(16, 4)", x);
        x = graph.operation("mul", "(16, 4)", x, graph.leaf("y", "(16, 4)"));
        graph.output("mean", "()", graph.operation("sum", "(16)", x));
        return graph.model();
    }

    /// Every operation doubles the result before it.
    static GraphModel chain(int length) {
        var graph = new Graphs();
        var x = graph.leaf("x", "(3)");
        for (int i = 1; i < length; i++) {
            x = graph.operation("add", "(3)", x, x);
        }
        return graph.model();
    }

    static GraphModel named(String name) {
        var graph = new Graphs();
        graph.output("neg", "()", graph.parameter(name, "()"));
        return graph.model();
    }

    private GraphModel model() {
        return new GraphModel(nodes, edges);
    }

    private GraphNode parameter(String name, String shape) {
        return add(GraphNode.parameter(nodes.size(), name, shape, DType.FLOAT32));
    }

    private GraphNode leaf(String name, String shape) {
        return add(GraphNode.leaf(nodes.size(), name, shape, DType.FLOAT32));
    }

    private GraphNode operation(String name, String shape, GraphNode... operands) {
        return add(GraphNode.operation(nodes.size(), name, shape, DType.FLOAT32), operands);
    }

    private GraphNode output(String name, String shape, GraphNode... operands) {
        return add(GraphNode.operation(nodes.size(), name, shape, DType.FLOAT32).asOutput(), operands);
    }

    private GraphNode add(GraphNode node, GraphNode... operands) {
        nodes.add(node);
        for (int i = 0; i < operands.length; i++) {
            edges.add(GraphEdge.of(operands[i], node, i));
        }
        return node;
    }
}
