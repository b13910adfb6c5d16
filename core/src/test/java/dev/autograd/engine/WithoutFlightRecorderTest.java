package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The library works where the Flight Recorder is not.
final class WithoutFlightRecorderTest {
    @Test
    void computesAndProfiles() throws Exception {
        assertThat(ChildJvm.run(WithoutFlightRecorder.class, "--limit-modules", "java.base"))
                .filteredOn(line -> !line.contains("plain kernels") && !line.contains("Backends"))
                .containsExactly("false", "true", "tensor([2., 4.])");
    }
}
