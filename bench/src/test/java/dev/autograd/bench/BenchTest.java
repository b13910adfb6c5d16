package dev.autograd.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.bench.measure.BenchException;
import dev.autograd.bench.measure.Protocol;
import dev.autograd.bench.report.Lines;
import dev.autograd.bench.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BenchTest {
    private static final Protocol SHORT =
            new Protocol(2, Duration.ofMillis(1), Duration.ofMillis(1), 1, Duration.ofMillis(1));

    private static BenchOptions options(List<String> workloads, List<Peer> peers, String python) {
        return new BenchOptions(workloads, peers, 1, Optional.of(python), Path.of("/no/djl"), List.of(), SHORT);
    }

    @Test
    void theLibraryIsComparedWithItselfWithoutTheVectorModule() throws Exception {
        List<String> lines = new ArrayList<>();
        Bench bench =
                new Bench(options(List.of("tiny-add", "curve", "startup"), List.of(Peer.PLAIN), "unused"), _ -> {});
        Report report = bench.run(result -> lines.add(Lines.of(result)));
        assertThat(report.complete()).as(String.join("\n", lines)).isTrue();
        assertThat(report.peers()).containsExactly("autograd-plain");
        assertThat(report.versions()).hasSize(2).anyMatch(v -> v.startsWith("autograd on plain kernels"));
        assertThat(lines).hasSize(2);
        assertThat(report.courses().orElseThrow().sides().keySet()).containsExactly("autograd-eager", "autograd-plain");
    }

    @Test
    void unknownWorkloadsAreRefusedWithTheKnownOnes() {
        Bench bench = new Bench(options(List.of("toy5"), List.of(), "unused"), _ -> {});
        assertThatThrownBy(() -> bench.run(_ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no workload \"toy5\"; there are toy4, digits-sgd");
    }

    @Test
    void aPythonWithoutPyTorchIsRefused() {
        Bench bench = new Bench(options(List.of("toy4"), List.of(Peer.TORCH), "/no/python"), _ -> {});
        assertThatThrownBy(() -> bench.run(_ -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageStartingWith("/no/python has no PyTorch");
    }

    @Test
    void whereDjlIsNotBuiltTheCommandThatBuildsItIsNamed() {
        Bench bench = new Bench(options(List.of("toy4"), List.of(Peer.DJL), "unused"), _ -> {});
        assertThatThrownBy(() -> bench.run(_ -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageStartingWith("there is no DJL to compare with: /no/djl has no worker; `./mvnw -q -Pdjl");
    }

    @Test
    void peersHaveNames() {
        assertThat(Peer.names()).containsExactly("torch", "torch-compile", "plain", "djl");
        assertThat(Peer.named("torch-compile")).contains(Peer.TORCH_COMPILE);
        assertThat(Peer.named("jax")).isEmpty();
    }
}
