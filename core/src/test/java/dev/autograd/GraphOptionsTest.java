package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeFacts;
import dev.autograd.nn.F;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What graphs note of their nodes when somebody asks.
final class GraphOptionsTest {
    private static final Tensor X =
            Tensor.of(new float[][] {{1, 2}, {3, Float.NaN}}).named("x");

    private static Tensor loss() {
        Tensor w = Tensor.of(new float[][] {{3, 4}, {0, 0}}).requiresGrad_().named("w");
        return X.mul(w).view(4).tanh().sum();
    }

    /// The ways to a graph that ask the options.
    static Stream<Arguments> ways() {
        return Stream.of(
                way("of", (options, body) -> Graph.of(options, body.get())),
                way("trace", Graph::trace),
                way("trace of a function", (options, body) -> Graph.trace(options, _ -> body.get(), X)),
                way("record", (options, body) -> {
                    try (Recording t = Graph.record(options)) {
                        var _ = body.get();
                        return t.graphs().getFirst();
                    }
                }),
                way("forwardAndBackward", (options, body) -> Graph.forwardAndBackward(options, body.get())));
    }

    private static Arguments way(String name, BiFunction<GraphOptions, Supplier<Tensor>, Graph> way) {
        return Arguments.of(name, way);
    }

    private static NodeFacts facts(Graph graph, String label) {
        return graph.model().nodes().stream()
                .filter(node -> node.label().equals(label))
                .findFirst()
                .orElseThrow()
                .facts();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void notesWhatIsAskedFor(String name, BiFunction<GraphOptions, Supplier<Tensor>, Graph> way) {
        Function<GraphOptions, Graph> graph = options -> way.apply(options, GraphOptionsTest::loss);
        NodeFacts plain = facts(graph.apply(GraphOptions.DEFAULT), "mul");
        assertThat(plain)
                .as(name)
                .isEqualTo(NodeFacts.builder()
                        .bytes(16L)
                        .gradientRule("x: grad * y\ny: grad * x")
                        .build());
        assertThat(facts(graph.apply(GraphOptions.DEFAULT.withSavedTensors()), "mul")
                        .saved())
                .extracting(NodeFacts.SavedTensor::toString)
                .containsExactly("input 0 'x' (2, 2) float32, 16 bytes");
        Graph views = graph.apply(GraphOptions.DEFAULT.withViews());
        Long base = facts(views, "view").base();
        assertThat(views.model().nodes())
                .filteredOn(node -> base != null && node.id() == base)
                .extracting(GraphNode::label)
                .containsExactly("mul");
        assertThat(facts(graph.apply(GraphOptions.DEFAULT.withValues()), "x").values())
                .hasToString("min 1, mean 2, max 3, norm 3.74166, 1 NaN, 0 infinite");
        assertThat(facts(graph.apply(GraphOptions.DEFAULT.withValues()), "tanh").values())
                .isNotNull();
    }

    @Test
    void recordingsMeasureAndKnowTheLine() {
        Graph graph = Graph.trace(GraphOptions.ALL, GraphOptionsTest::loss);
        assertThat(graph.model().nodes())
                .filteredOn(node -> node.family() != dev.autograd.graph.OperatorFamily.OTHER)
                .isNotEmpty()
                .allSatisfy(node -> {
                    assertThat(node.facts().forwardNanos()).isPositive();
                    assertThat(node.facts().callSite())
                            .startsWith("dev.autograd.GraphOptionsTest.loss(GraphOptionsTest.java:");
                });
        assertThat(Graph.trace(GraphOptionsTest::loss).model().nodes())
                .allSatisfy(node -> assertThat(node.facts().forwardNanos()).isNull());
    }

    @Test
    void aTapeTakesTimesFromAProfile() {
        Tensor loss;
        try (Profiler profiler = Profiler.start()) {
            loss = loss();
            loss.backward(BackwardOptions.DEFAULT.withRetainGraph());
            GraphOptions options = GraphOptions.DEFAULT.withTime(profiler.values());
            NodeFacts facts = facts(Graph.of(options, loss), "tanh");
            assertThat(facts.forwardNanos()).isPositive();
            assertThat(facts.backwardNanos()).isPositive();
            assertThat(facts(Graph.forwardAndBackward(options, loss), "tanhBackward")
                            .forwardNanos())
                    .as("the plain pass ran it")
                    .isPositive();
        }
        assertThat(facts(Graph.of(GraphOptions.DEFAULT.withTime(), loss), "tanh")
                        .forwardNanos())
                .as("nobody has measured")
                .isNull();
    }

    @Test
    void aRecordingMeasuresWhileAProfilerRuns() {
        try (Profiler profiler = Profiler.start()) {
            Graph graph = Graph.trace(GraphOptions.DEFAULT.withTime(), GraphOptionsTest::loss);
            assertThat(facts(graph, "tanh").forwardNanos()).isPositive();
            assertThat(profiler.rows()).extracting("name").contains("tanh");
        }
    }

    @Test
    void gradientsOfLeavesAndOfTensorsThatKeepThem() {
        Tensor w = Tensor.of(3f, 4f).requiresGrad_().named("w");
        Tensor hidden = w.mul(2);
        hidden.retainGrad();
        Tensor loss = hidden.square().sum();
        loss.backward(BackwardOptions.DEFAULT.withRetainGraph());
        Graph graph = Graph.of(GraphOptions.DEFAULT.withValues(), loss);
        assertThat(facts(graph, "w").gradient()).hasToString("min 24, mean 28, max 32, norm 40");
        assertThat(facts(graph, "mul").gradient()).hasToString("min 12, mean 14, max 16, norm 20");
        assertThat(facts(Graph.of(loss), "w").gradient()).isNull();
    }

    /// The tape holds the tensor, but no longer the value that the operator gave.
    @Test
    void aValueThatWasChangedSinceIsNotTold() {
        Tensor w = Tensor.of(3f, 4f).requiresGrad_().named("w");
        Tensor hidden = w.mul(2);
        Tensor loss = hidden.square().sum();
        hidden.detach().zero_();
        assertThat(facts(Graph.of(GraphOptions.ALL, loss), "mul").values()).isNull();
    }

    @Test
    void valuesThatAScopeHasGivenBackAreNotTold() {
        Tensor w = Tensor.rand(100_000).requiresGrad_().named("w");
        Tensor loss;
        try (TensorScope scope = TensorScope.open()) {
            loss = scope.keep(w.square().sum());
        }
        Graph graph = Graph.of(GraphOptions.ALL, loss);
        assertThat(graph.model().nodes()).extracting(GraphNode::label).containsExactly("w", "square", "sum");
        assertThat(facts(graph, "w").values()).isNotNull();
    }

    @Test
    void namesOfResultsAreTold() {
        Tensor w = Tensor.of(3f).requiresGrad_();
        Graph traced = Graph.trace(() -> w.exp().named("e").square().named("s"));
        assertThat(facts(traced, "exp").name()).isEqualTo("e");
        assertThat(traced.model().nodes().getLast().lines()).containsExactly("square", "s (1)");
    }

    static Stream<Arguments> rules() {
        Tensor x = Tensor.rand(2, 3).requiresGrad_();
        return Stream.of(
                rule(x.sin(), "x: grad * cos(x)"),
                rule(x.mul(2.5), "x: grad * 2.5"),
                rule(x.sigmoid(), "x: grad * (out * (1 - out))"),
                rule(x.relu(), "x: out > 0 ? grad : 0"),
                rule(x.matmul(Tensor.rand(3, 4)), "x: grad y^T\ny: x^T grad"),
                rule(x.sum(), "x: grad in every place"),
                rule(x.softmax(1), "x: out * (grad - sum(grad * out))"),
                rule(
                        F.crossEntropy(x, Tensor.of(0L, 2L)),
                        "x: grad * (softmax(x) - onehot(target)), divided by n for the mean of n"),
                rule(x.view(6), "x: grad in the shape of x"));
    }

    private static Arguments rule(Tensor result, String rule) {
        return Arguments.of(Graph.of(result).model().nodes().getLast(), rule);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void gradientRulesAreFormulas(GraphNode node, String rule) {
        assertThat(node.facts().gradientRule()).as(node.label()).isEqualTo(rule);
    }

    @Test
    void optionsSayWhatTheyAskFor() {
        assertThat(List.of(GraphOptions.DEFAULT, GraphOptions.DEFAULT.withTime().withViews(), GraphOptions.ALL))
                .extracting(GraphOptions::toString)
                .containsExactly(
                        "GraphOptions[]",
                        "GraphOptions[time, views]",
                        "GraphOptions[values, saved tensors, time, call sites, views]");
    }
}
