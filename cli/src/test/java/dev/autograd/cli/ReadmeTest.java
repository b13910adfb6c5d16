package dev.autograd.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs in README.md compile and do what it says: the one at its head learns and draws.
///
/// With `-Dreadme.pictures=DIR` it leaves its picture there: that is how `docs/images/graph.svg` is made.
final class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    private Path folder;

    @Test
    void theFirstProgramRuns() throws Exception {
        Path picture = folder.resolve("graph.svg");
        String program = firstProgram().replace("Path.of(\"graph.svg\")", "Path.of(\"" + picture + "\")");
        assertThat(program.lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(16);
        String output = run(source(program));
        Matcher accuracy = Pattern.compile("accuracy ([0-9.]+)").matcher(output);
        assertThat(accuracy.find()).as(output).isTrue();
        assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThan(0.97);
        assertThat(Files.readString(picture).toUpperCase(java.util.Locale.ROOT))
                .contains("CROSSENTROPY", "0.WEIGHT", "#A5D6A7", "(256, 16)");
        String wanted = System.getProperty("readme.pictures");
        if (wanted != null) {
            Files.copy(picture, Path.of("..", wanted, "graph.svg"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The section "An operator of your own": its gradient check passes, and fails when a sign in the gradient is
    /// wrong.
    @Test
    void theOperatorOfOnesOwnIsRight() throws Exception {
        String program = block("record Swish");
        String output = run(source(program + "System.out.println(y);"));
        assertThat(output).contains("0.3396", "-0.1824", "1.9051");
        Path wrong = source(program.replace("s.add(", "s.sub("));
        assertThat(wrong).content().contains("s.sub(");
        assertThatThrownBy(() -> run(wrong)).hasMessageContaining("gradcheck: the derivative of output 0 (3)");
    }

    /// The section "Where the time goes": fewer steps of its program give a table and a file.
    @Test
    void theProfileOfATraining() throws Exception {
        Path stacks = folder.resolve("steps.folded");
        String program = block("Profiler.start")
                .replaceAll("[0-9],?000", "3")
                .replace("Path.of(\"steps.folded\")", "Path.of(\"" + stacks + "\")");
        assertThat(run(source(program)))
                .containsPattern("\nlinear +forward +6 ")
                .containsPattern("\nbackward\\(linear\\) +backward +6 ")
                .containsPattern("\nAdam.step +step +3 ");
        assertThat(stacks).content().contains("Sequential;0;linear ", "backward;backward(linear)");
    }

    /// The section "A training on one page": its program leaves a file of events.
    @Test
    void theEventsOfATraining() throws Exception {
        String program = block("EventWriter.open")
                .replace("Path.of(\"runs/first\")", "Path.of(\"" + folder + "\", \"events\")")
                .replace("100;", "3;");
        run(source(program));
        try (var files = Files.list(folder.resolve("events"))) {
            Path events = files.findFirst().orElseThrow();
            assertThat(Files.readString(events, StandardCharsets.ISO_8859_1))
                    .contains("loss/train", "parameters/2.bias", "gradients/0.weight", "crossEntropy");
        }
    }

    /// The section "What could run as one": its program prints the report that stands below it, and draws.
    @Test
    void theFusedGraph() throws Exception {
        Path picture = folder.resolve("fused.svg");
        String program = block("fusion.report()").replace("Path.of(\"fused.svg\")", "Path.of(\"" + picture + "\")");
        String report = run(source(program))
                .lines()
                .dropWhile(line -> !line.startsWith("Number"))
                .collect(joining("\n"));
        assertThat(report).startsWith("Number of nodes: 22 -> 14\nNumber of edges: 26 -> 18\n");
        assertThat(README).content().contains(report.indent(4));
        assertThat(picture).content().contains("matmul+add+sigmoid", "matmul+add+relu");
    }

    /// The section "Seeing a model": its program prints the graphs that stand below it, and draws both
    /// passes.
    @Test
    void theRecordedBranches() throws Exception {
        Path both = folder.resolve("both.dot");
        Path modules = folder.resolve("modules.dot");
        String program = block("Graph.record(")
                .replace("Path.of(\"both.dot\")", "Path.of(\"" + both + "\")")
                .replace("Path.of(\"modules.dot\")", "Path.of(\"" + modules + "\")");
        String graphs = run(source(program))
                .lines()
                .filter(line -> line.startsWith("Graph["))
                .collect(joining("\n"));
        assertThat(README).content().contains(graphs.indent(4));
        assertThat(both).content().contains("label=\"backward\"", "0.weight.grad (16, 8)");
        assertThat(modules).content().contains("1 operation").doesNotContain("subgraph");
    }

    private static String firstProgram() throws Exception {
        return block("new Sequential");
    }

    /// The block of Java that contains a text.
    private static String block(String text) throws Exception {
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(text))
                .findFirst()
                .orElseThrow();
    }

    /// A program around statements.
    private Path source(String statements) throws Exception {
        return Files.writeString(folder.resolve("Readme.java"), """
                import dev.autograd.*;
                import dev.autograd.nn.*;
                import dev.autograd.optim.*;
                import dev.autograd.tensorboard.*;
                import dev.autograd.value.*;
                import java.nio.file.Path;

                public class Readme {
                    public static void main(String[] args) throws Exception {
                        %s
                    }
                }
                """.formatted(statements));
    }

    /// Compiles and runs a source file in a process of its own, as a reader would.
    private static String run(Path source) throws Exception {
        String modules = System.getProperty("jdk.module.path");
        assertThat(modules).as("the tests run on the module path").isNotNull();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modules,
                        "--class-path", // where the tests' JVM has what its automatic modules need
                        System.getProperty("java.class.path"),
                        "--add-modules",
                        "dev.autograd.viz,dev.autograd.tensorboard,jdk.incubator.vector",
                        source.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
