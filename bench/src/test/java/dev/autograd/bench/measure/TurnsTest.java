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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Against workers that are shell scripts, whose clocks say what the test wants.
@EnabledOnOs({OS.LINUX, OS.MAC})
final class TurnsTest {
    private static final Protocol PROTOCOL =
            new Protocol(3, Duration.ofMillis(5), Duration.ofMillis(1), 2, Duration.ZERO);
    private static final Workload STEP = new Workload("step", "", "step", Unit.MICROSECONDS, 1, () -> () -> {});
    private static final Workload PROCESS = new Workload("start", "", "process", Unit.SECONDS, 1, () -> () -> {});

    /// A worker whose run takes so many nanoseconds by its own clock, and which writes down its orders.
    private static final String WORKER = """
            [ "$2" = --whole ] && { echo "whole $3" >> "$0.log"; echo done; exit; }
            echo "ready $0"
            while read -r order argument; do
                echo "$order" >> "$(dirname "$0")/orders"
                case $order in
                    prepare) echo prepared ;;
                    run) echo "took $((argument * $1))" ;;
                esac
            done
            """;

    @TempDir
    private Path folder = Path.of("");

    private Turns turns = new Turns(PROTOCOL, _ -> {});
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        turns = new Turns(PROTOCOL, told::add);
    }

    private Implementation worker(String name, String script, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve(name), script);
        List<String> command = new ArrayList<>(List.of("sh", file.toString()));
        command.addAll(List.of(arguments));
        return new Implementation(name, command);
    }

    @Test
    void timesAreMediansAndRatiosArePairs() throws IOException {
        Result result = turns.measure(STEP, List.of(worker("fast", WORKER, "2000"), worker("slow", WORKER, "6000")));
        assertThat(result.sides().keySet()).containsExactly("fast", "slow");
        var fast = (Side.Measured) result.sides().get("fast");
        assertThat(fast.times().values()).containsExactly(2.0, 2.0, 2.0);
        assertThat(fast.versions()).endsWith("fast");
        assertThat(result.ratio("slow").orElseThrow().median()).isEqualTo(3);
        assertThat(told).contains("step: fast warms up", "step: turn 3 of 3");
    }

    @Test
    void theSidesRunInTurns() throws IOException {
        turns.measure(STEP, List.of(worker("fast", WORKER, "2000"), worker("slow", WORKER, "6000")));
        List<String> orders = Files.readAllLines(folder.resolve("orders"));
        assertThat(orders.stream().filter("prepare"::equals)).hasSize(2);
        assertThat(orders.subList(orders.size() - 6, orders.size())).containsOnly("run"); // three turns of two
    }

    @Test
    void aSideThatFailsSaysWhyAndTheOthersGoOn() throws IOException {
        Result result = turns.measure(
                STEP,
                List.of(
                        worker("fast", WORKER, "2000"),
                        worker("dies", "echo 'no such thing' >&2; exit 1"),
                        worker("refuses", "echo ready; while read -r order; do echo 'error too large'; done"),
                        new Implementation(
                                "missing", List.of(folder.resolve("nothing").toString()))));
        assertThat(result.sides().get("fast")).isInstanceOf(Side.Measured.class);
        assertThat(result.sides().get("dies")).isEqualTo(new Side.Failed("dies ended: no such thing"));
        assertThat(result.sides().get("refuses")).isEqualTo(new Side.Failed("refuses: error too large"));
        assertThat(result.sides().get("missing")).asString().contains("missing cannot be started");
        assertThat(result.ratio("dies")).isEmpty();
    }

    @Test
    void wholeProcessesAreTimedFromOutside() throws IOException {
        Result result =
                turns.measure(PROCESS, List.of(worker("one", WORKER, "1"), worker("silent", "echo 'broken' >&2")));
        var one = (Side.Measured) result.sides().get("one");
        assertThat(one.times().count()).isEqualTo(2);
        assertThat(one.times().min()).isPositive();
        assertThat(Files.readAllLines(folder.resolve("one.log"))).containsExactly("whole start", "whole start");
        assertThat(result.sides().get("silent")).isEqualTo(new Side.Failed("silent ended without a result: broken"));
    }
}
