package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Environment;
import dev.autograd.io.RawTensor;
import dev.autograd.io.SafeTensors;
import dev.autograd.value.DType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `autograd conformance` on a folder of three cases: one agrees, one is wrong, one cannot be run.
final class ConformanceTest {
    private static final String KERNELS = Environment.current().kernels();
    private static final String OTHERS = KERNELS.equals("plain") ? "vector" : "plain";

    @TempDir
    static Path folder;

    @BeforeAll
    static void reference() throws IOException {
        Path cases = Files.createDirectories(folder.resolve("cases"));
        SafeTensors.write(
                cases.resolve("exp.safetensors"),
                Map.of("i0", doubles(0, 0), "right", doubles(1, 1), "wrong", doubles(1, 1.5)),
                Map.of());
        Files.writeString(cases.resolve("index.json"), """
                {"format":"autograd-ref-1","cases":[
                %s,
                %s,
                %s]}
                """.formatted(
                        line("opinfo/exp/f64/0", "exp", "core", "right"),
                        line("opinfo/exp/f64/1", "exp", "core", "wrong"),
                        line("opinfo/fft.fft/f64/0", "fft.fft", "extended", "right")));
        Path truncated = Files.createDirectories(folder.resolve("truncated"));
        Files.copy(cases.resolve("index.json"), truncated.resolve("index.json"));
        byte[] bytes = Files.readAllBytes(cases.resolve("exp.safetensors"));
        Files.write(truncated.resolve("exp.safetensors"), Arrays.copyOf(bytes, bytes.length - 5));
        Path cut = Files.createDirectories(folder.resolve("cut"));
        String index = Files.readString(cases.resolve("index.json"));
        Files.writeString(cut.resolve("index.json"), index.substring(0, index.length() / 2));
    }

    private static String line(String id, String op, String tier, String output) {
        return """
                {"id":"%s","group":"opinfo","op":"%s","args":[{"$t":"i0"}],"kwargs":{},"tier":"%s","inputs":["i0"],\
                "requires_grad":[false],"outputs":["%s"],"out":"tensor","tol":[1e-9,1e-10],"file":"exp.safetensors",\
                "prefix":""}""".formatted(id, op, tier, output);
    }

    private static RawTensor doubles(double... values) {
        return new RawTensor(DType.FLOAT64, new long[] {values.length}, values);
    }

    @Test
    void saysWhatPassedAndWhatDidNot() {
        var outcome = Shell.run("conformance", folder.resolve("cases"));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("""
                %s, on %s kernels

                family             passed  failed  unsupported
                absent: torch.fft       0       0            1
                pointwise               1       1            0

                FAILED opinfo/exp/f64/1
                    output wrong at [1] is 1.0, but 1.5 is expected: off by 0.5, where \
                1.6E-9 is allowed (1 of 2 elements differ)

                1 passed, 1 failed, 1 unsupported
                """.formatted(folder.resolve("cases"), KERNELS));
    }

    static Stream<Arguments> selections() {
        return Stream.of(
                arguments("--filter exp/f64/0", 0, "1 passed, 0 failed, 0 unsupported"),
                arguments("--tier core", 1, "1 passed, 1 failed, 0 unsupported"),
                arguments("--tier extended", 1, "0 passed, 0 failed, 1 unsupported"),
                arguments("--tier CORE --filter /1$", 1, "0 passed, 1 failed, 0 unsupported"),
                arguments("--failures 0", 1, "and 1 more that failed\n\n1 passed, 1 failed, 1 unsupported"));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void runsWhatIsSelectedAndPassesOnlyWhenAllPassed(String options, int status, String end) {
        var outcome = Shell.run((Object[]) words("conformance @/cases " + options));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).endsWith(end + "\n");
        assertThat(outcome.status()).isEqualTo(status);
    }

    @Test
    void writesEveryCaseAsJson() throws IOException {
        Path file = folder.resolve("report.json");
        Shell.run("conformance", folder.resolve("cases"), "--json", file);
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo("""
                {
                  "passed" : 1,
                  "failed" : 1,
                  "unsupported" : 1,
                  "cases" : [ {
                    "id" : "opinfo/exp/f64/0",
                    "family" : "pointwise",
                    "state" : "passed"
                  }, {
                    "id" : "opinfo/exp/f64/1",
                    "family" : "pointwise",
                    "state" : "failed",
                    "reasons" : [ "output wrong at [1] is 1.0, but 1.5 is expected: off by 0.5, \
                where 1.6E-9 is allowed (1 of 2 elements differ)" ]
                  }, {
                    "id" : "opinfo/fft.fft/f64/0",
                    "family" : "absent: torch.fft",
                    "state" : "unsupported",
                    "reasons" : [ "there is no function fft.fft" ]
                  } ]
                }
                """);
    }

    @Test
    void runsOnTheKernelsThatTheProcessHas() {
        assertThat(withKernels(KERNELS).out()).startsWith(folder.resolve("cases") + ", on " + KERNELS + " kernels\n");
    }

    @Test
    void refusesKernelsThatTheProcessCannotHave() {
        var outcome = withKernels(OTHERS);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("autograd: --kernels " + OTHERS + " cannot be had in this process, which runs on ");
    }

    /// The option leaves a property behind.
    private static Shell.Outcome withKernels(String kernels) {
        String before = System.getProperty("autograd.kernels");
        try {
            return Shell.run("conformance", folder.resolve("cases"), "--kernels", kernels);
        } finally {
            if (before == null) {
                System.clearProperty("autograd.kernels");
            } else {
                System.setProperty("autograd.kernels", before);
            }
        }
    }

    @Test
    void runsOnOtherKernelsInAProcessOfItsOwn() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        System.getProperty("jdk.module.path"),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-m",
                        "dev.autograd.cli/dev.autograd.cli.Main",
                        "conformance",
                        folder.resolve("cases").toString(),
                        "--filter",
                        "exp/f64/0",
                        "--kernels",
                        OTHERS)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains(", on " + OTHERS + " kernels").endsWith("1 passed, 0 failed, 0 unsupported\n");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("conformance", "Missing required parameter: 'DIR'"),
                arguments("conformance @/none", "@/none: there is no such folder"),
                arguments("conformance @/cases/index.json", "@/cases/index.json: is a file, but a folder is needed"),
                arguments("conformance @", "@/index.json: there is no such file"),
                arguments("conformance @/cut", "@/cut/index.json: is no valid JSON at line"),
                arguments("conformance @/truncated", "@/truncated/exp.safetensors: "),
                arguments("conformance @/cases --filter a(b", "--filter a(b is no regular expression: Unclosed group"),
                arguments("conformance @/cases --filter nothing", "no case of @/cases is selected by --filter"),
                arguments("conformance @/cases --tier top", "top"),
                arguments("conformance @/cases --kernels gpu", "gpu"),
                arguments("conformance @/cases --failures -1", "--failures must be at least 0, but is -1"),
                arguments(
                        "conformance @/cases --json @/none/r.json", "--json @/none/r.json must be a file in a folder"),
                arguments("conformance @/cases --json @", "--json @ must be a file in a folder that exists"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreAnsweredInOneSentence(String line, String sentence) {
        var outcome = Shell.run((Object[]) words(line));
        assertThat(outcome.err()).startsWith("autograd: ").contains(sentence.replace("@", folder.toString()));
        assertThat(outcome.err().lines()).hasSize(2);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
    }

    private static String[] words(String line) {
        return line.replace("@", folder.toString()).split(" ");
    }
}
