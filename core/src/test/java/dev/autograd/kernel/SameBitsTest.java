package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// The same seed gives the same numbers on every run, whatever the JIT compiler has compiled by then: one
/// JVM that only interprets and one that soon compiles everything print the same bits, and the second never
/// other ones; so does one that calls vector loops before they are compiled, where the others have not got
/// to them yet.
class SameBitsTest {
    /// C2 compiles after a fifth of the usual calls, and the call waits for it.
    private static final String[] SOON_COMPILED = {"-XX:CompileThresholdScaling=0.2", "-XX:-BackgroundCompilation"};

    /// More than the 1,000 calls after which C2 compiles a method then.
    private static final String ENOUGH = "1100";

    @Test
    void compiledAsInterpreted() throws Exception {
        Process interpreted = start("1", "-Xint");
        Process compiled = start(ENOUGH, SOON_COMPILED);
        List<String> expected = lines(interpreted);
        assertThat(expected).hasSizeGreaterThan(60);
        assertThat(lines(compiled)).containsExactlyElementsOf(expected);
    }

    @Test
    void loopsAsVectors() throws Exception {
        Process loops = start("1");
        Process vectors = start("1", "-Dautograd.warmup=off");
        assertThat(lines(vectors)).containsExactlyElementsOf(lines(loops));
    }

    private static List<String> lines(Process process) throws IOException, InterruptedException {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().filter(line -> !line.startsWith("WARNING")).toList();
    }

    /// The program in a JVM with the same vectors as this one.
    private static Process start(String calls, String... options) throws IOException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        for (String property : List.of("autograd.vector.bits", "autograd.kernels")) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(List.of("-cp", places(), BitsOfKernels.class.getName(), calls));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Where the classes are that the other JVM needs.
    private static String places() throws URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> type : List.of(Backends.class, SameBitsTest.class, Assertions.class)) {
            places.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, places);
    }
}
