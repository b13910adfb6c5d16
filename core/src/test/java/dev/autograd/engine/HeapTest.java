package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens in small heaps.
final class HeapTest {
    /// With and without vector kernels, which keep working memory.
    @ParameterizedTest
    @ValueSource(strings = {"jdk.incubator.vector", "java.base"})
    void afterRunningOutOfMemoryTheNextSmallerStepWorks(String module) throws Exception {
        assertThat(ChildJvm.run(OutOfMemory.class, "-Xmx64m", "-XX:+UseSerialGC", "--add-modules", module))
                .last()
                .isEqualTo("forward true backward true");
    }

    @Test
    void checkpointsTrainWhatHasNoRoomOtherwise() throws Exception {
        assertThat(ChildJvm.run(CheckpointedHeap.class, "-Xmx64m", "-XX:+UseSerialGC"))
                .last()
                .isEqualTo("plain: no room, checkpointed: the same gradient");
    }

    @Test
    void droppedGraphsLeaveNothingBehind() throws Exception {
        List<String> lines = ChildJvm.run(DroppedGraphs.class, "-Xmx32m", "-XX:+UseSerialGC");
        long growth = Long.parseLong(lines.getLast().replaceAll("\\D*(-?\\d+)\\D*", "$1"));
        assertThat(growth).as("%s", lines).isLessThan(500_000); // 5 bytes a graph: less than any object
    }
}
