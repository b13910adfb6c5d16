package dev.autograd.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.bench.measure.Course.Point;
import dev.autograd.bench.measure.Stretches.Block;
import dev.autograd.bench.workload.Workload;
import dev.autograd.bench.workload.Workload.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StretchesTest {
    private static final Workload STEP = new Workload("step", "", "step", Unit.MICROSECONDS, 1, () -> () -> {});

    /// @param end in milliseconds
    /// @param time of a run, in microseconds
    private static Block block(long end, long runs, long time) {
        return new Block(end * 1_000_000, runs, runs * time * 1_000);
    }

    @Test
    void aStretchIsATenthOfAPowerOfTen() {
        assertThat(List.of(block(100, 1, 1), block(125, 1, 1), block(130, 1, 1), block(999, 1, 1), block(1001, 1, 1)))
                .extracting(Block::stretch)
                .containsExactly(-10, -9, -8, 0, 1);
    }

    @Test
    void aPointIsTheMedianOfTheBlocksAndOfTheProcesses() {
        List<Block> one = List.of(block(900, 1, 300), block(950, 2, 200), block(980, 3, 100), block(3000, 5, 9));
        List<Block> other = List.of(block(1100, 10, 70), block(1200, 10, 50), block(4000, 1, 9));
        List<Point> points = Stretches.points(STEP, List.of(one, other));
        assertThat(points).extracting(Point::seconds, Point::time, Point::done).hasSize(2);
        assertThat(points.getFirst()).isEqualTo(new Point(1, 200, 3)); // 6 steps of the one process, 0 of the other
        assertThat(points.getLast().seconds()).isCloseTo(1.259, within(1e-3));
        assertThat(points.getLast().time()).isEqualTo(60);
        assertThat(points.getLast().done()).isEqualTo(13); // 6 and 20
    }

    @Test
    void theLastStretchIsLeftOutBecauseItsEndWasNotSeen() {
        assertThat(Stretches.points(STEP, List.of(List.of(block(900, 1, 300), block(950, 1, 200)))))
                .isEmpty();
    }
}
