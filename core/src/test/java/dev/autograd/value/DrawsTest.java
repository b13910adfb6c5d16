package dev.autograd.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Code that is run a second time with the same numbers.
final class DrawsTest {
    static Stream<Arguments> ways() {
        return Stream.of(
                way("nextInt", Random::nextInt),
                way("nextInt bound", r -> r.nextInt(1 << 30)),
                way("nextLong", Random::nextLong),
                way("nextFloat", Random::nextFloat),
                way("nextDouble", Random::nextDouble),
                way("nextGaussian", Random::nextGaussian),
                way("permutation", r -> Arrays.toString(r.permutation(9))),
                way("fillUniform", r -> {
                    float[] values = new float[5];
                    r.fillUniform(values, 0, 5, 0, 1);
                    return Arrays.toString(values);
                }),
                way("fillNormal", r -> {
                    double[] values = new double[5];
                    r.fillNormal(values, 0, 5, 0, 1);
                    return Arrays.toString(values);
                }),
                way("reserve", r -> r.reserve(7)),
                way("split", r -> r.split().nextInt()),
                way("state", r -> Random.fromState(r.state()).nextInt()));
    }

    private static Arguments way(String name, Function<Random, Object> draw) {
        return Arguments.of(name, draw);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void everyWayToDrawIsSeenAndCanBeRepeated(String name, Function<Random, Object> draw) {
        Random random = Random.seed(3);
        random.nextInt(); // within a block
        Draws draws = Draws.record();
        Object first;
        try (draws) {
            first = draw.apply(random);
        }
        long[] reached = random.state();
        random.nextLong();
        random.split();
        long[] later = random.state();
        Draws again = draws.rewind();
        try (again) {
            assertThat(draw.apply(random)).isEqualTo(first);
            assertThat(random.state()).isEqualTo(reached);
        }
        assertThat(draws.difference(again)).isNull();
        assertThat(random.state()).isEqualTo(later);
    }

    @Test
    void afterASecondRunThatFailsGeneratorsStandWhereTheyStood() {
        Random random = Random.seed(1);
        Draws draws = Draws.record();
        try (draws) {
            random.nextInt();
        }
        random.nextInt();
        long[] later = random.state();
        assertThatIllegalStateException().isThrownBy(() -> {
            try (Draws _ = draws.rewind()) {
                random.nextLong();
                throw new IllegalStateException("broken");
            }
        });
        assertThat(random.state()).isEqualTo(later);
    }

    @Test
    void aRecordingInsideIsPartOfTheOuterAndASecondRunIsNot() {
        Random a = Random.seed(1);
        Random b = Random.seed(2);
        Draws outer = Draws.record();
        Draws inner;
        try (outer) {
            inner = Draws.record();
            try (inner) {
                a.nextInt();
            }
            try (Draws _ = inner.rewind()) {
                a.nextInt();
                b.split(); // not recorded before, but set back as well
            }
        }
        assertThat(a.state()[2]).isEqualTo(1);
        assertThat(outer.difference(inner)).isNull();
        a.nextInt();
        Draws again = outer.rewind();
        try (again) {
            assertThat(a.state()[2]).isZero();
            assertThat(b.state()[3]).isZero();
        }
        assertThat(a.state()[2]).isEqualTo(2);
    }

    static Stream<Arguments> differences() {
        Random shared = Random.seed(5);
        return Stream.of(
                Arguments.of(List.of(draw(1)), List.of(draw(1)), null),
                Arguments.of(
                        List.of(draw(1)),
                        List.of(draw(2)),
                        "it drew 2 words from random generator 0 instead of 1 words from random generator 0"),
                Arguments.of(
                        List.of(draw(1)),
                        List.of(),
                        "it drew nothing from random generator 0 instead of 1 words from random generator 0"),
                Arguments.of(
                        List.of(draw(1)),
                        List.of(draw(1), draw(3)),
                        "it drew 3 words from random generator 1 instead of nothing from random generator 1"),
                Arguments.of(
                        List.<Runnable>of(shared::nextInt),
                        List.<Runnable>of(shared::nextInt),
                        "it drew 1 words from random generator 0 as before, but other numbers"),
                Arguments.of(
                        List.of(draw(0)),
                        List.<Runnable>of(() -> Random.seed(0).split()),
                        "it drew 0 words and 1 splits from random generator 0 instead of 0 words from random generator 0"));
    }

    private static Runnable draw(int words) {
        return () -> {
            Random random = Random.seed(0);
            random.reserve(0);
            for (int i = 0; i < words; i++) {
                random.nextInt();
            }
        };
    }

    @ParameterizedTest
    @MethodSource("differences")
    void saysWhatTwoRunsDrewDifferently(List<Runnable> first, List<Runnable> second, String expected) {
        assertThat(recorded(first).difference(recorded(second))).isEqualTo(expected);
    }

    private static Draws recorded(List<Runnable> body) {
        Draws draws = Draws.record();
        try (draws) {
            body.forEach(Runnable::run);
        }
        return draws;
    }

    @Test
    void seesOnlyItsOwnThread() throws InterruptedException {
        Random random = Random.seed(1);
        Draws draws = Draws.record();
        try (draws) {
            Thread.ofPlatform().start(random::nextInt).join();
        }
        assertThat(draws.difference(recorded(List.of()))).isNull();
    }
}
