package dev.autograd.viz.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.autograd.Graph;
import dev.autograd.GraphOptions;
import dev.autograd.Tensor;
import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphModule;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeFacts;
import dev.autograd.nn.Linear;
import dev.autograd.nn.Sequential;
import dev.autograd.value.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a reader of a graph's page sees and does.
final class PageTest {
    private static Chromium chromium;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    private OpenPage open(GraphModel model) throws IOException {
        return open(model, ColorScheme.LIGHT);
    }

    private OpenPage open(GraphModel model, ColorScheme scheme) throws IOException {
        var file = folder.resolve("net.html");
        model.save(file);
        return new OpenPage(chromium.browser, file, scheme);
    }

    /// Three nodes of which one is in a module.
    private static GraphModel small() {
        return named("w", "relu", "net");
    }

    private static GraphModel named(String leaf, String operator, String module) {
        var x = GraphNode.parameter(10, leaf, "(4, 2)", DType.FLOAT32).with(leaf, module);
        var facts = NodeFacts.builder()
                .callSite(module)
                .gradientRule("x: grad * (out > 0)")
                .name(leaf)
                .build();
        var y = GraphNode.operation(11, operator, "(4, 2)", DType.FLOAT32)
                .in(List.of(module))
                .with(facts);
        var z = GraphNode.operation(12, "sum", "()", DType.INT64).asOutput();
        return new GraphModel(
                List.of(x, y, z),
                List.of(GraphEdge.of(x, y, 0), GraphEdge.of(y, z, 0)),
                List.of(new GraphModule(List.of(module), operator)));
    }

    private static GraphModel forward(int blocks) {
        var network = new Transformer(blocks);
        Tensor x = Tensor.rand(Transformer.BATCH, Transformer.LENGTH, Transformer.WIDTH)
                .named("x");
        return Graph.trace(GraphOptions.ALL, () -> network.forward(x)).model();
    }

    private static GraphModel withoutModules(GraphModel model) {
        return new GraphModel(
                model.nodes().stream().map(node -> node.in(List.of())).toList(), model.edges());
    }

    private static GraphModel chain(int length) {
        var nodes = new ArrayList<GraphNode>();
        var edges = new ArrayList<GraphEdge>();
        nodes.add(GraphNode.leaf(0, "x", "(3)", DType.FLOAT32));
        for (int i = 1; i < length; i++) {
            nodes.add(GraphNode.operation(i, i % 7 + "step" + i * i % 11, "(3)", DType.FLOAT32));
            edges.add(GraphEdge.of(nodes.get(i - 1), nodes.get(i), 0));
            edges.add(GraphEdge.of(nodes.get(i / 2), nodes.get(i), 1));
        }
        return new GraphModel(nodes, edges);
    }

    static Stream<Arguments> graphs() {
        return Stream.of(
                arguments("nothing", new GraphModel(List.of(), List.of())),
                arguments("three nodes", small()),
                arguments(
                        "fused",
                        Graph.trace(() -> Tensor.rand(2, 2)
                                        .matmul(Tensor.rand(2, 2))
                                        .add(1)
                                        .relu())
                                .fuse()
                                .graph()),
                arguments("one block", forward(1)),
                arguments("forward", forward(5)),
                arguments("forward and backward", Transformer.step(3)),
                arguments("without modules", withoutModules(Transformer.step(4))),
                arguments(
                        "both passes",
                        Graph.forwardAndBackward(
                                        Tensor.rand(3).requiresGrad_().sin().sum())
                                .model()),
                arguments("long edges", chain(300)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void everythingHasItsPlace(String what, GraphModel model) throws IOException {
        try (var page = open(model)) {
            assertThat(page.complaints()).isEmpty();
            assertThat(page.misplaced()).isEmpty();
            page.page.locator("#open-all").click();
            assertThat(page.misplaced()).as("all open").isEmpty();
            assertThat(page.count("#world .group.closed")).isZero();
            page.page.evaluate("groups.forEach((group, g) => group.repeat && unfold(g))");
            assertThat(page.misplaced()).as("all turns").isEmpty();
            page.page.locator("#close-all").click();
            assertThat(page.misplaced()).as("all closed").isEmpty();
            assertThat(page.count("#world .group.open")).isZero();
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void opensAndClosesGroupsByMouse() throws IOException {
        try (var page = open(forward(5))) {
            assertThat(page.count("#world .node")).isEqualTo(3);
            page.box("blocks").click();
            assertThat(page.count("#world .group.open")).isEqualTo(1);
            page.box("0 \u2026 4").click();
            assertThat(page.page.locator("#world .badge + .count").innerHTML()).isEqualTo("\u00d7 5");
            assertThat(page.count("#world .group.closed")).isEqualTo(6); // of a block, and the head
            page.page.locator("#fit").click();
            page.page.locator("#world .heading .fold").first().click();
            assertThat(page.count("#world .group.open")).isZero();
            assertThat(page.count("#world .node")).isEqualTo(3);
        }
    }

    @Test
    void drawsARepeatOnceOrTurnByTurn() throws IOException {
        try (var page = open(forward(5))) {
            page.page.evaluate("goTo(nodes.findIndex(node => node.label === 'softmax'))");
            assertThat(page.count("#world .node")).isPositive();
            assertThat(page.panel()).contains("turn 1 of 5", "blocks.0.attention");
            page.page.getByLabel("The next turn").click();
            assertThat(page.panel()).contains("turn 2 of 5", "blocks.1.attention");
            page.page.evaluate("choose(groupItem(groups.findIndex(group => group.repeat)))");
            page.page.getByText("Draw all 5 turns").click();
            assertThat(page.count("#world .group.closed")).isGreaterThanOrEqualTo(4);
            assertThat(page.misplaced()).isEmpty();
            page.page.getByText("Draw one turn for all").click();
            assertThat(page.misplaced()).isEmpty();
        }
    }

    @Test
    void findsByNameOperatorAndModuleAndCentres() throws IOException {
        try (var page = open(forward(5))) {
            for (String text : List.of("softmax", "blocks.3.norm1.weight", "attention query linear")) {
                page.page.locator("#search").fill(text);
                assertThat(page.count("#results [role=option]")).isPositive();
                page.press("ArrowDown", "Enter");
                assertThat(page.page.locator("#results").isHidden()).isTrue();
                var box = page.page.locator("#world .chosen").boundingBox();
                var window = page.page.locator("#picture").boundingBox();
                assertThat(box.x + box.width / 2).isCloseTo(window.x + window.width / 2, within(200.0));
                assertThat(box.y).isBetween(window.y, window.y + window.height);
            }
            page.page.locator("#search").fill("no such thing");
            assertThat(page.page.locator("#results").innerText()).isEqualTo("nothing found");
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void tellsWhatIsKnownOfANode() throws IOException {
        try (var page = open(small())) {
            page.box("relu").click();
            assertThat(page.panel())
                    .contains("relu", "operation", "(4, 2)", "float32", "32 bytes", "x: grad * (out > 0)", "net")
                    .containsIgnoringCase("operands (1)")
                    .containsIgnoringCase("used by (1)");
            assertThat(page.count("#world .edge.flow")).isGreaterThanOrEqualTo(2);
            page.page.locator("#panel .link").first().click();
            assertThat(page.panel()).contains("parameter", "w");
            page.page.locator("#panel .close").click();
            assertThat(page.page.locator("#panel").isHidden()).isTrue();
        }
    }

    @Test
    void breaksLinesWhereATextDoes() throws IOException {
        Tensor x = Tensor.rand(4, 8);
        var layers = new Sequential(new Linear(8, 8), new Linear(8, 2));
        try (var page = open(Graph.trace(() -> layers.forward(x)).model().collapsed(0))) {
            assertThat(page.box("0").locator("text").allTextContents()).containsExactly("0", "Linear", "1 operation");
            page.box("0").click();
            assertThat(page.panel()).contains("0 \u00b7 Linear \u00b7 1 operation");
            assertThat(page.page.locator("#panel .links").last().innerText())
                    .isEqualTo("1 \u00b7 Linear \u00b7 1 operation (4, 8)");
            assertThat(page.misplaced()).isEmpty();
        }
        Tensor y = Tensor.rand(8, 2).requiresGrad_();
        var options = GraphOptions.ALL;
        try (var page =
                open(Graph.trace(options, () -> x.requiresGrad_().matmul(y)).model())) {
            page.box("matmul").click();
            assertThat(page.panel()).contains("x: grad y^T\ny: x^T grad");
        }
    }

    @Test
    void explainsColoursOfTimesWhereThereAreSome() throws IOException {
        try (var page = open(small())) {
            assertThat(page.page.locator("#heat").isVisible()).isFalse();
        }
        try (var page = open(forward(1))) {
            assertThat(page.page.locator("#heat").innerText()).contains("little time", "slowest");
        }
    }

    @Test
    void explainsDotsWhereThereAreSome() throws IOException {
        try (var page = open(bothPasses())) {
            page.page.locator("#open-all").click();
            assertThat(page.count("#world .dot")).isPositive();
            assertThat(page.page.locator("#dots").innerText()).contains("point at it");
            page.page.locator("#close-all").click();
            assertThat(page.count("#world .dot")).isZero();
            assertThat(page.page.locator("#dots").isVisible()).isFalse();
        }
    }

    private static GraphModel bothPasses() {
        var layers = new Sequential(new Linear(4, 8), new Linear(8, 8), new Linear(8, 4));
        return Graph.forwardAndBackward(
                        layers.forward(Tensor.rand(2, 4)).square().sum())
                .model();
    }

    @Test
    void saysThatItNeedsScripts() throws IOException {
        var file = folder.resolve("net.html");
        small().save(file);
        var options = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        try (var context = chromium.browser.newContext(options)) {
            var page = context.newPage();
            page.navigate(file.toUri().toString());
            assertThat(page.locator("noscript").innerText()).contains("draws its graph with scripts");
        }
    }

    @Test
    void walksByKeyboard() throws IOException {
        try (var page = open(forward(5))) {
            page.page.locator("#picture").focus();
            page.press("ArrowDown");
            assertThat(page.count("#world .chosen")).isEqualTo(1);
            page.press("ArrowDown", "ArrowDown");
            assertThat(page.page.locator("#announcement").textContent()).contains("blocks", "closed");
            page.press("Enter");
            assertThat(page.page.locator("#announcement").textContent()).contains("blocks", "open");
            page.press("ArrowUp");
            assertThat(page.page.locator("#announcement").textContent()).contains("add", "operation");
            page.press("Escape");
            assertThat(page.count("#world .chosen")).isZero();
            page.press("c", "e", "c", "/");
            assertThat(page.page.evaluate("document.activeElement.id")).isEqualTo("search");
            page.press("Escape");
            assertThat(page.page.evaluate("document.activeElement.id")).isEqualTo("picture");
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void zoomsAndPans() throws IOException {
        try (var page = open(small())) {
            double scale = scale(page);
            page.page.locator("#picture").focus();
            page.press("+");
            assertThat(scale(page)).isCloseTo(scale * 1.25, within(1e-6));
            page.press("-", "-");
            assertThat(scale(page)).isLessThan(scale);
            page.press("0");
            assertThat(scale(page)).isCloseTo(scale, within(1e-6));
            var before = page.box("sum").boundingBox();
            page.page.mouse().move(before.x + 300, before.y);
            page.page.mouse().wheel(0, -200);
            assertThat(scale(page)).isGreaterThan(scale);
            page.page.mouse().down();
            page.page.mouse().move(before.x + 350, before.y + 40);
            page.page.mouse().up();
            assertThat(page.page.locator("#panel").isHidden())
                    .as("a drag chooses nothing")
                    .isTrue();
            page.page.locator("#fit").click();
            assertThat(page.box("sum").boundingBox().x).isCloseTo(before.x, within(1.0));
        }
    }

    private static double scale(OpenPage page) {
        return ((Number) page.page.evaluate("camera.scale")).doubleValue();
    }

    @Test
    void isLightOrDarkAsTheSystemOrTheReaderWants() throws IOException {
        String ground = "getComputedStyle(document.body).backgroundColor";
        try (var page = open(small(), ColorScheme.DARK)) {
            Object dark = page.page.evaluate(ground);
            page.page.locator("#theme").click();
            Object light = page.page.evaluate(ground);
            assertThat(light).isNotEqualTo(dark);
            page.page.reload();
            assertThat(page.page.evaluate(ground)).as("kept").isEqualTo(light);
            assertThat(page.page
                            .locator("#world .operation > rect:not(.second)")
                            .first()
                            .evaluate("e => getComputedStyle(e).fill"))
                    .isEqualTo("rgb(144, 202, 249)");
        }
        try (var page = open(small(), ColorScheme.LIGHT)) {
            assertThat(page.page.evaluate(ground)).isEqualTo("rgb(250, 251, 252)");
        }
    }

    @Test
    void printsAllOfTheGraphAndNothingElse() throws IOException {
        try (var page = open(forward(5), ColorScheme.DARK)) {
            page.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            page.page.evaluate("dispatchEvent(new Event('beforeprint'))");
            for (String selector : List.of(".tools", ".search", "#panel")) {
                assertThat(page.page.locator(selector).isHidden()).as(selector).isTrue();
            }
            var picture = page.page.locator("#picture").boundingBox();
            var box = page.box("blocks").boundingBox();
            assertThat(box.x).isBetween(picture.x, picture.x + picture.width - box.width);
            assertThat(page.page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(255, 255, 255)");
            page.page.evaluate("dispatchEvent(new Event('afterprint'))");
            assertThat(page.page.locator("#picture").getAttribute("viewBox")).isNull();
        }
    }

    static Stream<String> names() {
        return Stream.of(
                "</script><script>window.hacked = 1</script>",
                "<img src=x onerror=\"window.hacked = 1\">",
                "<!--<script>",
                "]]>\"'`${window.hacked = 1}",
                "\u202Eevil\u0007\nline\u2028",
                "javascript:window.hacked=1",
                "${graph}",
                "");
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesAreTextAndNothingElse(String name) throws IOException {
        try (var page = open(named(name, name, name))) {
            page.page.locator("#open-all").click();
            page.page.locator("#search").fill("e");
            for (int node = 0; node < 3; node++) {
                page.page.evaluate("goTo(" + node + ")");
            }
            page.page.evaluate("choose(groupItem(1))");
            assertThat(page.page.evaluate("window.hacked")).isNull();
            assertThat(page.count("script")).isEqualTo(3);
            assertThat(page.count("img, iframe, a, object, embed")).isZero();
            assertThat(page.page.evaluate("nodes[0].label")).isEqualTo(name);
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void runsNoScriptButItsOwn() throws IOException {
        try (var page = open(small())) {
            page.page.evaluate("""
                    () => {
                        const made = document.createElement('script');
                        made.textContent = 'window.hacked = 1';
                        document.body.append(made);
                        document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.hacked = 1">');
                    }""");
            page.page.waitForTimeout(100);
            assertThat(page.page.evaluate("window.hacked")).isNull();
            assertThat(page.complaints()).anyMatch(text -> text.contains("Content Security Policy"));
        }
    }

    @Test
    void holdsALargeNetwork() throws IOException {
        var model = Transformer.step(48);
        assertThat(model.nodes().size()).isGreaterThan(8_000);
        try (var page = open(model)) {
            assertThat(page.count("#world .group.closed")).isEqualTo(3);
            page.box("blocks").click();
            page.box("0 \u2026 47").click();
            assertThat(page.misplaced()).isEmpty();
            assertThat(page.count("#world .node")).isLessThan(60);
            assertThat(page.complaints()).isEmpty();
        }
    }
}
