package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.graph.GraphModule;
import dev.autograd.graph.GraphNode;
import dev.autograd.nn.GELU;
import dev.autograd.nn.Layer;
import dev.autograd.nn.LayerNorm;
import dev.autograd.nn.Linear;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// In which module each node of a graph is.
final class GraphModulesTest {
    private static final Tensor X = Tensor.ones(2, 4).named("x");

    private static final class Block extends Layer {
        private final LayerNorm norm = module("norm", new LayerNorm(4));
        private final Sequential mlp = module("mlp", new Sequential(new Linear(4, 8), new GELU(), new Linear(8, 4)));

        @Override
        protected Tensor compute(Tensor x) {
            return x.add(mlp.forward(norm.forward(x)));
        }
    }

    private static final class Net extends Layer {
        private final Block block = module("block", new Block());
        private final Tensor mask = buffer("mask", Tensor.ones(4));
        private final Linear head = module("head", new Linear(4, 1));

        @Override
        protected Tensor compute(Tensor x) {
            return head.forward(block.forward(x).mul(mask)).sum();
        }
    }

    /// Calls a layer that it has not registered.
    private static final class Hidden extends Layer {
        private final Layer secret = new ReLU();
        private final Linear known = module("known", new Linear(4, 4));

        @Override
        protected Tensor compute(Tensor x) {
            return known.forward(secret.forward(x));
        }
    }

    private static final class Twice extends Layer {
        private final Linear shared = module("shared", new Linear(4, 4));

        @Override
        protected Tensor compute(Tensor x) {
            return shared.forward(shared.forward(x).relu());
        }
    }

    private static final String NET_BY_CALLS =
            "x; block.norm.weight@block.norm; block.norm.bias@block.norm; layerNorm@block.norm; block.mlp.0.weight@block.mlp.0; block.mlp.0.bias@block.mlp.0; linear@block.mlp.0; gelu@block.mlp.1; block.mlp.2.weight@block.mlp.2; block.mlp.2.bias@block.mlp.2; linear@block.mlp.2; add@block; mask; mul; head.weight@head; head.bias@head; linear@head; sum";

    static Stream<Arguments> graphs() {
        return Stream.of(
                graph("a trace", () -> trace(new Net()), NET_BY_CALLS),
                graph("a recording", () -> recorded(new Net()), NET_BY_CALLS),
                graph("a trace without a tape", () -> Autograd.noGrad(() -> trace(new Net())), NET_BY_CALLS),
                graph(
                        "two networks",
                        () -> {
                            Linear first = new Linear(4, 4);
                            Linear second = new Linear(4, 4);
                            return Graph.trace(
                                    () -> second.forward(first.forward(X).relu()));
                        },
                        "x; Linear.weight@Linear; Linear.bias@Linear; linear@Linear; relu; Linear 2.weight@Linear 2; Linear 2.bias@Linear 2; linear@Linear 2"),
                graph(
                        "a network and an activation",
                        () -> {
                            Layer layers = new Sequential(new Linear(4, 4));
                            return Graph.trace(() -> new ReLU().forward(layers.forward(X)));
                        },
                        "x; 0.weight@0; 0.bias@0; linear@0; relu"),
                graph(
                        "a module that nobody has registered",
                        () -> trace(new Hidden()),
                        "x; relu@ReLU; known.weight@known; known.bias@known; linear@known"),
                graph(
                        "a module called twice",
                        () -> trace(new Twice()),
                        "x; shared.weight@shared; shared.bias@shared; linear@shared; relu; linear@shared"),
                graph("no module", () -> Graph.trace(() -> X.mul(Tensor.ones(4).named("a.b"))), "x; a.b; mul"),
                graph(
                        "a parameter named like one of a module",
                        () -> Graph.trace(
                                () -> X.mul(Tensor.ones(4).requiresGrad_().named("a.b"))),
                        "x; a.b@a; mul@a"));
    }

    private static Arguments graph(String name, Supplier<Graph> graph, String nodes) {
        return Arguments.of(name, graph, nodes);
    }

    private static Graph trace(Layer layer) {
        return Graph.trace(() -> layer.forward(X));
    }

    private static Graph recorded(Layer layer) {
        try (Recording t = Graph.record()) {
            layer.forward(X);
            return t.graphs().getFirst();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void knowsTheModules(String name, Supplier<Graph> graph, String nodes) {
        assertThat(text(graph.get())).as(name).isEqualTo(nodes);
    }

    private static String text(Graph graph) {
        return graph.model().nodes().stream()
                .map(node ->
                        node.label() + (node.modulePath().isEmpty() ? "" : "@" + String.join(".", node.modulePath())))
                .collect(Collectors.joining("; "));
    }

    private static String pathOf(Graph graph, String label) {
        return graph.model().nodes().stream()
                .filter(node -> node.label().equals(label))
                .map(node -> String.join(".", node.modulePath()))
                .collect(Collectors.joining(" "));
    }

    /// Names of parameters tell; the sum of a block with what went into it may be anywhere.
    @Test
    void aTapeGoesByTheNamesOfParameters() {
        Graph graph = Graph.of(new Net().forward(X));
        assertThat(pathOf(graph, "linear")).isEqualTo("block.mlp.0 block.mlp.2 head");
        assertThat(pathOf(graph, "layerNorm")).isEqualTo("block.norm");
        assertThat(pathOf(graph, "gelu")).isEqualTo("block.mlp");
        assertThat(pathOf(graph, "block.mlp.0.weight")).isEqualTo("block.mlp.0");
        assertThat(pathOf(graph, "add")).isEmpty();
        assertThat(pathOf(graph, "sum")).isEmpty();
        assertThat(graph.model().modules()).isEmpty();
    }

    /// The input of the first layer is not known any more.
    @Test
    void aTapeThatBackwardHasFreedStillGoesByNames() {
        Layer layers = new Sequential(new Linear(4, 4), new LayerNorm(4), new GELU(), new Linear(4, 1));
        Tensor loss = layers.forward(Tensor.ones(2, 4)).sum();
        loss.backward();
        Graph graph = Graph.of(loss);
        assertThat(pathOf(graph, "linear")).isEqualTo("0 3");
        assertThat(pathOf(graph, "layerNorm")).isEqualTo("1");
        assertThat(pathOf(graph, "gelu")).isEmpty();
    }

    @Test
    void whatIsComputedFromParametersOfAModuleBelongsThere() {
        Tensor a = Tensor.ones(4, 3).requiresGrad_().named("a.weight");
        Tensor b = Tensor.ones(3, 4).requiresGrad_().named("b.weight");
        Graph graph = Graph.of(X.matmul(a.neg()).matmul(b).add(a.sum().mul(b.sum())));
        assertThat(pathOf(graph, "neg")).isEqualTo("a");
        assertThat(pathOf(graph, "matmul")).isEqualTo("a b");
        assertThat(pathOf(graph, "sum")).isEqualTo("a b");
        assertThat(pathOf(graph, "mul")).isEmpty();
    }

    @Test
    void aTapeKnowsWhatAnomalyDetectionSaw() {
        Net net = new Net();
        Tensor loss = Autograd.detectAnomaly(() -> net.forward(X));
        Graph graph = Graph.of(GraphOptions.DEFAULT.withCallSites(), loss);
        assertThat(pathOf(graph, "gelu")).isEqualTo("block.mlp.1");
        assertThat(pathOf(graph, "add")).isEqualTo("block");
        assertThat(graph.model().modules())
                .contains(
                        new GraphModule(List.of("block"), "Block"),
                        new GraphModule(List.of("block", "mlp"), "Sequential"),
                        new GraphModule(List.of("block", "mlp", "1"), "GELU"),
                        new GraphModule(List.of("head"), "Linear"));
        GraphNode add = graph.model().nodes().stream()
                .filter(node -> node.label().equals("add"))
                .findFirst()
                .orElseThrow();
        assertThat(add.facts().callSite()).startsWith(Block.class.getName() + ".compute(GraphModulesTest.java:");
    }

    @Test
    void modulesAreMergedToAnyDepth() {
        Graph graph = trace(new Net());
        assertThat(graph.collapse(0).model().nodes())
                .extracting(GraphNode::label)
                .containsExactly("x", "block\nBlock\n5 operations", "mask", "mul", "head\nLinear\n1 operation", "sum");
        assertThat(graph.collapse(1).model().nodes())
                .extracting(GraphNode::label)
                .containsExactly(
                        "x",
                        "block.norm\nLayerNorm\n1 operation",
                        "block.mlp\nSequential\n3 operations",
                        "add",
                        "mask",
                        "mul",
                        "head.weight",
                        "head.bias",
                        "linear",
                        "sum");
        assertThat(trace(new Twice()).collapse(0).model().nodes())
                .extracting(GraphNode::label)
                .containsExactly(
                        "x",
                        "shared.weight",
                        "shared.bias",
                        "shared\nLinear\n1 operation, part 1",
                        "relu",
                        "shared\nLinear\n1 operation, part 2");
    }

    @Test
    void aSharedParameterIsOneNodeWithSeveralEdges() {
        Graph graph = trace(new Twice());
        int[] sources = graph.model().sources();
        long uses = Arrays.stream(sources)
                .filter(node -> graph.model().nodes().get(node).label().equals("shared.weight"))
                .count();
        assertThat(uses).isEqualTo(2);
        assertThat(pathOf(graph, "shared.weight")).isEqualTo("shared");
    }
}
