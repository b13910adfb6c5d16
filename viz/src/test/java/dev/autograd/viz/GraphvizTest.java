package dev.autograd.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.autograd.graph.NodeKind;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "small shell scripts stand in for the program")
final class GraphvizTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PICTURE = "printf '\\211PNG\\r\\n\\032\\nIEND\\256B`\\202'";

    @TempDir
    private Path folder;

    @Test
    void givesWhatTheProgramWrites() throws IOException {
        assertThat(script("echo '<svg>'; cat; echo '</svg>'", LONG).svg("digraph {}"))
                .contains("<svg>\ndigraph {}</svg>\n");
    }

    @Test
    void isEmptyWhereTheProgramIsMissing() throws IOException {
        assertThat(new Graphviz(List.of("no-such-program-as-this"), LONG).svg("digraph {}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 3",
                "echo '<svg></svg>'; exit 1",
                "echo 'what is -Tsvg?'",
                "echo '<svg>'",
                "true",
                "kill -9 $$"
            })
    void isEmptyWhereTheProgramFails(String script) throws IOException {
        assertThat(script(script, LONG).svg("digraph {}")).isEmpty();
    }

    @Test
    void isEmptyWhereTheProgramHangs() throws IOException {
        assertThat(script("sleep 600", Duration.ofMillis(200)).svg("digraph {}"))
                .isEmpty();
    }

    @Test
    void doesNotChokeOnLargeTextInBothDirections() throws IOException {
        var large = "x".repeat(3_000_000);
        assertThat(script("echo '<svg>'; cat; cat >&2 /dev/null; echo '</svg>'", LONG)
                        .svg(large))
                .hasValueSatisfying(svg -> assertThat(svg).contains(large));
    }

    @Test
    void theBuiltInLayoutStandsIn() throws IOException {
        var model = Graphs.linear();
        assertThat(GraphPicture.svg(model, LayoutEngine.AUTO, script("exit 3", LONG)))
                .isEqualTo(SvgWriter.text(LayeredLayout.of(model)));
        assertThat(GraphPicture.svg(model, LayoutEngine.AUTO, script("echo '<svg>here</svg>'", LONG)))
                .isEqualTo("<svg>here</svg>\n");
        assertThat(GraphPicture.svg(model, LayoutEngine.BUILT_IN, script("echo '<svg>here</svg>'", LONG)))
                .doesNotContain("here");
    }

    /// Lays out as the first text says and paints as the second.
    private static Graphviz painter(String layout, String picture) {
        return script("case \"$*\" in *-Tpng*) " + picture + " ;; *) " + layout + " ;; esac", LONG);
    }

    private static String box(double width, double height) {
        return "echo 'digraph { graph [bb=\"0,0," + width + "," + height + "\"]; }'";
    }

    @Test
    void givesThePngThatTheProgramWrites() throws IOException {
        assertThat(painter(box(300, 200), PICTURE).png("digraph {}"))
                .hasValueSatisfying(png -> assertThat(png).hasSize(16).startsWith(0x89, 'P', 'N', 'G'));
    }

    @ParameterizedTest
    @CsvSource({
        "300, 200, 144.00", // twice the normal size
        "7200, 3600, 89.44", // 40 million pixels
        "16000, 400, 144.00",
        "20000, 400, 117.60", // as long as cairo paints
        "72000, 72000, 6.32",
    })
    void choosesTheResolution(double width, double height, String expected) throws IOException {
        var options = folder.resolve("options");
        painter(box(width, height), "echo \"$*\" >'" + options + "'").png("digraph {}");
        assertThat(options).hasContent("-Knop2 -Tpng -Gdpi=" + expected);
    }

    @Test
    void doesNotPaintWhatCairoCouldOnlyPaintTooSmall() throws IOException {
        assertThat(painter(box(40_000, 300), PICTURE).png("digraph {}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 3", "true", "echo hello", "printf '\\211PNG\\r\\n\\032\\n'", "kill -9 $$"})
    void isEmptyWhereItCannotPaint(String picture) throws IOException {
        assertThat(painter(box(300, 200), picture).png("digraph {}")).isEmpty();
        assertThat(painter(picture, PICTURE).png("digraph {}")).isEmpty();
    }

    @Test
    void theBuiltInLayoutPaintsWhereTheProgramIsMissing() throws IOException {
        var model = Graphs.linear();
        var missing = new Graphviz(List.of("no-such-program-as-this"), LONG);
        assertThat(missing.png("digraph {}")).isEmpty();
        assertThat(GraphPicture.png(model, LayoutEngine.AUTO, missing))
                .isEqualTo(PngWriter.bytes(LayeredLayout.of(model)))
                .isEqualTo(GraphPicture.png(model, LayoutEngine.BUILT_IN, painter(box(300, 200), PICTURE)));
        assertThat(GraphPicture.png(model, LayoutEngine.AUTO, painter(box(300, 200), PICTURE)))
                .hasSize(16);
    }

    /// What is installed, where it is: a picture in the colours of the nodes, as large as its layout asks for.
    @Test
    void theInstalledProgramPaints() throws IOException {
        var png = Graphviz.INSTALLED.png(Graphs.linear().dot());
        assumeThat(png).as("Graphviz is installed").isPresent();
        var image = ImageIO.read(new ByteArrayInputStream(png.orElseThrow()));
        assertThat(image.getWidth()).isBetween(300, 600);
        assertThat(image.getHeight()).isBetween(300, 700);
        var colours = new HashSet<Integer>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertThat(colours)
                .contains(Arrays.stream(NodeKind.values())
                        .map(kind -> Color.decode(kind.fill()).getRGB())
                        .toArray(Integer[]::new));
    }

    @Test
    void theInstalledProgramDrawsBothPassesOfWhatRepeats() throws IOException {
        assumeThat(Graphviz.INSTALLED.svg("digraph {}"))
                .as("Graphviz is installed")
                .isPresent();
        var step = Graphs.step(8).foldedRepeats();
        assertThat(step.dot()).contains("\u00d7 8");
        assertThat(Graphviz.INSTALLED.svg(step.dot())).isPresent();
    }

    @Test
    void stopsWhenInterruptedAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> script("sleep 600", LONG).svg("digraph {}"))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Graphviz script(String text, Duration limit) {
        return new Graphviz(List.of("sh", "-c", text, "dot"), limit);
    }
}
