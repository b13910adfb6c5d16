package dev.autograd.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.Heat;
import dev.autograd.graph.NodeFacts;
import dev.autograd.value.DType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page as text; what it does in a browser, the profile `browser` tests.
final class PageWriterTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "${script}",
                "a \"quoted\" & 'odd' \\ name",
                "\u202Eevil\u0007\n\u2028",
                ""
            })
    void namesStandInTheDataAlone(String name) {
        String page = PageWriter.text(Graphs.named(name), name);
        assertThat(page.split("<script", -1)).hasSize(1 + 3);
        assertThat(page.split("</script>", -1)).hasSize(1 + 3);
        String data = element(page, "<script type=\"application/json\" id=\"graph\">", "</script>");
        assertThat(data).doesNotContain("<");
        assertThat(data.replace("\\u003c", "<")).isEqualTo(Graphs.named(name).json());
    }

    @ParameterizedTest
    @CsvSource({"script-src, <script>", "style-src, <style>"})
    void thePolicyAllowsWhatThePageHolds(String directive, String tag) throws Exception {
        String page = PageWriter.text(Graphs.linear(), "t");
        byte[] content = element(page, tag, tag.replace("<", "</")).getBytes(StandardCharsets.UTF_8);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        assertThat(page).contains("default-src 'none'").contains(directive + " 'sha256-" + hash + "'");
    }

    @Test
    void needsNothingBesideItself() {
        String page = PageWriter.text(Graphs.shared(3), "t");
        String code = page.replace("http://www.w3.org/2000/svg", "");
        assertThat(Pattern.compile("https?:|src=|<link|@import|url\\((?!#)")
                        .matcher(code)
                        .results())
                .isEmpty();
        assertThat(PageWriter.text(Graphs.shared(3), "t")).isEqualTo(page);
    }

    /// In the page as in the picture.
    @Test
    void timesAreColours() throws Exception {
        var node = GraphNode.operation(0, "slow", "(2)", DType.FLOAT32)
                .with(NodeFacts.builder().forwardNanos(1_000L).build());
        var timed = new GraphModel(List.of(node), List.of());
        String red = Heat.of(timed).fill(node);
        assertThat(PageWriter.text(timed, "t")).contains("\"fills\": {\"0\": \"" + red + "\"}");
        assertThat(SvgWriter.text(LayeredLayout.of(timed))).contains("fill=\"" + red + "\"");
        assertThat(PageWriter.text(Graphs.linear(), "t")).contains("\"fills\": {}");
    }

    @Test
    void theLegendShowsTheColoursOfTimes() {
        var nodes = LongStream.of(0, 500, 1_000)
                .mapToObj(nanos -> GraphNode.operation(nanos, "sin", "(2)", DType.FLOAT32)
                        .with(NodeFacts.builder().forwardNanos(nanos).build()))
                .toList();
        var heat = Heat.of(new GraphModel(nodes, List.of()));
        String colours = nodes.stream().map(heat::fill).collect(Collectors.joining(", "));
        assertThat(PageWriter.text(Graphs.linear(), "t")).contains("linear-gradient(90deg, " + colours + ")");
    }

    @Test
    void savesUnderTheNameOfTheFile() throws IOException {
        var file = folder.resolve("a <b> & \"c\".html");
        Graphs.linear().save(file);
        assertThat(file)
                .content()
                .contains("<title>a &lt;b&gt; &amp; &quot;c&quot;</title>")
                .endsWith("</html>\n");
        Graphs.chain(30_000).save(folder.resolve("large.HTML"));
        assertThat(Files.size(folder.resolve("large.HTML"))).isPositive();
        new GraphModel(List.of(), List.of()).save(folder.resolve("empty.html"));
        assertThat(folder.resolve("empty.html")).isNotEmptyFile();
    }

    @Test
    void saysWhereItCannotWrite() {
        assertThatThrownBy(() -> Graphs.linear().save(folder.resolve("none/graph.html")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the folder " + folder.resolve("none") + " does not exist");
        assertThatThrownBy(() -> Graphs.linear().save(folder.resolve("graph.jpeg")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("save: \"graph.jpeg\" ends in no known format; known are "
                        + "dot, gv, html, json, mmd, png, svg");
    }

    @Test
    void refusesAGraphThatNoBrowserCouldHold() {
        assertThatThrownBy(() -> Graphs.chain(200_001).save(folder.resolve("graph.html")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("save: the graph has 200001 nodes, but a page holds at most 200000; collapse its modules, "
                        + "or save it as .dot");
    }

    private static String element(String page, String start, String end) {
        int from = page.indexOf(start) + start.length();
        return page.substring(from, page.indexOf(end, from));
    }
}
