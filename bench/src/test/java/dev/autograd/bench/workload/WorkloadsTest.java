package dev.autograd.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WorkloadsTest {
    private static final Pattern NAME = Pattern.compile("\"([a-z0-9-]+)\": ");

    static List<Workload> quick() {
        return Workloads.all().stream()
                .filter(w -> !w.name().startsWith("conv") && !w.name().equals("toy4-90k"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource
    void quick(Workload workload) {
        Runnable program = workload.program().get();
        program.run();
        program.run(); // as often as one likes
    }

    @Test
    void everyWorkloadHasItsPeerUnderTheSameName() throws IOException {
        List<String> names = Workloads.all().stream().map(Workload::name).toList();
        assertThat(NAME.matcher(script()).results().map((MatchResult m) -> m.group(1)))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    private static String script() throws IOException {
        try (InputStream in = Workload.class.getResourceAsStream("/dev/autograd/bench/torch/workloads.py")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aTimeIsGivenForOneOfWhatARunHasManyOf() {
        Workload chain = Workloads.named("tiny-chain").orElseThrow();
        assertThat(chain.time(6_000_000, 2)).isEqualTo(3_000); // nanoseconds, of a thousand operations in a run
        Workload toy4 = Workloads.named("toy4").orElseThrow();
        assertThat(toy4.time(6_000_000, 2)).isEqualTo(3_000); // microseconds
    }

    @Test
    void namesAreUnique() {
        assertThat(Workloads.all().stream().map(Workload::name)).doesNotHaveDuplicates();
        assertThat(Workloads.named("toy5")).isEmpty();
    }
}
