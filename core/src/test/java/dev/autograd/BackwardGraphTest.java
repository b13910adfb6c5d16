package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeFacts;
import dev.autograd.graph.NodeKind;
import dev.autograd.nn.Conv2d;
import dev.autograd.nn.F;
import dev.autograd.nn.GELU;
import dev.autograd.nn.LayerNorm;
import dev.autograd.nn.Linear;
import dev.autograd.nn.Sequential;
import dev.autograd.op.fused.Reduction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The graphs of how gradients are computed.
final class BackwardGraphTest {
    private static final String[] SIDES = {"forward", "backward"};

    private record Cube() implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            ctx.saveForBackward(in);
            return in[0].pow(3);
        }

        @Override
        public Tensor[] backward(Context ctx, Tensor grad) {
            return new Tensor[] {grad.mul(ctx.saved(0).square().mul(3))};
        }
    }

    private static Tensor parameter(String name, long... sizes) {
        return Tensor.rand(sizes).requiresGrad_().named(name);
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                loss("a product", () -> parameter("a", 3).mul(parameter("b", 3)).sum(), "a b"),
                loss(
                        "linear layers and crossEntropy",
                        () -> F.crossEntropy(
                                new Sequential(new Linear(4, 8), new GELU(), new Linear(8, 3))
                                        .forward(Tensor.rand(2, 4)),
                                Tensor.randint(0, 3, 2)),
                        "0.weight 0.bias 2.weight 2.bias"),
                loss(
                        "conv",
                        () -> new Conv2d(2, 3, 3)
                                .forward(Tensor.rand(1, 2, 5, 5))
                                .relu()
                                .mean(),
                        "weight bias"),
                loss(
                        "layerNorm",
                        () -> new LayerNorm(4)
                                .forward(Tensor.rand(3, 4))
                                .square()
                                .sum(),
                        "weight bias"),
                loss(
                        "fused losses",
                        () -> F.mseLoss(parameter("p", 3).softmax(0), Tensor.rand(3), Reduction.MEAN),
                        "p"),
                loss(
                        "a user's function",
                        () -> new Cube().apply(parameter("x", 3)).sum(),
                        "x"),
                loss(
                        "a tensor changed in place",
                        () -> parameter("w", 3).neg().mul_(Tensor.rand(3)).sum(),
                        "w"),
                loss("a leaf that is used twice", () -> squared(parameter("w", 2, 2)), "w"),
                loss("a leaf alone", () -> parameter("w"), "w"));
    }

    private static Tensor squared(Tensor w) {
        return w.matmul(w).sum();
    }

    private static Arguments loss(String name, Supplier<Tensor> loss, String leaves) {
        return Arguments.of(name, loss, List.of(leaves.split(" ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void outputsAreTheGradients(String name, Supplier<Tensor> make, List<String> leaves) {
        GraphModel model = Graph.backward(make.get()).model();
        assertThat(model.nodes().stream()
                        .filter(GraphNode::output)
                        .map(node -> node.facts().name()))
                .as(name)
                .doesNotHaveDuplicates()
                .filteredOn(output -> output != null)
                .containsExactlyInAnyOrderElementsOf(
                        leaves.stream().map(leaf -> leaf + ".grad").toList());
        assertThat(model.nodes().stream().map(node -> node.facts().of())).containsOnlyNulls();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void everyNodeOfARuleKnowsItsOperator(String name, Supplier<Tensor> make, List<String> leaves) {
        Tensor loss = make.get();
        GraphModel model = Graph.forwardAndBackward(loss).model();
        Map<Long, GraphNode> byId = new HashMap<>();
        model.nodes().forEach(node -> byId.put(node.id(), node));
        for (GraphNode node : model.nodes()) {
            assertThat(node.modulePath().getFirst()).isIn((Object[]) SIDES);
            Long of = node.facts().of();
            if (of != null) {
                assertThat(node.modulePath()).startsWith("backward");
                assertThat(byId.get(of).modulePath()).startsWith("forward");
                assertThat(node.attributes()).containsEntry("rule", byId.get(of).label());
            }
        }
        GraphModel forward = Graph.of(loss).model();
        assertThat(labels(model, "forward")).as(name).isEqualTo(labels(forward, null));
        assertThat(model.edges()).hasSizeGreaterThanOrEqualTo(forward.edges().size());
    }

    private static List<String> labels(GraphModel model, String side) {
        return model.nodes().stream()
                .filter(node -> side == null || node.modulePath().getFirst().equals(side))
                .map(GraphNode::label)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void nothingElseChanges(String name, Supplier<Tensor> make, List<String> leaves) {
        Tensor loss = make.get();
        String before = Graph.of(loss).dot();
        Graph.backward(loss);
        Graph.forwardAndBackward(GraphOptions.ALL, loss);
        assertThat(Graph.of(loss).dot()).as(name).isEqualTo(before);
        assertThat(loss.isLeaf() || loss.grad() == null).isTrue();
        try (Recording outer = Graph.record()) {
            Graph.backward(loss);
            assertThat(outer.graphs().getFirst().nodeCount()).isZero();
        }
        loss.backward();
    }

    @Test
    void gradientsOfLeavesStayAsTheyAre() {
        Tensor w = parameter("w", 3);
        Tensor hidden = w.exp();
        hidden.retainGrad();
        Tensor loss = hidden.sum();
        Graph.forwardAndBackward(loss);
        assertThat(w.grad()).isNull();
        assertThat(hidden.grad()).isNull();
        loss.backward();
        Tensor grad = w.grad();
        assertThat(grad).isNotNull();
        assertThat(Graph.backward(w.exp().sum()).nodeCount()).isPositive();
        assertThat(w.grad()).isSameAs(grad);
    }

    @Test
    void valuesOfTheForwardPassAreGiven() {
        Tensor a = parameter("a", 3);
        GraphModel model =
                Graph.backward(a.exp().named("e").square().sum().named("loss")).model();
        assertThat(model.nodes())
                .filteredOn(node -> node.kind() == NodeKind.LEAF)
                .extracting(GraphNode::label)
                .containsExactly("e", "loss.grad");
        assertThat(model.nodes().getFirst().attributes()).containsEntry("from", "forward");
    }

    @Test
    void edgesAcrossAreSavedValues() {
        Tensor a = parameter("a", 3);
        GraphModel model = Graph.forwardAndBackward(a.exp().sum()).model();
        List<String> across = new ArrayList<>();
        for (GraphEdge edge : model.edges()) {
            GraphNode from = model.nodes().get((int) edge.from());
            GraphNode to = model.nodes().get((int) edge.to());
            if (!from.modulePath().equals(to.modulePath())) {
                across.add(from.label() + ">" + to.label());
            }
        }
        assertThat(across).containsExactly("exp>expBackward");
    }

    @Test
    void normsOfGradientsStandAtWhatTheyAreOf() {
        Tensor a = Tensor.of(3f, 4f).requiresGrad_().named("a");
        GraphModel model = Graph.forwardAndBackward(
                        GraphOptions.DEFAULT.withValues(), a.square().sum().div(2))
                .model();
        assertThat(model.nodes().stream()
                        .filter(node -> node.facts().gradient() != null)
                        .map(node ->
                                node.label() + " " + node.facts().gradient().norm()))
                .containsExactly("a 5.0", "square " + Math.sqrt(0.5), "sum 0.5", "div 1.0");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("no graph", Tensor.zeros(), "Graph.backward: the tensor () does not require a gradient"),
                Arguments.of(
                        "no scalar",
                        parameter("w", 2).exp(),
                        "Graph.backward: only a scalar can start by itself, but the tensor has shape (2)"),
                Arguments.of("integers", Tensor.scalar(1L), "Graph.backward: the tensor () is int64"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void explains(String name, Tensor tensor, String message) {
        assertThatIllegalStateException()
                .as(name)
                .isThrownBy(() -> Graph.backward(tensor))
                .withMessageContaining(message);
    }

    @Test
    void aFreedTapeIsStillDrawnButCannotBeDifferentiated() {
        Tensor w = parameter("w", 3);
        Tensor loss = w.mul(Tensor.rand(3).named("x")).sum().named("loss");
        assertThat(Graph.of(loss).nodeCount()).isEqualTo(4);
        loss.backward();
        GraphModel model = Graph.of(GraphOptions.ALL, loss).model();
        assertThat(model.nodes()).extracting(GraphNode::label).containsExactly("w", "mul", "sum");
        NodeFacts facts = model.nodes().get(1).facts();
        assertThat(facts.saved()).isEmpty();
        assertThat(facts.freed())
                .isEqualTo(
                        "were freed by an earlier backward() of 'loss' () through the same graph; call that one with retainGraph to go through it again");
        assertThat(model.nodes().get(1).tooltip())
                .contains("the values that it saved were freed by an earlier backward()");
        assertThatExceptionOfType(BackwardException.class)
                .isThrownBy(() -> Graph.backward(loss))
                .withMessageContaining("the values that mul saved were freed by an earlier backward() of 'loss' ()");
        assertThat(Graph.trace(() -> w.exp()).nodeCount())
                .as("nothing listens any more")
                .isEqualTo(2);
    }

    @Test
    void aFailingHookLeavesNobodyListening() {
        Tensor w = parameter("w", 3);
        Tensor y = w.exp();
        y.registerHook(_ -> {
            throw new IllegalStateException("stop");
        });
        Tensor loss = y.sum();
        assertThatThrownBy(() -> Graph.backward(loss)).hasStackTraceContaining("stop");
        assertThat(dev.autograd.engine.ThreadState.current().recorder()).isNull();
        assertThat(w.grad()).isNull();
    }

    @Test
    void modulesStandOnBothSides() {
        Tensor loss =
                new Sequential(new Linear(4, 2)).forward(Tensor.rand(3, 4)).sum();
        assertThat(Graph.forwardAndBackward(loss).model().nodes().stream()
                        .map(GraphNode::modulePath)
                        .distinct()
                        .map(path -> String.join(".", path))
                        .collect(Collectors.joining(" ")))
                .isEqualTo("forward.0 forward backward backward.0");
        assertThat(Graph.forwardAndBackward(loss).collapse(0).model().nodes())
                .extracting(node -> node.label().lines().findFirst().orElseThrow())
                .contains("forward", "backward");
    }
}
