package dev.autograd.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.bench.workload.Workload;
import dev.autograd.bench.workload.Workload.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Against workers that are shell scripts, whose clocks say what the test wants.
@EnabledOnOs({OS.LINUX, OS.MAC})
final class FollowerTest {
    private static final Workload STEP = new Workload("step", "", "step", Unit.MICROSECONDS, 1, () -> () -> {});
    private static final Protocol PROTOCOL = new Protocol(1, Duration.ZERO, Duration.ZERO, 2, Duration.ofMillis(120));

    /// A worker whose steps take 4 ms at first and 40 us from the tenth on, by its own clock.
    private static final String WORKER = """
            echo "$1" >> "$(dirname "$0")/started"
            echo "ready $1"
            done=0
            while read -r order argument; do
                case $order in
                    prepare) echo prepared ;;
                    run)
                        each=4000000
                        [ $done -ge 10 ] && each=40000
                        done=$((done + argument))
                        echo "took $((argument * each))" ;;
                esac
            done
            """;

    @TempDir
    private Path folder = Path.of("");

    private Implementation worker(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), script);
        return new Implementation(name, List.of("sh", file.toString(), name));
    }

    @Test
    void everySideHasFreshProcessesInTurns() throws IOException {
        List<String> told = new ArrayList<>();
        Courses courses =
                new Follower(PROTOCOL, told::add).follow(STEP, List.of(worker("one", WORKER), worker("two", WORKER)));
        assertThat(Files.readAllLines(folder.resolve("started"))).containsExactly("one", "two", "one", "two");
        assertThat(courses.sides().keySet()).containsExactly("one", "two");
        assertThat(courses.complete()).isTrue();
        assertThat(told).contains("curve: two, process 2 of 2");
        var one = (Course.Followed) courses.sides().get("one");
        assertThat(one.versions()).isEqualTo("one");
        assertThat(one.points()).isNotEmpty().allSatisfy(point -> {
            assertThat(point.time()).isBetween(40.0, 4000.0);
            assertThat(point.done()).isNotNegative();
        });
        assertThat(one.points()).isSortedAccordingTo(java.util.Comparator.comparing(Course.Point::seconds));
        assertThat(one.points().getLast().time()).isEqualTo(40);
    }

    @Test
    void aSideThatFailsSaysWhyAndTheOthersGoOn() throws IOException {
        Courses courses = new Follower(PROTOCOL, _ -> {})
                .follow(STEP, List.of(worker("dies", "echo 'no such thing' >&2; exit 1"), worker("two", WORKER)));
        assertThat(courses.sides().get("dies")).isEqualTo(new Course.Failed("dies ended: no such thing"));
        assertThat(courses.sides().get("two")).isInstanceOf(Course.Followed.class);
        assertThat(courses.complete()).isFalse();
        assertThat(Files.readAllLines(folder.resolve("started"))).containsExactly("two", "two");
    }
}
