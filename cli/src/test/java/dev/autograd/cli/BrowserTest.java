package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Graph;
import dev.autograd.Tensor;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrowserTest {
    private static final URI PAGE = URI.create("file:///tmp/a%20b.html");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "Linux, DISPLAY, xdg-open",
        "Linux, WAYLAND_DISPLAY, xdg-open",
        "Linux, HOME, ''",
        "Mac OS X, HOME, open",
        "Windows 11, HOME, 'rundll32 url.dll,FileProtocolHandler'",
    })
    void dependsOnTheDesktop(String system, String variable, String command) {
        assertThat(String.join(" ", Browser.of(system, Map.of(variable, ":0")).command()))
                .isEqualTo(command);
    }

    @Test
    void saysWhyItCouldNot() throws IOException {
        assertThat(new Browser(List.of(), Duration.ZERO).open(PAGE)).hasValue("there is no desktop");
        assertThat(new Browser(List.of("no-such-program-as-this"), Duration.ZERO).open(PAGE))
                .hasValue("there is no program no-such-program-as-this");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void waitsForTheProgramButNotForItsBrowser() throws IOException {
        assertThat(script("exit 3", 30_000).open(PAGE)).hasValue("sh ended with status 3");
        var seen = folder.resolve("seen");
        assertThat(script("echo $0 >" + seen, 30_000).open(PAGE)).isEmpty();
        assertThat(seen).hasContent(PAGE.toString());
        assertThat(script("sleep 1", 1).open(PAGE)).isEmpty();
    }

    private static Browser script(String text, long patience) {
        return new Browser(List.of("sh", "-c", text), Duration.ofMillis(patience));
    }

    /// Without a desktop, and with one that is named and not there.
    @ParameterizedTest
    @CsvSource({"'', there is no desktop", ":4711, there is no program xdg-open"})
    @EnabledOnOs(OS.LINUX)
    void theCommandSaysWhereThePageIs(String display, String reason) throws Exception {
        var graph = folder.resolve("net.json");
        var page = folder.resolve("net.HTML");
        var picture = folder.resolve("net.png");
        Graph.trace(() -> Tensor.ones(2).neg()).save(graph);
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        System.getProperty("jdk.module.path"),
                        "--class-path", // where the tests' JVM has what its automatic modules need
                        System.getProperty("java.class.path"),
                        "--module",
                        "dev.autograd.cli/dev.autograd.cli.Main",
                        "graph",
                        graph.toString(),
                        "--out",
                        page.toString(),
                        "--out",
                        picture.toString(),
                        "--open")
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().keySet().removeIf(name -> name.endsWith("DISPLAY"));
        builder.environment().put("PATH", folder.toString());
        if (!display.isEmpty()) {
            builder.environment().put("DISPLAY", display);
        }
        var process = builder.start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(page + " written\n" + picture + " written\nthe page is " + page
                        + "; nothing could open it here: " + reason + "\n");
        assertThat(process.waitFor()).isZero();
    }
}
