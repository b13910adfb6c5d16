package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.value.DType;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs a program in a process of its own, whose memory a test limits.
final class ChildJvm {
    private ChildJvm() {}

    /// The lines that the program prints, after it has ended well.
    ///
    /// @param options of the JVM, such as `-Xmx64m`
    static List<String> run(Class<?> program, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", folder(DType.class) + File.pathSeparator + folder(program), program.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().filter(line -> !line.startsWith("WARNING")).toList();
    }

    private static String folder(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
