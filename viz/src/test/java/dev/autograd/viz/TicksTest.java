package dev.autograd.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TicksTest {
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "0,      1,      0.0 0.2 0.4 0.6 0.8 1.0",
        "0,      1.65,   0.0 0.5 1.0 1.5 2.0",
        "0.37,   1,      0.2 0.4 0.6 0.8 1.0",
        "0.985,  1,      0.985 0.990 0.995 1.000",
        "-3,     4,      -4 -2 0 2 4",
        "0,      90000,  0 20000 40000 60000 80000 100000",
    })
    void encloseTheRangeInRoundSteps(double low, double high, String expected) {
        var ticks = Ticks.over(low, high, 5);
        assertThat(ticks.values().stream()
                        .map(value -> Ticks.written(value, ticks.decimals()))
                        .toList())
                .isEqualTo(Arrays.asList(expected.split(" ")));
        assertThat(ticks.share(ticks.low())).isZero();
        assertThat(ticks.share(ticks.high())).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 4, 1 2 3 4",
        "1, 100, 10 20 30 40 50 60 70 80 90 100",
        "0, 30, 0 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30"
    })
    void wholeNumbersStayInsideTheRange(double low, double high, String expected) {
        var ticks = Ticks.ofWhole(low, high, 15);
        assertThat(ticks.values().stream().map(value -> Ticks.written(value, 0)).toList())
                .isEqualTo(Arrays.asList(expected.split(" ")));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "1,       10,     1 2 5 10",
        "0.3,     20,     0.2 0.5 1 2 5 10 20",
        "70,      400000, '100 1,000 10,000 100,000'",
        "60,      75,     50 100",
        "0.002,   0.002,  0.002 0.005",
        "0.001,   1000,   '0.001 0.01 0.1 1 10 100 1,000'",
    })
    void logarithmsEncloseTheRangeInRoundRatios(double low, double high, String expected) {
        var ticks = Ticks.logarithmic(low, high, 10);
        assertThat(ticks.values().stream().map(ticks::label).toList()).isEqualTo(Arrays.asList(expected.split(" ")));
        assertThat(ticks.low()).isLessThanOrEqualTo(low);
        assertThat(ticks.high()).isGreaterThanOrEqualTo(high);
        assertThat(ticks.share(ticks.low())).isZero();
        assertThat(ticks.share(ticks.high())).isEqualTo(1);
        assertThat(ticks.share(Math.sqrt(ticks.low() * ticks.high()))).isCloseTo(0.5, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5.00", "71.26, 71.3", "0.1874, 0.187", "123456, '123,456'", "1e20, 1.00e+20"})
    void briefNumbersHaveThreeDigits(double value, String expected) {
        assertThat(Ticks.brief(value, 3)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "0, 0", "-2, -2", "1e300, 1e300", "1, 1.0000000000000002"})
    void aRangeWithoutLengthGetsOne(double low, double high) {
        var ticks = Ticks.over(low, high, 5);
        assertThat(ticks.low()).isLessThan(low);
        assertThat(ticks.high()).isGreaterThan(high);
        assertThat(ticks.share(low)).isCloseTo(0.5, within(0.3));
    }

    @ParameterizedTest
    @CsvSource({
        "0,        0",
        "12,       12",
        "0.5,      0.500",
        "-1234.56, '-1,235'",
        "0.00125,  0.00125",
        "1.25e-5,  1.25e-5",
        "-2e-7,    -2e-7",
        "1e6,      1e6",
        "3.45e12,  3.45e12",
        "1e-300,   1e-300"
    })
    void compactNumbersAreBriefAtEverySize(double value, String expected) {
        assertThat(Ticks.compact(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-0.37, 0.37, -0.2 0.0 0.2", "0, 1, 0.0 0.2 0.4 0.6 0.8 1.0", "3e-6, 9e-6, 4e-6 6e-6 8e-6"})
    void numbersWithinARangeStayInside(double low, double high, String expected) {
        var ticks = Ticks.within(low, high, 5);
        assertThat(ticks.values().stream()
                        .map(value -> ticks.decimals() > 4 ? Ticks.compact(value) : ticks.label(value))
                        .toList())
                .isEqualTo(Arrays.asList(expected.split(" ")));
        assertThat(ticks.share(low)).isZero();
        assertThat(ticks.share(high)).isEqualTo(1);
    }
}
