package dev.autograd.graph;

import static dev.autograd.value.DType.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of modules that are merged.
final class CollapseTest {
    /// A graph from lines `name@module: operands`; names in capitals are parameters, `x` and `y` other
    /// leaves, and `!` marks an output.
    private static GraphModel graph(String... lines) {
        List<GraphNode> nodes = new ArrayList<>();
        List<GraphEdge> edges = new ArrayList<>();
        Map<String, GraphNode> byName = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split(":", -1);
            String[] named = parts[0].replace("!", "").split("@", -1);
            String name = named[0];
            List<String> path = named.length < 2 ? List.of() : List.of(named[1].split("\\."));
            long id = nodes.size();
            GraphNode node = name.equals(name.toUpperCase(java.util.Locale.ROOT))
                    ? GraphNode.parameter(id, name, "(2)", FLOAT32)
                    : name.matches("[xy]")
                            ? GraphNode.leaf(id, name, "(3)", FLOAT32)
                            : GraphNode.operation(id, name, "(" + id + ")", FLOAT32);
            node = node.in(path);
            byName.put(name, node);
            nodes.add(parts[0].endsWith("!") ? node.asOutput() : node);
            if (parts.length > 1) {
                int input = 0;
                for (String operand : parts[1].trim().split(" ")) {
                    edges.add(GraphEdge.of(byName.get(operand), node, input++));
                }
            }
        }
        return new GraphModel(nodes, edges, List.of(new GraphModule(List.of("a"), "Block")));
    }

    static Stream<Arguments> graphs() {
        return Stream.of(
                Arguments.of(
                        "a module becomes one node, its parameters with it",
                        0,
                        graph("x", "W@a", "matmul@a: x W", "relu@a: matmul", "sum!: relu"),
                        "x; a/Block/2 operations; sum",
                        "x>a a>sum"),
                Arguments.of(
                        "one level stays open",
                        1,
                        graph("x", "W@a.b", "matmul@a.b: x W", "relu@a: matmul", "sum@a!: relu"),
                        "x; a.b/1 operation; relu; sum",
                        "x>a.b a.b>relu relu>sum"),
                Arguments.of(
                        "nothing is as deep",
                        2,
                        graph("x", "W@a.b", "matmul@a.b: x W"),
                        "x; W; matmul",
                        "x>matmul W>matmul"),
                Arguments.of(
                        "what a module is given twice it is given once",
                        0,
                        graph("x", "one@a: x", "two@a: x one", "sum!: one two"),
                        "x; a/Block/2 operations; sum",
                        "x>a a>sum a>sum"),
                Arguments.of(
                        "a shared parameter stays outside",
                        0,
                        graph("x", "W@a", "first@a: x W", "second@b!: first W"),
                        "x; W; a/Block/1 operation; b/1 operation",
                        "x>a W>a a>b W>b"),
                Arguments.of(
                        "a result that comes back makes parts, no cycle",
                        0,
                        graph("x", "first@a: x", "relu: first", "second@a!: relu"),
                        "x; a/Block/1 operation, part 1; relu; a/Block/1 operation, part 2",
                        "x>a a>relu relu>a"),
                Arguments.of(
                        "modules that need each other",
                        0,
                        graph("x", "one@a: x", "two@b: x", "three@a: two", "four@b!: one three"),
                        "x; a/Block/1 operation, part 1; b/1 operation, part 1; a/Block/1 operation, part 2; b/1 operation, part 2",
                        "x>a x>b b>a a>b a>b"),
                Arguments.of(
                        "what could run early waits for the rest of its module",
                        0,
                        graph("x", "y", "early@a: y", "first@b: x", "late@a!: first early"),
                        "x; y; a/Block/2 operations; b/1 operation",
                        "y>a x>b b>a"),
                Arguments.of(
                        "an output stays one",
                        0,
                        graph("x", "one@a!: x", "two@a: one", "sum!: two"),
                        "x; a/Block/2 operations; sum",
                        "x>a a>sum"),
                Arguments.of("nothing at all", 0, graph(), "", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void merges(String what, int depth, GraphModel model, String nodes, String edges) {
        GraphModel collapsed = model.collapsed(depth);
        assertThat(collapsed.nodes().stream()
                        .map(node -> node.label().replace('\n', '/'))
                        .collect(Collectors.joining("; ")))
                .isEqualTo(nodes);
        int[] from = collapsed.sources();
        int[] to = collapsed.targets();
        List<String> drawn = new ArrayList<>();
        for (int e = 0; e < from.length; e++) {
            drawn.add(name(collapsed, from[e]) + ">" + name(collapsed, to[e]));
        }
        assertThat(String.join(" ", drawn)).isEqualTo(edges);
        assertThat(outputs(collapsed)).isEqualTo(outputs(model));
    }

    private static String name(GraphModel model, int node) {
        return model.nodes().get(node).label().lines().findFirst().orElse("");
    }

    /// Counted with what merged nodes stand for.
    private static long outputs(GraphModel model) {
        return model.nodes().stream()
                .flatMap(node -> node.members().isEmpty() ? Stream.of(node) : node.members().stream())
                .filter(GraphNode::output)
                .count();
    }

    @Test
    void aMergedNodeTellsWhatItStandsFor() {
        GraphNode node = graph("x", "W@a", "matmul@a: x W", "relu@a!: matmul")
                .collapsed(0)
                .nodes()
                .get(1);
        assertThat(node.members()).extracting(GraphNode::label).containsExactly("matmul", "relu");
        assertThat(node.attributes()).containsEntry("parameters", "1");
        assertThat(node.lines()).containsExactly("a", "Block", "2 operations", "output (3)");
        assertThat(node.shape()).isEqualTo("(3)");
    }

    @Test
    void timesAndSavedTensorsAddUp() {
        GraphModel model = graph("x", "one@a: x", "two@a!: one");
        List<GraphNode> nodes = new ArrayList<>(model.nodes());
        nodes.replaceAll(node -> node.with(NodeFacts.builder()
                .bytes(8L)
                .forwardNanos(node.kind() == NodeKind.OPERATION ? 5L : null)
                .callSite("Net.java:1")
                .build()));
        NodeFacts facts = new GraphModel(nodes, model.edges())
                .collapsed(0)
                .nodes()
                .getLast()
                .facts();
        assertThat(facts)
                .isEqualTo(NodeFacts.builder().bytes(8L).forwardNanos(10L).build());
    }

    @Test
    void refusesANegativeDepth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> graph("x").collapsed(-1))
                .withMessage("collapsed: the number of levels that stay open must not be negative, but is -1");
    }

    /// `GraphModel` refuses cycles and edges to nowhere.
    @Test
    void noGraphBecomesACycle() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int size = 2 + random.nextInt(30);
            List<String> lines = new ArrayList<>(List.of("x", "W@m0.m1"));
            List<String> names = new ArrayList<>(List.of("x", "W"));
            for (int i = 0; i < size; i++) {
                StringBuilder line = new StringBuilder("op" + i);
                int depth = random.nextInt(4);
                for (int level = 0; level < depth; level++) {
                    line.append(level == 0 ? "@m" : ".m").append(random.nextInt(2));
                }
                line.append(random.nextInt(5) == 0 ? "!:" : ":");
                int operands = 1 + random.nextInt(3);
                for (int o = 0; o < operands; o++) {
                    line.append(' ').append(names.get(random.nextInt(names.size())));
                }
                names.add("op" + i);
                lines.add(line.toString());
            }
            GraphModel model = graph(lines.toArray(String[]::new));
            for (int depth = 0; depth < 4; depth++) {
                GraphModel collapsed = model.collapsed(depth);
                assertThat(operations(collapsed)).isEqualTo(size);
                assertThat(collapsed.nodes())
                        .hasSizeLessThanOrEqualTo(model.nodes().size());
            }
        }
    }

    private static int operations(GraphModel model) {
        return model.nodes().stream()
                .filter(node -> node.kind() == NodeKind.OPERATION)
                .mapToInt(node -> Math.max(1, node.members().size()))
                .sum();
    }

    @Test
    void aLongChainOfModulesTakesLinearTime() {
        int count = 200_000;
        List<GraphNode> nodes = new ArrayList<>(count);
        List<GraphEdge> edges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            nodes.add(GraphNode.operation(i, "add", "(3)", FLOAT32).in(List.of("net", Integer.toString(i / 10))));
            if (i > 0) {
                edges.add(GraphEdge.of(nodes.get(i - 1), nodes.get(i), 0));
            }
        }
        GraphModel model = new GraphModel(nodes, edges);
        assertThat(model.collapsed(1).nodes()).hasSize(count / 10);
        assertThat(model.collapsed(0).nodes()).hasSize(1);
        assertThat(model.collapsed(2).nodes()).hasSize(count);
    }
}
