package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The launcher's options of the JIT compiler, in which the JVM passes over names that do not exist without a word.
final class CompileCommandsTest {
    private static final Path FILE = Path.of("src", "main", "launcher", "compile-commands");
    private static final String VECTOR_LOOPS = "*_vectors*";

    private static List<String> classes(String option) throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith(option + ","))
                .map(line -> line.split(",")[1].replace("::*", ""))
                .toList();
    }

    @Test
    void namesClassesThatExist() throws IOException {
        assertThat(classes("BackgroundCompilation")).contains(VECTOR_LOOPS).hasSizeGreaterThan(10);
        for (String name : classes("BackgroundCompilation")) {
            if (!name.equals(VECTOR_LOOPS)) {
                assertThat(Path.of("..", "core", "src", "main", "java", name.replace('.', '/') + ".java"))
                        .isRegularFile();
            }
        }
    }

    /// Sooner and in the background, a step was several times slower for seconds.
    @Test
    void whatIsCompiledSoonerIsWaitedFor() throws IOException {
        assertThat(classes("CompileThresholdScaling")).isNotEmpty();
        assertThat(classes("BackgroundCompilation")).containsAll(classes("CompileThresholdScaling"));
    }
}
