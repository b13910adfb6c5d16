package dev.autograd.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Graph;
import dev.autograd.GraphOptions;
import dev.autograd.Tensor;
import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphModule;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeFacts;
import dev.autograd.graph.ValueSummary;
import dev.autograd.nn.Linear;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import dev.autograd.value.DType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GraphFileTest {
    private static final String NODE =
            "{\"id\": 1, \"kind\": \"leaf\", \"label\": \"x\", \"shape\": \"(2)\", \"dtype\": \"float32\"";
    private static final String OPERATION =
            "{\"id\": 2, \"kind\": \"operation\", \"label\": \"relu\", \"shape\": \"(2)\", \"dtype\": \"float32\"";

    @TempDir
    private Path folder;

    static Stream<Arguments> models() {
        var x = GraphNode.leaf(-9, "x\"<\\\n\t\u0001\u202E\uD83D\uDE00</script>", "(2)", DType.INT64);
        var y = GraphNode.operation(Long.MAX_VALUE, "relu", "(2)", DType.FLOAT64)
                .asOutput()
                .in(List.of("a", "", "b.c"))
                .with("z", "1")
                .with("a", "");
        var wide = new GraphEdge(x.id(), y.id(), Integer.MAX_VALUE, "(2, 1)", DType.BOOL);
        var facts = NodeFacts.builder()
                .name("w.grad")
                .bytes(Long.MAX_VALUE)
                .saved(List.of(
                        new NodeFacts.SavedTensor("input 0", null, "(2)", DType.FLOAT32, 8),
                        new NodeFacts.SavedTensor("output 0", "n", "()", DType.INT32, 0)))
                .freed("was freed")
                .forwardNanos(0L)
                .backwardNanos(7L)
                .callSite("A.b(C.java:1)")
                .gradientRule("x: grad\ny: grad")
                .values(new ValueSummary(3, -0.1, 1e300, Double.MIN_VALUE, Double.POSITIVE_INFINITY, 1, 2))
                .gradient(new ValueSummary(1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 1, 0))
                .base(Long.MIN_VALUE)
                .of(-1L)
                .build();
        var z = GraphNode.operation(0, "", "", DType.BOOL).with(facts);
        var net = new Sequential(new Linear(2, 3), new ReLU());
        return Stream.of(
                arguments("nothing", new GraphModel(List.of(), List.of())),
                arguments("odd names and numbers", new GraphModel(List.of(x, y), List.of(wide))),
                arguments("all facts", new GraphModel(List.of(z), List.of(), List.of(new GraphModule(List.of(), "T")))),
                arguments(
                        "fused",
                        Graph.trace(() -> net.forward(Tensor.rand(4, 2))).fuse().graph()),
                arguments(
                        "recorded",
                        Graph.trace(GraphOptions.ALL, () -> net.forward(Tensor.rand(4, 2)))
                                .model()),
                arguments(
                        "both passes",
                        Graph.forwardAndBackward(net.forward(Tensor.rand(4, 2)).sum())
                                .model()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void readsWhatItWrote(String what, GraphModel model) throws IOException {
        var file = folder.resolve("graph.json");
        var before = Locale.getDefault();
        Locale.setDefault(Locale.of("ar", "EG"));
        try {
            model.save(file);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(GraphFile.read(file)).isEqualTo(model);
        assertThat(file).hasContent(model.json());
    }

    static Stream<Arguments> files() {
        return Stream.of(
                bad("", "this is no saved graph; one is JSON, which a graph writes to a .json file"),
                bad("[]", "this is no saved graph"),
                bad("digraph \"graph\" {}", "this is no saved graph"),
                bad("{\"a\": 1}", "the graph has the unknown field 'a'"),
                bad("{}", "the graph lacks the field format"),
                bad("{\"format\": \"onnx\"}", "the format of a saved graph must be dev.autograd.graph, but is 'onnx'"),
                bad("{\"version\": 2}", "the version of a saved graph must be 1, but is '2'"),
                bad("{\"version\": 1, \"version\": 1}", "the graph has the field 'version' twice"),
                bad("{\"version\": 1e0}", "a whole number from -2^63 to 2^63 - 1, in plain digits, must stand here"),
                bad("{\"version\": 01}", "a whole number from -2^63"),
                bad("{\"version\": -}", "a whole number from -2^63"),
                bad("{\"version\": 9223372036854775808}", "a whole number from -2^63"),
                bad(graph("", "") + "x", "only spaces may follow the end, but there is 'x'"),
                bad(graph(NODE + "}, " + NODE + "}", ""), "nodes 0 and 1 (x) both have the id 1"),
                bad(graph(NODE + ", \"id\": 1}", ""), "node 0 has the field 'id' twice"),
                bad(graph("{\"id\": 1}", ""), "node 0 lacks the field kind"),
                bad(graph(NODE + ", \"size\": 1}", ""), "node 0 has the unknown field 'size'"),
                bad(graph(NODE.replace("leaf", "LEAF") + "}", ""), "must be one of leaf, operation, parameter"),
                bad(
                        graph(NODE.replace("float32", "float16") + "}", ""),
                        "node 0 has the dtype 'float16', but it must be one of bool, float32, float64, int32, int64"),
                bad(graph(NODE + ", \"family\": \"gemm\"}", ""), "node 0 has the family 'gemm', but it must be one of"),
                bad(graph(NODE + ", \"output\": 1}", ""), "true or false must stand here, but there is '1'"),
                bad(graph(NODE + ", \"module\": \"a\"}", ""), "'[' must stand here"),
                bad(graph(NODE + ", \"attributes\": {\"a\": 1}}", ""), "'\"' must stand here, but there is '1'"),
                bad(
                        graph(NODE + ", \"attributes\": {\"a\": \"1\", \"a\": \"2\"}}", ""),
                        "the attributes of node 0 has the field 'a' twice"),
                bad(graph(NODE + ", \"facts\": {\"bytes\": -1}}", ""), "a whole number, not negative"),
                bad(graph(NODE + ", \"facts\": {\"speed\": 1}}", ""), "the facts of node 0 has the unknown field"),
                bad(
                        graph(NODE + ", \"facts\": {\"saved\": [{}]}}", ""),
                        "saved tensor 0 of node 0 lacks the field place"),
                bad(
                        graph(NODE + ", \"facts\": {\"values\": {\"min\": \"low\"}}}", ""),
                        "a number must stand here, but there is 'low'"),
                bad(graph(NODE + ", \"facts\": {\"values\": {\"min\": .5}}}", ""), "a number must stand here"),
                bad(graph(NODE + ", \"members\": " + nested(17) + "}", ""), "members more than 16 deep"),
                bad(graph(NODE + ", \"members\": " + "[".repeat(100_000), ""), "'{' must stand here, but there is '['"),
                bad(graph(NODE + "}", "{\"from\": 1}"), "edge 0 lacks the field to"),
                bad(
                        graph(NODE + "}", edge(5, 1, "0")),
                        "edge 0 comes from node 5, but the graph has no node of that id"),
                bad(graph(NODE + "}", edge(1, 5, "0")), "names node 5, but the graph has no node of that id"),
                bad(graph(NODE + "}", edge(1, 1, "0")), "node 1 (x) depends on a cycle of edges"),
                bad(
                        graph(NODE + "}, " + OPERATION + "}", edge(1, 2, "2147483648")),
                        "edge 0 has the input 2147483648, but operands have numbers up to 2^31 - 1"),
                bad(graph(NODE + "}, " + OPERATION + "}", edge(1, 2, "9999999999999999999")), "larger than 2^63 - 1"));
    }

    private static Arguments bad(String text, String message) {
        return arguments(text.length() > 200 ? text.substring(0, 200) : text, text, message);
    }

    private static String graph(String nodes, String edges) {
        return "{\"format\": \"dev.autograd.graph\", \"version\": 1, \"nodes\": [" + nodes + "], \"edges\": [" + edges
                + "]}";
    }

    private static String edge(long from, long to, String input) {
        return "{\"from\": " + from + ", \"to\": " + to + ", \"input\": " + input + "}";
    }

    private static String nested(int depth) {
        return ("[" + OPERATION + ", \"members\": ").repeat(depth) + "[]" + "}]".repeat(depth);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void saysWhatIsWrongWithAFile(String what, String text, String message) throws IOException {
        var file = folder.resolve("bad.json");
        Files.writeString(file, text);
        assertThatThrownBy(() -> GraphFile.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void saysWhatIsWrongWithAPath() throws IOException {
        assertThatThrownBy(() -> GraphFile.read(folder.resolve("none.json"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> GraphFile.read(folder)).hasMessageContaining("is a folder");
        var file = folder.resolve("latin.json");
        Files.write(file, "{\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> GraphFile.read(file)).hasMessageContaining("is not UTF-8 at byte 2");
        assertThatThrownBy(() -> new GraphModel(List.of(), List.of()).save(folder.resolve("no/graph.json")))
                .hasMessageContaining("does not exist");
    }

    @Test
    void refusesMembersThatLieTooDeep() {
        var node = GraphNode.operation(0, "add", "()", DType.FLOAT32);
        for (int depth = 0; depth < 17; depth++) {
            node = new GraphNode(
                    depth,
                    node.kind(),
                    "add",
                    "()",
                    DType.FLOAT32,
                    false,
                    List.of(),
                    node.attributes(),
                    node.family(),
                    List.of(node),
                    NodeFacts.NONE);
        }
        var model = new GraphModel(List.of(node), List.of());
        assertThatThrownBy(model::json).hasMessage("json: node 0 (add) lies more than 16 deep within members of nodes");
    }

    @Test
    void readsALongChainWithoutRecursion() throws IOException {
        var nodes = new ArrayList<GraphNode>();
        var edges = new ArrayList<GraphEdge>();
        nodes.add(GraphNode.leaf(0, "x", "(3)", DType.FLOAT32));
        for (int i = 1; i < 100_000; i++) {
            nodes.add(GraphNode.operation(i, "neg", "(3)", DType.FLOAT32));
            edges.add(GraphEdge.of(nodes.get(i - 1), nodes.get(i), 0));
        }
        var model = new GraphModel(nodes, edges);
        model.save(folder.resolve("long.json"));
        assertThat(GraphFile.read(folder.resolve("long.json"))).isEqualTo(model);
    }
}
