package dev.autograd.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "small shell scripts stand in for the program")
final class GraphvizTest {
    private static final Duration LONG = Duration.ofSeconds(30);

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

    @Test
    void stopsWhenInterruptedAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> script("sleep 600", LONG).svg("digraph {}"))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Graphviz script(String text, Duration limit) {
        return new Graphviz(List.of("sh", "-c", text), limit);
    }
}
