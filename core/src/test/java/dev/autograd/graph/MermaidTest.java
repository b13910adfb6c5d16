package dev.autograd.graph;

import static dev.autograd.value.DType.FLOAT32;
import static dev.autograd.value.DType.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MermaidTest {
    @Test
    void drawsKindsOutputsViewsAndModules() {
        var w = GraphNode.parameter(7, "w", "(4, 2)", FLOAT32).in(List.of("net", "fc"));
        var x = GraphNode.leaf(-2, "", "(8, 4)", INT64);
        var y = GraphNode.operation(3, "matmul", "(8, 2)", FLOAT32).in(List.of("net", "fc"));
        var view = NodeFacts.builder().base(3L).build();
        var z = GraphNode.operation(4, "view", "(16)", FLOAT32).asOutput().with(view);
        var model = new GraphModel(
                List.of(w, x, y, z),
                List.of(GraphEdge.of(x, y, 0), GraphEdge.of(w, y, 1), GraphEdge.of(y, z, 0)),
                List.of(new GraphModule(List.of("net", "fc"), "Linear")));
        assertThat(model.mermaid()).isEqualTo("""
                flowchart TD
                  n1(["(8, 4) int64"]):::leaf
                  n3["view<br/>output (16)"]:::operation
                  class n3 output
                  subgraph m0["net"]
                    subgraph m1["fc (Linear)"]
                      n0(["w<br/>(4, 2)"]):::parameter
                      n2["matmul"]:::operation
                    end
                  end
                  n1 -->|"(8, 4) int64"| n2
                  n0 -->|"(4, 2)"| n2
                  n2 -.->|"(8, 2)"| n3
                  classDef parameter fill:#A5D6A7,stroke:#455A64,color:#212121
                  classDef leaf fill:#BDBDBD,stroke:#455A64,color:#212121
                  classDef operation fill:#90CAF9,stroke:#455A64,color:#212121
                  classDef output stroke-width:4px
                """);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("quote", "a\"b", "a#34;b"),
                arguments("script", "</script>", "#60;#47;script#62;"),
                arguments("entity", "&lt;#lt;", "#38;lt#59;#35;lt#59;"),
                arguments("directive", "%%{init}%%", "#37;#37;#123;init#125;#37;#37;"),
                arguments("Markdown", "`*_~", "#96;#42;#95;#126;"),
                arguments("list", "1. a", "1.#32;a"),
                arguments("list with points", "- + a", "#45; +#32;a"),
                arguments("newline", "a\nb", "a<br/>b"),
                arguments("backslash", "a\\nb", "a#92;\u200Cnb"),
                arguments("formula", "$$$x$$", "#36;\u200C#36;\u200C#36;x#36;\u200C#36;"),
                arguments("icon", "fa:fa-car", "fa#58;\u200Cfa#45;car"),
                arguments("right-to-left", "a\u202Eb", "a#92;u202Eb"),
                arguments("pipe", "a|b]--> c", "a#124;b#93;#45;#45;#62; c"),
                arguments("letters of the world", "\u05D0\u00E9\uD83D\uDE00", "\u05D0\u00E9\uD83D\uDE00"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void escapes(String what, String name, String expected) {
        var model = new GraphModel(
                List.of(GraphNode.parameter(1, name, "()", FLOAT32).in(List.of(name))), List.of());
        assertThat(model.mermaid()).contains("([\"" + expected + "<br/>()\"])");
        if (!name.contains("\n")) {
            assertThat(model.mermaid()).contains("subgraph m0[\"" + expected + "\"]");
        }
    }
}
