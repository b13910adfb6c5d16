package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What recordings see, and where they cut it.
final class RecordingTest {
    private static final Tensor X = Tensor.of(1f, 2f).named("x");
    private static final Tensor W = Tensor.of(3f, 4f).requiresGrad_().named("w");

    static Stream<Arguments> recordings() {
        return Stream.of(
                recording("nothing", _ -> {}, "graph 1:"),
                recording("without a gradient", _ -> X.exp().neg(), "graph 1: x exp neg!"),
                recording("with one", _ -> X.mul(W).sum(), "graph 1: x w mul sum!"),
                recording("without a tape", _ -> Autograd.noGrad(() -> X.mul(W)), "graph 1: x w mul!"),
                recording(
                        "a name before anything runs",
                        t -> {
                            t.next("first");
                            X.exp();
                        },
                        "first: x exp!"),
                recording(
                        "branches",
                        t -> {
                            Tensor shared = X.exp();
                            t.next("branch 1");
                            shared.neg();
                            t.next("branch 2");
                            shared.add(X);
                        },
                        "graph 1: x exp!",
                        "branch 1: (exp) neg!",
                        "branch 2: (exp) x add!"),
                recording(
                        "a branch not taken",
                        t -> {
                            t.next("if");
                            t.next("else");
                            X.neg();
                        },
                        "if:",
                        "else: x neg!"),
                recording(
                        "one name twice",
                        t -> {
                            for (int i = 0; i < 2; i++) {
                                t.next("step");
                                X.neg();
                            }
                        },
                        "step: x neg!",
                        "step: x neg!"),
                recording(
                        "in place, over a cut",
                        t -> {
                            Tensor y = X.exp();
                            t.next("after");
                            y.mul_(X);
                            y.sum();
                        },
                        "graph 1: x exp!",
                        "after: (exp) x mul sum!"),
                recording("a trace inside", _ -> Graph.trace(() -> X.exp()).model(), "graph 1: x exp!"),
                recording(
                        "several unused results",
                        _ -> {
                            Tensor y = X.exp();
                            y.neg();
                            y.abs();
                        },
                        "graph 1: x exp neg! abs!"));
    }

    private static Arguments recording(String name, Consumer<Recording> body, String... graphs) {
        return Arguments.of(name, body, List.of(graphs));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void sees(String name, Consumer<Recording> body, List<String> graphs) {
        Recording recording = Graph.record();
        try (recording) {
            body.accept(recording);
            assertThat(texts(recording)).as("while it goes on").isEqualTo(graphs);
        }
        X.exp().sum();
        assertThat(texts(recording)).as(name).isEqualTo(graphs);
    }

    private static List<String> texts(Recording recording) {
        return recording.graphs().stream().map(RecordingTest::text).toList();
    }

    /// Labels in order; in parentheses what an earlier graph made, with `!` what is an output.
    private static String text(Graph graph) {
        return (graph.name() + ": "
                        + graph.model().nodes().stream()
                                .map(node -> node.attributes().containsKey("from")
                                        ? "(" + node.label() + ")"
                                        : node.label() + (node.output() ? "!" : ""))
                                .collect(Collectors.joining(" ")))
                .strip();
    }

    @Test
    void aTensorOfAnEarlierGraphSaysWhichOne() {
        try (Recording t = Graph.record()) {
            Tensor named = X.exp().named("features");
            Tensor unnamed = X.neg();
            t.next("branch");
            named.add(unnamed).mul(W);
            List<GraphNode> leaves = t.graphs().getLast().model().nodes().stream()
                    .filter(node -> node.kind() != NodeKind.OPERATION)
                    .toList();
            assertThat(leaves).extracting(GraphNode::label).containsExactly("features", "neg", "w");
            assertThat(leaves)
                    .extracting(node -> node.attributes().get("from"))
                    .containsExactly("graph 1", "graph 1", null);
            assertThat(leaves)
                    .extracting(GraphNode::kind)
                    .containsExactly(NodeKind.LEAF, NodeKind.LEAF, NodeKind.PARAMETER);
        }
    }

    @Test
    void aBackwardPassIsAModuleOfItsOwn() {
        Tensor w = Tensor.of(3f, 4f).requiresGrad_().named("w");
        try (Recording t = Graph.record(GraphOptions.ALL)) {
            X.mul(w).tanh().sum().backward();
            List<GraphNode> nodes = t.graphs().getFirst().model().nodes();
            assertThat(nodes.stream().filter(n -> n.modulePath().isEmpty()))
                    .extracting(GraphNode::label)
                    .containsExactly("x", "w", "mul", "tanh", "sum");
            List<GraphNode> backward = nodes.stream()
                    .filter(n -> n.modulePath().equals(List.of("backward")))
                    .toList();
            assertThat(backward)
                    .extracting(GraphNode::label)
                    .containsExactly("Non-Param", "reshape", "expand", "tanhBackward", "mulBackward");
            assertThat(backward)
                    .extracting(n -> n.attributes().get("rule"))
                    .containsExactly(null, "sum", "sum", "tanh", "mul");
            assertThat(backward).extracting(n -> n.facts().of()).containsExactly(null, 4L, 4L, 3L, 2L);
            assertThat(backward.getLast().facts().name()).isEqualTo("w.grad");
            assertThat(nodes.get(3).facts().backwardNanos()).isPositive();
            assertThat(nodes.get(3).facts().gradient()).hasToString("min 1, mean 1, max 1, norm 1.41421");
        }
    }

    @Test
    void innerRecordingsSeeTheirPartAndOuterOnesAll() {
        Recording inner;
        try (Recording outer = Graph.record()) {
            Tensor y = X.exp();
            inner = Graph.record();
            try (inner) {
                y.neg();
                inner.next("more");
                y.abs();
            }
            y.sum();
            assertThat(texts(outer)).containsExactly("graph 1: x exp neg! abs! sum!");
        }
        assertThat(texts(inner)).containsExactly("graph 1: Non-Param neg!", "more: Non-Param abs!");
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void closingAnOuterOneEndsThoseInside() {
        Recording outer = Graph.record();
        Recording inner = Graph.record();
        X.exp();
        outer.close();
        X.neg();
        inner.close();
        X.abs();
        assertThat(texts(outer)).containsExactly("graph 1: x exp!");
        assertThat(texts(inner)).containsExactly("graph 1: x exp!");
        assertThat(Graph.trace(() -> X.exp()).nodeCount()).isEqualTo(2);
    }

    @Test
    void closesTwice() {
        Recording recording = Graph.record();
        X.exp();
        recording.close();
        recording.close();
        assertThat(recording.graphs()).hasSize(1);
        assertThat(recording).hasToString("Recording[closed, 1 graph]");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "next after the end",
                        t -> {
                            t.close();
                            t.next("late");
                        },
                        "Recording.next: this recording is closed; begin another with Graph.record() for \"late\""),
                mistake(
                        "next elsewhere",
                        t -> elsewhere(() -> t.next("there")),
                        "Recording.next: this recording was begun on the thread"),
                mistake(
                        "close elsewhere",
                        t -> elsewhere(t::close),
                        "Recording.close: this recording was begun on the thread"),
                mistake(
                        "graphs elsewhere",
                        t -> elsewhere(t::graphs),
                        "Recording.graphs: this recording was begun on the thread"),
                mistake(
                        "next inside of a backward pass",
                        t -> {
                            Tensor y = W.exp();
                            y.registerHook(g -> {
                                t.next("hook");
                                return null;
                            });
                            y.sum().backward();
                        },
                        "Recording.next: \"hook\" would begin inside of a backward pass, which belongs to one graph as a whole"));
    }

    private static Arguments mistake(String name, Consumer<Recording> body, String message) {
        return Arguments.of(name, body, message);
    }

    private static void elsewhere(Runnable body) {
        List<RuntimeException> thrown = new ArrayList<>();
        CompletableFuture.runAsync(() -> {
                    try {
                        body.run();
                    } catch (RuntimeException e) {
                        thrown.add(e);
                    }
                })
                .join();
        thrown.forEach(e -> {
            throw e;
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void explains(String name, Consumer<Recording> body, String message) {
        try (Recording recording = Graph.record()) {
            assertThatIllegalStateException()
                    .as(name)
                    .isThrownBy(() -> body.accept(recording))
                    .satisfies(e -> assertThat(e.getMessage() + e.getCause()).contains(message));
        }
        assertThat(Graph.trace(() -> X.exp()).nodeCount()).isEqualTo(2);
    }

    /// What an earlier graph keeps alive ends with the recording.
    @Test
    void anExceptionEndsTheRecording() {
        assertThatIllegalStateException().isThrownBy(() -> {
            try (Recording _ = Graph.record()) {
                X.exp();
                throw new IllegalStateException("stop");
            }
        });
        assertThat(dev.autograd.engine.ThreadState.current().recorder()).isNull();
    }
}
