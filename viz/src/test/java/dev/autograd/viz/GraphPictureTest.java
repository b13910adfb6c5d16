package dev.autograd.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Graph;
import dev.autograd.Tensor;
import dev.autograd.graph.Dot;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphModule;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeKind;
import dev.autograd.value.DType;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

final class GraphPictureTest {
    @TempDir
    private Path folder;

    @Test
    void svgHoldsEveryNodeAndEdgeOnAWhiteGround() throws Exception {
        var model = Graphs.shared(2);
        var svg = parsed(SvgWriter.text(LayeredLayout.of(model)));
        assertThat(svg.getElementsByTagName("ellipse").getLength()).isEqualTo(7);
        // One ground, one box for each of the 14 operations, one more around the output.
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(1 + 14 + 1);
        // A line and a head.
        assertThat(svg.getElementsByTagName("path").getLength())
                .isEqualTo(2 * model.edges().size());
        assertThat(svg.getElementsByTagName("title").getLength())
                .isEqualTo(model.nodes().size());
        assertThat(svg.getDocumentElement()
                        .getElementsByTagName("rect")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("fill"))
                .hasToString("fill=\"#FFFFFF\"");
    }

    @Test
    void aMergedNodeTellsItsMembers() throws Exception {
        var x = Tensor.zeros(4, 4);
        var merged = Graph.trace(() -> x.matmul(x).relu()).fuse().graph();
        var titles = parsed(SvgWriter.text(LayeredLayout.of(merged))).getElementsByTagName("title");
        assertThat(titles.item(1).getTextContent())
                .isEqualTo("matmul+relu (4, 4) float32\nresult: 64 bytes\nmatmul (4, 4) float32\nrelu (4, 4) float32");
    }

    @Test
    void svgShowsModulesBehindTheirNodes() throws Exception {
        var text = SvgWriter.text(LayeredLayout.of(Graphs.block()));
        var svg = parsed(text);
        assertThat(svg.getElementsByTagName("title").item(1).getTextContent()).isEqualTo("attention");
        assertThat(text).contains(">key (Linear)</text>").contains("stroke-dasharray=\"1.5 3\"");
        assertThat(text.indexOf("attention (Attention)")).isLessThan(text.indexOf("<path"));
        assertThat(SvgWriter.text(LayeredLayout.of(Graphs.shared(2)))).doesNotContain("opacity", "dash");
    }

    @Test
    void pngShowsModulesBehindTheirNodes() throws Exception {
        var drawing = LayeredLayout.of(Graphs.block());
        var image = ImageIO.read(new ByteArrayInputStream(PngWriter.bytes(drawing)));
        for (var frame : drawing.frames()) {
            int ground = image.getRGB((int) (2 * frame.x()) + 8, (int) (2 * (frame.y() + frame.height())) - 8);
            assertThat(ground).isNotEqualTo(Color.WHITE.getRGB());
        }
        assertThat(image.getRGB(1, 1)).isEqualTo(Color.WHITE.getRGB());
    }

    @Test
    void whatRepeatsIsDrawnOnceWithItsNumber() throws Exception {
        var folded = Graphs.shared(9).foldedRepeats();
        var svg = SvgWriter.text(LayeredLayout.of(folded));
        assertThat(folded.nodes()).hasSize(7 + 4 + 3 + 4);
        assertThat(svg.split(">\u00d7 9<", -1))
                .hasSize(1 + 3 + 2); // three operations, a frame and what it shows on hovering over it
        assertThat(Dot.text(folded)).contains("label=\"\u00d7 9\"");
    }

    @Test
    void theBuiltInLayoutGivesTheSameFileAgainInEveryLocale() throws Exception {
        var first = folder.resolve("first.svg");
        var second = folder.resolve("second.SVG");
        GraphPicture.save(Graphs.shared(2), first, LayoutEngine.BUILT_IN);
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("de", "DE"));
            GraphPicture.save(Graphs.shared(2), second, LayoutEngine.BUILT_IN);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "a & b \" ' c", "\u202Eevil\u0007", "]]>", "\uD83D\uDE00 \uD800", ""
            })
    void anyNameGivesAWellFormedFile(String name) throws Exception {
        var node = GraphNode.parameter(1, name, "()", DType.FLOAT32);
        var model = new GraphModel(
                List.of(node, GraphNode.operation(2, "neg", "()", DType.FLOAT32).in(List.of(name, name))),
                List.of(),
                List.of(new GraphModule(List.of(name), name)));
        var svg = parsed(SvgWriter.text(LayeredLayout.of(model)));
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("ellipse").getLength()).isEqualTo(1);
        assertThat(svg.getElementsByTagName("title").getLength()).isEqualTo(2 + 2);
    }

    @Test
    void pngShowsTheColoursOfTheNodesWhereTheLayoutPutsThem() throws Exception {
        var target = folder.resolve("graph.png");
        GraphPicture.save(Graphs.linear(), target, LayoutEngine.BUILT_IN);
        var image = ImageIO.read(target.toFile());
        var drawing = LayeredLayout.of(Graphs.linear());
        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(2 * drawing.width()));
        assertThat(image.getRGB(0, 0)).isEqualTo(Color.WHITE.getRGB());
        for (var node : drawing.nodes()) {
            // Left of the text, inside the outline.
            int x = (int) (2 * (node.x() + 0.07 * node.width()));
            int y = (int) (2 * (node.y() + 0.5 * node.height()));
            assertThat(new Color(image.getRGB(x, y)))
                    .isEqualTo(Color.decode(node.node().kind().fill()));
        }
        assertThat(drawing.nodes()).extracting(node -> node.node().kind()).contains(NodeKind.values());
    }

    @Test
    void dotIsTheTextOfTheModelWhateverItsSize() throws IOException {
        var target = folder.resolve("graph.dot");
        var model = Graphs.chain(20_000);
        GraphPicture.save(model, target);
        assertThat(target).hasContent(Dot.text(model));
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph.jpg", "graph", "svg", "graph.svg.gz"})
    void refusesOtherSuffixesAndNamesTheKnownOnes(String name) {
        assertThatThrownBy(() -> GraphPicture.save(Graphs.linear(), folder.resolve(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "GraphPicture.save: the name " + name
                                + " of the target does not say which kind of picture to write; it must end in one of .svg, .png, .dot");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAGraphThatNobodyCouldRead() {
        assertThatThrownBy(() -> GraphPicture.save(Graphs.chain(5_001), folder.resolve("graph.svg")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "GraphPicture.save: the graph has 5001 nodes, but a picture holds at most 5000; save it as .html or .dot instead");
    }

    @Test
    void refusesEdgesThatWouldFillTheMemory() {
        assertThatThrownBy(() -> GraphPicture.save(Graphs.shared(1_000), folder.resolve("graph.svg")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("GraphPicture.save: the edges of the graph pass [0-9]+ layers in all, "
                        + "but a picture holds at most 150000; save it as .html or .dot instead");
        assertThat(EdgeSpans.sum(Graphs.linear())).isEqualTo(4);
        assertThat(EdgeSpans.sum(Graphs.chain(100))).isEqualTo(2 * 99);
    }

    @Test
    void drawsADeepGraphOnASmallStack() throws Exception {
        var task = new FutureTask<>(() -> LayeredLayout.of(Graphs.chain(1_500)));
        new Thread(null, task, "small stack", 128 << 10).start();
        assertThat(task.get().nodes()).hasSize(1_500);
    }

    @Test
    void drawsAnEmptyGraph() throws IOException {
        var target = folder.resolve("empty.svg");
        GraphPicture.save(new GraphModel(List.of(), List.of()), target, LayoutEngine.BUILT_IN);
        assertThat(target).content().contains("<svg").endsWith("</svg>\n");
        GraphPicture.save(new GraphModel(List.of(), List.of()), folder.resolve("empty.png"));
        assertThat(ImageIO.read(folder.resolve("empty.png").toFile())).isNotNull();
    }

    @Test
    void stopsWhenInterruptedAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> GraphPicture.save(Graphs.linear(), folder.resolve("graph.svg"), LayoutEngine.BUILT_IN))
                .isInstanceOfAny(InterruptedIOException.class, ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesNothingBehindWhenTheTargetIsADirectory() throws IOException {
        var target = Files.createDirectory(folder.resolve("graph.dot"));
        assertThatThrownBy(() -> GraphPicture.save(Graphs.linear(), target))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it is a folder");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void replacesAnOlderFile() throws IOException {
        var target = folder.resolve("graph.dot");
        Files.writeString(target, "old".repeat(10_000));
        GraphPicture.save(Graphs.linear(), target);
        assertThat(target).hasContent(Dot.text(Graphs.linear()));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
