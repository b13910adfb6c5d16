package dev.autograd.graph;

import static dev.autograd.value.DType.FLOAT32;
import static dev.autograd.value.DType.INT64;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DotTest {
    @Test
    void drawsEachKindInItsFormAndASharedParameterOnce() {
        var w = GraphNode.parameter(1, "w", "(4, 4)", FLOAT32);
        var x = GraphNode.leaf(2, "x", "(8, 4)", FLOAT32);
        var first = GraphNode.operation(3, "matmul", "(8, 4)", FLOAT32);
        var second = GraphNode.operation(4, "matmul", "(8, 4)", FLOAT32).asOutput();
        var model = new GraphModel(
                List.of(w, x, first, second),
                List.of(
                        GraphEdge.of(x, first, 0),
                        GraphEdge.of(w, first, 1),
                        GraphEdge.of(first, second, 0),
                        GraphEdge.of(w, second, 1)));
        var dot = Dot.text(model);
        assertThat(dot)
                .startsWith("digraph computation {\n")
                .endsWith("}\n")
                .contains("rankdir=TB")
                .containsOnlyOnce("\"n1\" [shape=ellipse, fillcolor=\"#A5D6A7\", label=\"w\\n(4, 4)\"")
                .contains("\"n2\" [shape=ellipse, fillcolor=\"#BDBDBD\", label=\"x\\n(8, 4)\"")
                .contains(
                        "\"n3\" [shape=box, fillcolor=\"#90CAF9\", label=\"matmul\", tooltip=\"matmul (8, 4) float32\"];")
                .contains("label=\"matmul\\noutput (8, 4)\", tooltip=\"matmul (8, 4) float32\", peripheries=2];")
                .contains("\"n1\" -> \"n3\" [label=\" (4, 4)\"];", "\"n1\" -> \"n4\" [label=\" (4, 4)\"];");
        assertThat(Dot.text(new GraphModel(model.nodes(), model.edges()))).isEqualTo(dot);
    }

    @Test
    void namesTheTypeOfAnEdgeThatIsNotFloat32() {
        var y = GraphNode.leaf(-1, "y", "(8)", INT64);
        var loss = GraphNode.operation(0, "crossEntropy", "()", FLOAT32);
        assertThat(Dot.text(new GraphModel(List.of(y, loss), List.of(GraphEdge.of(y, loss, 1)))))
                .contains("\"n-1\" -> \"n0\" [label=\" (8) int64\"];");
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("quote", "a\"b", "a\\\"b"),
                Arguments.of("backslash", "a\\Nb", "a\\\\Nb"),
                Arguments.of("newline", "a\nb", "a\\nb"),
                Arguments.of("carriage return", "a\r\nb", "a\\nb"),
                Arguments.of("angle brackets", "<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
                Arguments.of("entity", "&lt;", "&amp;lt;"),
                Arguments.of("right-to-left", "a\u202Eb", "a\\\\u202Eb"),
                Arguments.of("isolate", "a\u2066b", "a\\\\u2066b"),
                Arguments.of("zero width", "a\u200Bb", "a\\\\u200Bb"),
                Arguments.of("null", "a\0b", "a\\\\u0000b"),
                Arguments.of("tab", "a\tb", "a\\\\u0009b"),
                Arguments.of("line separator", "a\u2028b", "a\\\\u2028b"),
                Arguments.of("lone surrogate", "a\uD800b", "a\\\\uD800b"),
                Arguments.of("not a character", "a\uFFFEb", "a\\\\uFFFEb"),
                Arguments.of("emoji kept", "\uD83D\uDE00", "\uD83D\uDE00"),
                Arguments.of("hebrew kept", "\u05D0\u05D1", "\u05D0\u05D1"),
                Arguments.of("attribute break", "\", shape=star", "\\\", shape=star"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void escapes(String what, String name, String expected) {
        var model = new GraphModel(List.of(GraphNode.parameter(1, name, "()", FLOAT32)), List.of());
        assertThat(Dot.text(model)).as(what).contains("label=\"" + expected + "\\n()\", ");
    }

    @Test
    void cutsANameOfAMillionCharacters() {
        var model = new GraphModel(List.of(GraphNode.parameter(1, "w".repeat(1_000_000), "()", FLOAT32)), List.of());
        assertThat(Dot.text(model)).hasSizeLessThan(2_000).contains("w".repeat(80) + "…");
        model = new GraphModel(List.of(GraphNode.parameter(1, "w\n".repeat(1_000_000), "()", FLOAT32)), List.of());
        assertThat(Dot.text(model)).hasSizeLessThan(2_000);
    }

    @Test
    void doesNotDependOnTheLocale() {
        var model = new GraphModel(List.of(GraphNode.leaf(1_234_567, "i", "(1)", INT64)), List.of());
        var before = Locale.getDefault();
        var expected = Dot.text(model);
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            assertThat(Dot.text(model))
                    .isEqualTo(expected)
                    .contains("shape=ellipse")
                    .contains("n1234567");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String body(GraphModel model) {
        return Dot.text(model).lines().skip(4).collect(Collectors.joining("\n")) + "\n";
    }

    @Test
    void drawsModulesAsBoxesInBoxes() {
        var x = GraphNode.leaf(0, "x", "(3)", FLOAT32);
        var w = GraphNode.parameter(1, "a.b.w", "(3)", FLOAT32).in(List.of("a", "b"));
        var mul = GraphNode.operation(2, "mul", "(3)", FLOAT32).in(List.of("a", "b"));
        var relu = GraphNode.operation(3, "relu", "(3)", FLOAT32).in(List.of("a"));
        var sum = GraphNode.operation(4, "sum", "()", FLOAT32).in(List.of("c")).asOutput();
        var model = new GraphModel(
                List.of(x, w, mul, relu, sum),
                List.of(
                        GraphEdge.of(x, mul, 0),
                        GraphEdge.of(w, mul, 1),
                        GraphEdge.of(mul, relu, 0),
                        GraphEdge.of(relu, sum, 0)),
                List.of(new GraphModule(List.of("a", "b"), "Scale")));
        assertThat(body(model)).isEqualTo("""
                  graph [style="rounded,filled", color="#90A4AE", fillcolor="#78909C16", fontsize=11, fontcolor="#546E7A", labeljust=l];
                  "n0" [shape=ellipse, fillcolor="#BDBDBD", label="x\\n(3)", tooltip="x (3) float32"];
                  subgraph cluster_0 {
                    label="a"; tooltip="a";
                    "n3" [shape=box, fillcolor="#90CAF9", label="relu", tooltip="a: relu (3) float32"];
                    subgraph cluster_1 {
                      label="b (Scale)"; tooltip="a.b";
                      "n1" [shape=ellipse, fillcolor="#A5D6A7", label="a.b.w\\n(3)", tooltip="a.b: a.b.w (3) float32"];
                      "n2" [shape=box, fillcolor="#90CAF9", label="mul", tooltip="a.b: mul (3) float32"];
                    }
                  }
                  subgraph cluster_2 {
                    label="c"; tooltip="c";
                    "n4" [shape=box, fillcolor="#90CAF9", label="sum\\noutput ()", tooltip="c: sum () float32", peripheries=2];
                  }
                  "n0" -> "n2" [label=" (3)"];
                  "n1" -> "n2" [label=" (3)"];
                  "n2" -> "n3" [label=" (3)"];
                  "n3" -> "n4" [label=" (3)"];
                }
                """);
        assertThat(body(model.collapsed(0)))
                .contains("label=\"a\\n2 operations\", tooltip=\"a, 2 operations (3) float32, parameters=1\\na.b: mul")
                .doesNotContain("subgraph");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void escapesModules(String what, String name, String expected) {
        var node = GraphNode.operation(1, "mul", "()", FLOAT32).in(List.of(name));
        var model = new GraphModel(List.of(node), List.of(), List.of(new GraphModule(List.of(name), name)));
        String text = expected.replaceAll("(?<!\\\\)\\\\n", "\\\\\\\\u000A"); // one line
        if (!what.equals("carriage return")) {
            assertThat(Dot.text(model)).contains("label=\"" + text + " (" + text + ")\"; tooltip=\"" + text + "\";");
        }
        assertThat(Dot.text(model).lines().filter(line -> line.contains("[shape=")))
                .hasSize(1);
    }

    @Test
    void warmsUpWhatTakesTime() {
        var model = new GraphModel(
                Stream.of(null, 0L, 250L, 500L, 1_000L)
                        .map(nanos -> GraphNode.operation(nanos == null ? -1 : nanos, "op", "()", FLOAT32)
                                .with(NodeFacts.builder().forwardNanos(nanos).build()))
                        .toList(),
                List.of());
        assertThat(model.nodes())
                .extracting(Heat.of(model)::fill)
                .containsExactly("#90CAF9", "#FFF8E1", "#FFD897", "#FFB74D", "#E53935");
        assertThat(Dot.text(model)).contains("fillcolor=\"#E53935\", label=\"op\\n1.0 us\"");
    }

    @Test
    void drawsViewsDottedToTheirBases() {
        var x = GraphNode.leaf(7, "x", "(3)", FLOAT32);
        var view = GraphNode.operation(8, "view", "(3)", FLOAT32)
                .with(NodeFacts.builder().base(7L).build());
        var again = GraphNode.operation(9, "slice", "(1)", FLOAT32)
                .with(NodeFacts.builder().base(7L).build());
        var elsewhere = GraphNode.operation(10, "slice", "(1)", FLOAT32)
                .with(NodeFacts.builder().base(1_000L).build());
        var model = new GraphModel(
                List.of(x, view, again, elsewhere),
                List.of(GraphEdge.of(x, view, 0), GraphEdge.of(view, again, 0), GraphEdge.of(x, elsewhere, 0)));
        assertThat(body(model)).endsWith("""
                  "n7" -> "n8" [label=" (3)", style=dotted];
                  "n8" -> "n9" [label=" (3)"];
                  "n7" -> "n10" [label=" (3)"];
                  "n7" -> "n9" [style=dotted, arrowhead=none, constraint=false];
                }
                """);
    }

    @Test
    void aBackwardPassRunsUpwardsBesideItsForwardPass() {
        var x = GraphNode.parameter(0, "x", "()", FLOAT32).in(List.of("forward"));
        var exp = GraphNode.operation(1, "exp", "()", FLOAT32).in(List.of("forward"));
        var seed = GraphNode.leaf(2, "seed", "()", FLOAT32).in(List.of("backward"));
        var rule = GraphNode.operation(3, "expBackward", "()", FLOAT32)
                .in(List.of("backward"))
                .with(NodeFacts.builder().of(1L).name("x.grad").build())
                .asOutput();
        var model = new GraphModel(
                List.of(x, exp, seed, rule),
                List.of(GraphEdge.of(x, exp, 0), GraphEdge.of(exp, rule, 0), GraphEdge.of(seed, rule, 1)));
        assertThat(body(model))
                .contains("\n  newrank=true;\n", "label=\"expBackward\\nx.grad ()\"")
                .endsWith("""
                  "n0" -> "n1" [label=" ()"];
                  "n1" -> "n3" [label=" ()", style=dashed, weight=0, minlen=0];
                  "n3" -> "n2" [label=" ()", dir=back];
                  {rank=same; "n1"; "n3";}
                }
                """);
    }

    @Test
    void passesWhoseRepeatsAreDrawnOnceHaveNoPairs() {
        var exp = GraphNode.operation(1, "exp", "()", FLOAT32).in(List.of("forward"));
        var rule = GraphNode.operation(3, "expBackward", "()", FLOAT32)
                .in(List.of("backward"))
                .with(NodeFacts.builder().of(1L).build());
        var edges = List.of(GraphEdge.of(exp, rule, 0));
        assertThat(body(new GraphModel(List.of(exp, rule), edges))).contains("rank=same");
        assertThat(body(new GraphModel(List.of(exp.with("repeats", "3"), rule), edges)))
                .contains("newrank")
                .doesNotContain("rank=same");
    }

    @Test
    void writesPieceByPiece() throws IOException {
        var node = GraphNode.operation(1, "mul", "()", FLOAT32);
        var model = new GraphModel(List.of(node), List.of());
        var out = new StringWriter();
        Dot.write(model, out);
        assertThat(out).hasToString(Dot.text(model));
    }

    @Test
    void writesAChainOfAHundredThousandNodes() {
        int count = 100_000;
        var nodes = new ArrayList<GraphNode>(count);
        var edges = new ArrayList<GraphEdge>(count);
        for (int i = 0; i < count; i++) {
            nodes.add(GraphNode.operation(i, "add", "(3)", FLOAT32));
            if (i > 0) {
                edges.add(GraphEdge.of(nodes.get(i - 1), nodes.get(i), 0));
            }
        }
        assertThat(Dot.text(new GraphModel(nodes, edges)).lines()).hasSize(count + count - 1 + 5);
    }
}
