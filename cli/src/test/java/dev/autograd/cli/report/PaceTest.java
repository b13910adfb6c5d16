package dev.autograd.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaceTest {
    /// Asked every second of half a minute, at least five seconds apart.
    @ParameterizedTest
    @CsvSource({"0, 5 10 15 20 25", "50, 5 11 17 23 29", "200, 5 16 27", "2000, 5"})
    void dearWorkIsDoneSeldom(long milliseconds, String expected) {
        AtomicLong clock = new AtomicLong();
        Pace pace = new Pace(Duration.ofSeconds(5), clock::get);
        List<String> done = new ArrayList<>();
        for (long second = 0; second < 30; second++) {
            clock.set(Math.max(clock.get(), Duration.ofSeconds(second).toNanos()));
            String now = Long.toString(second);
            pace.perhaps(() -> {
                done.add(now);
                clock.addAndGet(Duration.ofMillis(milliseconds).toNanos());
            });
        }
        assertThat(String.join(" ", done)).isEqualTo(expected);
    }
}
