package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `autograd bench`.
final class BenchTest {
    @Test
    void theListSaysWhatTheWorkloadsAre() {
        Outcome outcome = Shell.run("bench", "--list");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("toy4 ", "conv2d of 32x64x56x56", "us per step", "s per process", "curve ");
    }

    @Test
    void measuresAndWritesWhatItFound(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("bench.json");
        Path page = folder.resolve("bench.md");
        Path svg = folder.resolve("new/bench.svg");
        Outcome outcome = Shell.run(
                "bench",
                "tiny-add",
                "--vs",
                "plain",
                "--turns",
                2,
                "--warm-up",
                0.01,
                "--json",
                json,
                "--page",
                page,
                "--svg",
                svg);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("workload", "tiny-add", "autograd-plain", svg.toString());
        assertThat(json).content().contains("\"name\" : \"tiny-add\"", "\"ratio\"");
        assertThat(page).content().contains("| tiny-add | autograd-eager |");
        assertThat(Files.size(svg)).isPositive();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(List.of("toy5"), "there is no workload \"toy5\"; there are toy4, "),
                arguments(
                        List.of("toy4", "--vs", "jax"),
                        "--vs jax: there are torch, torch-compile, plain, djl and none"),
                arguments(List.of("toy4", "--vs", "none", "--threads", "0"), "--threads must be at least 1, but is 0"),
                arguments(List.of("toy4", "--turns", "0"), "--turns must be at least 1, but is 0"),
                arguments(List.of("toy4", "--warm-up", "-1"), "--warm-up must be from 0 to 3600 seconds, but is -1.0"),
                arguments(List.of("curve", "--watch", "NaN"), "--watch must be from 0 to 3600 seconds, but is NaN"),
                arguments(List.of("toy4", "--json", "no/such/folder.json"), "must be a file in a folder that exists"));
    }

    @ParameterizedTest
    @MethodSource
    void mistakes(List<String> words, String sentence) {
        Outcome outcome =
                Shell.run(Stream.concat(Stream.of("bench"), words.stream()).toArray());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(sentence);
    }

    @Test
    void djlIsAPeerOnceItIsBuilt() {
        Outcome outcome = Shell.run("bench", "toy4", "--vs", "djl", "--djl", "/no/djl");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("/no/djl has no worker; `./mvnw -q -Pdjl");
    }

    @Test
    void aPythonWithoutPyTorchIsNoPeer() {
        Outcome outcome = Shell.run("bench", "toy4", "--vs", "torch", "--python", "/no/python");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("/no/python has no PyTorch", "--python takes the path");
    }
}
