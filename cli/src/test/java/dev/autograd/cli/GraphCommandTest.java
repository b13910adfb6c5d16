package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Graph;
import dev.autograd.Tensor;
import dev.autograd.graph.GraphModel;
import dev.autograd.io.GraphFile;
import dev.autograd.nn.Layer;
import dev.autograd.nn.LayerNorm;
import dev.autograd.nn.Linear;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GraphCommandTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void saveAGraph() throws IOException {
        var layers = new Sequential(IntStream.range(0, 6)
                .mapToObj(_ -> new Sequential(new LayerNorm(8), new Linear(8, 8), new ReLU()))
                .toArray(Layer[]::new));
        var x = Tensor.rand(4, 8).named("x");
        Graph.trace(() -> layers.forward(x)).save(folder.resolve("net.json"));
    }

    @Test
    void saysWhatIsInAGraph() {
        assertThat(Shell.run("graph", folder.resolve("net.json")).out()).isEqualToNormalizingNewlines("""
                43 nodes, 42 edges

                operator        count  bytes  shapes
                (parameter)        24  2,112  18 of (8), 1 other
                (given tensor)      1    128  (4, 8)
                layerNorm           6    960  (4, 8)
                linear              6    768  (4, 8)
                relu                6    768  (4, 8)

                given x (4, 8)
                output relu (4, 8)
                """);
    }

    @Test
    void namesAMergedModuleInOneLine() {
        assertThat(Shell.run("graph", folder.resolve("net.json"), "--depth", 1).out())
                .contains("0.0, LayerNorm, 1 operation ", "output 5.2, ReLU, 1 operation (4, 8)")
                .doesNotContain("\\u000A");
    }

    static Stream<Arguments> drawings() {
        return Stream.of(
                arguments("net.html", "<title>net</title>"),
                arguments("net.svg", "</svg>"),
                arguments("net.png", "PNG"),
                arguments("net.dot", "digraph"),
                arguments("net.mmd", "flowchart TD"),
                arguments("again.json", "\"version\": 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawings")
    void draws(String name, String content) throws IOException {
        var target = folder.resolve(name);
        var outcome = Shell.run("graph", folder.resolve("net.json"), "--out", target);
        assertThat(outcome.out()).isEqualTo(target + " written" + System.lineSeparator());
        assertThat(Files.readString(target, StandardCharsets.ISO_8859_1)).contains(content);
    }

    @Test
    void changesTheGraphOnTheWay() throws IOException {
        assertThat(changed("--fold").nodes()).hasSize(8);
        assertThat(changed("--fuse").nodes()).hasSize(43 - 6);
        assertThat(changed("--depth", 0).nodes()).hasSize(7);
    }

    @Test
    void tellsOfNamesAndOfMergedModulesOnALine() throws IOException {
        var named = folder.resolve("named.json");
        Tensor loss = new Sequential(new Linear(8, 8))
                .forward(Tensor.ones(2, 8))
                .sum()
                .named("loss");
        Graph.of(loss).collapse(0).save(named);
        assertThat(Shell.run("graph", named).out()).contains("output sum \"loss\" ()", "0, 1 operation");
    }

    @Test
    void refusesADepthBelowZero() {
        var outcome = Shell.run("graph", folder.resolve("net.json"), "--depth", "-2");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--depth must not be negative, but is -2.");
    }

    private static GraphModel changed(Object... options) throws IOException {
        var target = folder.resolve("changed.json");
        var words = Stream.concat(Stream.of("graph", folder.resolve("net.json"), "--out", target), Stream.of(options));
        assertThat(Shell.run(words.toArray()).status()).isZero();
        return GraphFile.read(target);
    }
}
