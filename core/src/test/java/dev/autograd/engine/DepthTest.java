package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.autograd.value.DType;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Deep and wide graphs need neither a large heap nor a deep stack, and every node is visited once: linear time, linear
/// memory, no recursion. What each graph is, is said in [DeepGraphs].
final class DepthTest {
    @Test
    @DisplayName("112, 114, 115: deep and wide graphs go backward in a heap of 256 MB and a stack of 512 KB")
    void backward() throws Exception {
        Map<String, String> results = run(256, "CHAIN", "LADDER", "DIAMONDS", "CONSUMERS", "SUM");
        String ladder = results.remove("LADDER");
        assertThat(ladder).startsWith("20001 ");
        assertThat(Double.parseDouble(ladder.split(" ")[1])).isCloseTo(ladderGradient(), withPercentage(0.1));
        assertThat(results)
                .containsExactly(
                        Map.entry("CHAIN", "1000001 1.0"),
                        Map.entry("DIAMONDS", "61 1.152921504606847E18"), // 2^60
                        Map.entry("CONSUMERS", "100004 100000.0"),
                        Map.entry("SUM", "200000 1.0 1.0"));
    }

    /// In a double: d/dx of the ladder's top, the product of 1 + s(1 - s) over its rungs.
    private static double ladderGradient() {
        double x = -3;
        double gradient = 1;
        for (int i = 0; i < 10_000; i++) {
            double s = 1 / (1 + Math.exp(-x));
            gradient *= 1 + s * (1 - s);
            x += s;
        }
        return gradient;
    }

    @Test
    @Tag("slow")
    @DisplayName(
            "112, 113, 114, 182: so do grad, release, second derivatives, wide graphs, and graphs that are dropped")
    void everythingElse() throws Exception {
        assertThat(run(
                        256,
                        "DROPPED",
                        "CHAIN_GRAD",
                        "CHAIN_RELEASED",
                        "POWER_TWICE",
                        "LEAVES",
                        "LEAVES_CONVERTED",
                        "LEAVES_GRAD",
                        "LEAVES_RELEASED",
                        "LEAVES_DRAWN",
                        "MANY_DROPPED"))
                .containsExactly(
                        Map.entry("DROPPED", "5000000.0"),
                        Map.entry("CHAIN_GRAD", "1.0"),
                        Map.entry("CHAIN_RELEASED", "1000001 1.0"),
                        Map.entry("POWER_TWICE", "100000.0 9.9999E9"),
                        Map.entry("LEAVES", "400002 1.0 1.0"),
                        Map.entry("LEAVES_CONVERTED", "200002 1.0 1.0"),
                        Map.entry("LEAVES_GRAD", "200000 3.0"),
                        Map.entry("LEAVES_RELEASED", "200000"),
                        Map.entry("LEAVES_DRAWN", "Graph[200002 nodes, 200001 edges] true"),
                        Map.entry("MANY_DROPPED", "flat"));
    }

    @Test
    @Tag("slow")
    @DisplayName("113: a million nodes are drawn in 768 MB")
    void drawn() throws Exception {
        assertThat(run(768, "CHAIN_DRAWN"))
                .containsExactly(Map.entry("CHAIN_DRAWN", "Graph[1000001 nodes, 1000000 edges] true"));
    }

    @Test
    @Tag("slow")
    @DisplayName("113: a million nodes are recorded, and drawn with their gradients, in 1,536 MB")
    void recorded() throws Exception {
        assertThat(run(1536, "CHAIN_RECORDED", "CHAIN_BOTH"))
                .containsExactly(
                        Map.entry("CHAIN_RECORDED", "Graph[graph 1: 1000001 nodes, 1000000 edges] 1000001"),
                        Map.entry("CHAIN_BOTH", "Graph[1000002 nodes, 1000000 edges] Graph[2 nodes, 0 edges]"));
    }

    @Test
    @Tag("slow")
    @DisplayName("113: a million nodes are differentiated twice in 1,280 MB")
    void twice() throws Exception {
        assertThat(run(1280, "LONG_POWER_TWICE"))
                .containsExactly(Map.entry("LONG_POWER_TWICE", "1000000.0 9.99999E11"));
    }

    @Test
    void gradientsThatAreReleasedNeverLiveTogether() throws Exception {
        assertThat(run(160, "MODEL_RELEASED")).containsExactly(Map.entry("MODEL_RELEASED", "100"));
        Process keeping = start(160, "MODEL_KEPT");
        assertThat(new String(keeping.getInputStream().readAllBytes())).contains("OutOfMemoryError");
    }

    /// What each graph printed, in a process of its own.
    private static Map<String, String> run(int megabytes, String... names) throws Exception {
        Process process = start(megabytes, names);
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> List.of(names).contains(line.split(" ", 2)[0]))
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (a, b) -> a, LinkedHashMap::new));
    }

    private static Process start(int megabytes, String... names) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-Xss512k",
                "-cp",
                folderOf(DType.class) + File.pathSeparator + folderOf(DeepGraphs.class),
                DeepGraphs.class.getName()));
        if (names[0].startsWith("MODEL")) { // G1 gives an array of half a region and more whole regions of its own
            command.add(1, "-XX:+UseSerialGC");
        }
        command.addAll(List.of(names));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String folderOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
