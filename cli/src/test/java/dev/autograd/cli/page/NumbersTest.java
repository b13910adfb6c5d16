package dev.autograd.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "12, 12",
        "-3.14159, -3.142",
        "1234567, '1,234,567'",
        "12345.678, '12,346'",
        "0.0123456, 0.01235",
        "0.00012, 1.200e-04",
        "1e12, 1.000e+12",
        "NaN, –",
        "Infinity, ∞",
        "-Infinity, -∞"
    })
    void numbersAreBrief(double value, String expected) {
        assertThat(Numbers.brief(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3.2e-7, 0.320 µs", "0.0123, 12.3 ms", "1.25, 1.3 s", "119.9, 119.9 s", "125, 2:05", "3725, 1:02:05"})
    void timesHaveTheirUnits(double seconds, String expected) {
        assertThat(Numbers.seconds(seconds)).isEqualTo(expected);
    }
}
