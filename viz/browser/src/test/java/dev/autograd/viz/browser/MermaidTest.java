package dev.autograd.viz.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.microsoft.playwright.Page;
import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphModule;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.fusion.Fusion;
import dev.autograd.graph.fusion.FusionPattern;
import dev.autograd.value.DType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Mermaid itself reads what graphs write for it.
final class MermaidTest {
    private static final String MERMAID = "/META-INF/resources/webjars/mermaid/11.14.0/dist/mermaid.min.js";

    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void start() throws IOException {
        chromium = new Chromium();
        page = chromium.browser.newPage();
        page.setContent("<div id='picture'></div>");
        try (InputStream script = Objects.requireNonNull(MermaidTest.class.getResourceAsStream(MERMAID), MERMAID)) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            page.addScriptTag(new Page.AddScriptTagOptions().setContent(text));
        }
        page.evaluate("mermaid.initialize({startOnLoad: false})");
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    static Stream<Arguments> graphs() {
        return Stream.of(
                arguments("views", Golden.views()),
                arguments("residuals", Golden.residuals()),
                arguments("toy4", Golden.toy4()),
                arguments(
                        "toy4, fused",
                        Fusion.of(Golden.toy4(), FusionPattern.all()).graph()),
                arguments("modules in modules", Transformer.step(1)),
                arguments("repeats drawn once", Golden.residuals().foldedRepeats()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void drawsGraphs(String what, GraphModel model) {
        assertThat(drawn(model)).isEqualTo(expected(model));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b'c",
                "<b>bold</b>",
                "</span><script>alert(1)</script><img src=x onerror=alert(1)>",
                "&lt; &#35; #lt; #35;",
                "two\nlines",
                "\u202Eevil\u202C \u05E9\u05DC\u05D5\u05DD",
                "`code` **bold** _italic_ ~~gone~~",
                "end",
                "subgraph",
                "a; b %% c",
                "%%{init: {\"theme\": \"dark\"}}%%",
                "a[b](c){d}|e|",
                "a --> b",
                "1. first",
                "- + point",
                "# title",
                "$$x^2$$",
                "fa:fa-car",
                "https://example.org/x",
                "back\\slash\\n",
                "\uD83D\uDE00 caf\u00E9 \u4E2D\u6587"
            })
    void drawsAnyName(String name) {
        var x = GraphNode.parameter(0, name, "(2)", DType.FLOAT32);
        var y = GraphNode.operation(1, name, "(2)", DType.FLOAT32)
                .in(List.of(name, "inner"))
                .asOutput();
        var model = new GraphModel(
                List.of(x, y),
                List.of(new GraphEdge(0, 1, 0, name, DType.FLOAT32)),
                List.of(new GraphModule(List.of(name), name)));
        assertThat(drawn(model)).isEqualTo(expected(model));
    }

    /// A picture as a reader sees it: the texts of nodes, of subgraphs and of edges, each kind in the order of the
    /// alphabet.
    private record Picture(List<String> nodes, List<String> modules, List<String> edges) {}

    private static Picture expected(GraphModel model) {
        var modules = new HashSet<List<String>>();
        for (var node : model.nodes()) {
            for (int length = 1; length <= node.modulePath().size(); length++) {
                modules.add(node.modulePath().subList(0, length));
            }
        }
        var types = new HashMap<List<String>, String>();
        model.modules().forEach(module -> types.put(module.path(), module.type()));
        return new Picture(
                sorted(model.nodes().stream().map(node -> String.join("\n", node.lines()))),
                sorted(modules.stream().map(path -> new GraphModule(path, types.getOrDefault(path, "")).label())),
                sorted(model.edges().stream().map(GraphEdge::label)));
    }

    /// Without what nobody sees.
    private static List<String> sorted(Stream<String> texts) {
        return texts.map(text -> text.replace("\u200C", "").strip()).sorted().toList();
    }

    @SuppressWarnings("unchecked")
    private static Picture drawn(GraphModel model) {
        var texts = (Map<String, List<String>>) page.evaluate("""
                async text => {
                    await mermaid.parse(text);
                    const place = document.getElementById('picture');
                    place.innerHTML = (await mermaid.render('graph', text)).svg;
                    const texts = selector => [...place.querySelectorAll(selector)].map(one => one.innerText);
                    return {
                        nodes: texts('.node .nodeLabel'),
                        modules: texts('.cluster-label .nodeLabel'),
                        edges: texts('span.edgeLabel'),
                        others: [...place.querySelectorAll('script, img, a, i, b, code, em, strong, math')].map(one => one.outerHTML),
                    };
                }
                """, model.mermaid());
        assertThat(texts.get("others")).isEmpty();
        return new Picture(
                sorted(texts.get("nodes").stream()),
                sorted(texts.get("modules").stream()),
                sorted(texts.get("edges").stream()));
    }
}
