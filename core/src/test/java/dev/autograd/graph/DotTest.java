package dev.autograd.graph;

import static dev.autograd.value.DType.FLOAT32;
import static dev.autograd.value.DType.INT64;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
