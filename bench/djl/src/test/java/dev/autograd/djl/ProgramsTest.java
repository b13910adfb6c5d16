package dev.autograd.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.autograd.bench.workload.Workload;
import dev.autograd.bench.workload.Workloads;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProgramsTest {
    private static final Set<String> LONG = Set.of("conv-train", "toy4-90k");

    static List<String> quick() {
        return Programs.ALL.keySet().stream()
                .filter(name -> !LONG.contains(name))
                .toList();
    }

    private static int arrays() {
        NDManager system = Arrays.MANAGER.getParentManager();
        return system.getManagedArrays().size();
    }

    @ParameterizedTest
    @MethodSource("quick")
    void aRunLeavesNothingBehind(String name) {
        Runnable program = Programs.ALL.get(name).get();
        program.run();
        program.run();
        int before = arrays();
        assertThat(before).isPositive();
        program.run();
        program.run();
        assertThat(arrays()).isEqualTo(before);
    }

    @Test
    void everyWorkloadIsThere() {
        assertThat(Programs.ALL.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Workloads.all().stream().map(Workload::name).toList());
    }
}
