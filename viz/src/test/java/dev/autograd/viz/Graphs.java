package dev.autograd.viz;

import dev.autograd.Autograd;
import dev.autograd.Graph;
import dev.autograd.GraphOptions;
import dev.autograd.Tensor;
import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeKind;
import dev.autograd.nn.F;
import dev.autograd.nn.Layer;
import dev.autograd.nn.LayerNorm;
import dev.autograd.nn.Linear;
import dev.autograd.nn.Sequential;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

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

    /// The loss of a network that applies its three layers twice: each has a second call.
    static GraphModel twice() {
        return Graph.trace(Graphs::lossOfTwice).model();
    }

    /// The same and its gradients, side by side.
    static GraphModel bothPasses() {
        return Graph.forwardAndBackward(lossOfTwice()).model();
    }

    private static Tensor lossOfTwice() {
        var layers = new Sequential(new Linear(4, 8), new Linear(8, 8), new Linear(8, 4));
        var net = new Sequential(layers);
        Tensor x = Tensor.ones(16, 4).named("x");
        return F.crossEntropy(net.forward(net.forward(x)), Tensor.ones(16, 4).div(4));
    }

    /// A block of a transformer, whose heads are views.
    static GraphModel block() {
        var block = new Block();
        return Graph.trace(GraphOptions.DEFAULT.withViews(), () -> block.forward(Tensor.ones(2, 8, 16)))
                .model();
    }

    /// One step of a network of equal blocks: forward and backward.
    static GraphModel step(int blocks) {
        var net = new Sequential(
                new Sequential(
                        IntStream.range(0, blocks).mapToObj(_ -> new Block()).toArray(Layer[]::new)),
                new Linear(16, 16));
        return Graph.trace(() -> {
                    Tensor loss = net.forward(Tensor.ones(2, 8, 16)).square().mean();
                    Autograd.grad(loss, net.parameters().toArray(Tensor[]::new));
                    return loss;
                })
                .model();
    }

    private static final class Block extends Layer {
        private final Layer norm = module("norm", new LayerNorm(16));
        private final Layer attention = module("attention", new Attention());
        private final Layer feed = module("feed", new Sequential(new Linear(16, 32), new Linear(32, 16)));

        @Override
        protected Tensor compute(Tensor x) {
            Tensor y = x.add(attention.forward(norm.forward(x)));
            return y.add(feed.forward(y));
        }
    }

    private static final class Attention extends Layer {
        private final Linear query = module("query", new Linear(16, 16));
        private final Linear key = module("key", new Linear(16, 16));
        private final Linear value = module("value", new Linear(16, 16));

        @Override
        protected Tensor compute(Tensor x) {
            Tensor scores = heads(query.forward(x)).matmul(heads(key.forward(x)).transpose(-2, -1));
            return scores.softmax(-1)
                    .matmul(heads(value.forward(x)))
                    .transpose(1, 2)
                    .reshape(2, 8, 16);
        }

        private static Tensor heads(Tensor x) {
            return x.reshape(2, 8, 2, 8).transpose(1, 2);
        }
    }

    /// Operations on what was computed before them, in modules that open and close as it happens.
    static GraphModel random(long seed) {
        var random = new Random(seed);
        var graph = new Graphs();
        var path = new ArrayList<String>();
        int size = 5 + random.nextInt(50);
        while (graph.nodes.size() < size) {
            int n = graph.nodes.size();
            if (random.nextInt(4) == 0 && path.size() < 4) {
                path.add("m" + random.nextInt(3) + (random.nextInt(6) == 0 ? " with a long name" : ""));
            } else if (random.nextInt(5) == 0 && !path.isEmpty()) {
                path.removeLast();
            }
            var kind = n == 0 || random.nextInt(4) == 0 ? NodeKind.PARAMETER : NodeKind.OPERATION;
            var node = kind == NodeKind.PARAMETER
                    ? GraphNode.parameter(n, "p" + n, "(4)", DType.FLOAT32)
                    : GraphNode.operation(n, "op" + n, "(3, 4)", DType.FLOAT32);
            var operands = new GraphNode[kind == NodeKind.PARAMETER ? 0 : 1 + random.nextInt(3)];
            for (int i = 0; i < operands.length; i++) {
                int near = Math.max(0, n - 1 - random.nextInt(3));
                operands[i] = graph.nodes.get(random.nextInt(3) == 0 ? random.nextInt(n) : near);
            }
            var placed = random.nextInt(8) == 0 ? node : node.in(path);
            graph.add(random.nextInt(10) == 0 ? placed.asOutput() : placed, operands);
        }
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
