package dev.autograd.expr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The definitions that everything else is compared with, against values computed to 20 digits, and at special
/// points.
class ScalarFunctionsTest {

    @ParameterizedTest
    @CsvSource({
        "ERF, 1e-10, 1.128379167095512615e-10", "ERF, 0.1, 1.124629160182848984e-1",
        "ERF, 0.5, 5.2049987781304653768e-1", "ERF, 0.74, 7.0467807785474577188e-1",
        "ERF, 0.76, 7.1753675280559085234e-1", "ERF, 1.0, 8.4270079294971486934e-1",
        "ERF, 1.5, 9.6610514647531072707e-1", "ERF, 2.5, 9.9959304798255504106e-1",
        "ERF, 3.9, 9.9999996520775140277e-1", "ERF, 5.5, 9.9999999999999264215e-1",
        "ERF, -0.3, -3.2862675945912741619e-1", "ERF, -2.0, -9.9532226501895273416e-1",
        "ERFC, 1e-10, 9.9999999988716208329e-1", "ERFC, 0.3, 6.7137324054087258381e-1",
        "ERFC, 0.74, 2.9532192214525422812e-1", "ERFC, 0.76, 2.8246324719440914766e-1",
        "ERFC, 1.0, 1.5729920705028513066e-1", "ERFC, 2.0, 4.6777349810472658379e-3",
        "ERFC, 5.0, 1.5374597944280348502e-12", "ERFC, 10.0, 2.088487583762544757e-45",
        "ERFC, 26.0, 5.6631924088561428465e-296", "ERFC, -0.3, 1.3286267594591274162",
        "ERFC, -3.0, 1.9999779095030014146", "ASINH, 1e-09, 1.0000000000000000621e-9",
        "ASINH, 0.01, 9.9998333408328871433e-3", "ASINH, 0.5, 4.812118250596034475e-1",
        "ASINH, 1.0, 8.8137358701954302523e-1", "ASINH, 10.0, 2.9982229502979697388",
        "ASINH, 100000.0, 1.220607264555517373e1", "ASINH, 10000000000.0, 2.371899811050040215e1",
        "ASINH, 1e+200, 4.6121016577936908208e2", "ASINH, -0.7, -6.5266656608235575043e-1",
        "ACOSH, 1.0, 0.0", "ACOSH, 1.0000001, 4.4721359190373472707e-4",
        "ACOSH, 1.5, 9.62423650119206895e-1", "ACOSH, 3.0, 1.7627471740390860505",
        "ACOSH, 100000.0, 1.220607264550517373e1", "ACOSH, 10000000000.0, 2.371899811050040215e1",
        "ACOSH, 1e+200, 4.6121016577936908208e2", "ATANH, 1e-09, 1.0000000000000000626e-9",
        "ATANH, 0.01, 1.0000333353334762224e-2", "ATANH, 0.5, 5.493061443340548457e-1",
        "ATANH, 0.99, 2.6466524123622457514", "ATANH, 0.999999, 7.2543286192476693673",
        "ATANH, -0.3, -3.0951960420311170327e-1", "LOG2, 0.3, -1.7369655941662062198",
        "LOG2, 0.75, -4.1503749927884381855e-1", "LOG2, 0.99, -1.4499569695115089577e-2",
        "LOG2, 1.0001, 1.4426229109453829098e-4", "LOG2, 1.4, 4.8542682717024166805e-1",
        "LOG2, 1.6, 6.7807190511263773222e-1", "LOG2, 3.0, 1.5849625007211561815",
        "LOG2, 1e-300, -9.9657842846620870432e2", "LOG2, 1e+300, 9.9657842846620870444e2",
        "LOG2, 5e-324, -1.074e3", "SIGMOID, -700.0, 9.8596765437597708567e-305",
        "SIGMOID, -40.0, 4.2483542552915889773e-18", "SIGMOID, -1.0, 2.6894142136999512075e-1",
        "SIGMOID, 0.0, 5.0e-1", "SIGMOID, 0.1, 5.2497918747893998748e-1",
        "SIGMOID, 5.0, 9.9330714907571514444e-1", "SIGMOID, 40.0, 9.9999999999999999575e-1"
    })
    void areAccurate(UnaryFn fn, double x, double expected) {
        assertThat(Math.abs(fn.apply(x) - expected)).isLessThanOrEqualTo(6 * Math.ulp(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "SIGN, NaN, 0",
        "SIGN, -0.0, 0",
        "SIGN, -Infinity, -1",
        "RELU, NaN, NaN",
        "RELU, -0.0, 0",
        "RELU, Infinity, Infinity",
        "EXP2, 10, 1024",
        "EXP2, -1074, 4.9e-324",
        "EXP2, 1024, Infinity",
        "EXP2, NaN, NaN",
        "LOG2, 8, 3",
        "LOG2, 536870912, 29",
        "LOG2, 0, -Infinity",
        "LOG2, -1, NaN",
        "LOG2, Infinity, Infinity",
        "LOG2, NaN, NaN",
        "LOG2, 4.9e-324, -1074",
        "SIGMOID, -Infinity, 0",
        "SIGMOID, Infinity, 1",
        "SIGMOID, -745, 5e-324",
        "SIGMOID, NaN, NaN",
        "ASINH, -0.0, -0.0",
        "ASINH, -Infinity, -Infinity",
        "ASINH, 1e308, 709.889355822726",
        "ASINH, NaN, NaN",
        "ACOSH, 1, 0",
        "ACOSH, 0.99, NaN",
        "ACOSH, -1e10, NaN",
        "ACOSH, Infinity, Infinity",
        "ACOSH, NaN, NaN",
        "ATANH, 1, Infinity",
        "ATANH, -1, -Infinity",
        "ATANH, 1.5, NaN",
        "ATANH, -0.0, -0.0",
        "ATANH, NaN, NaN",
        "ERF, Infinity, 1",
        "ERF, -Infinity, -1",
        "ERF, NaN, NaN",
        "ERF, -0.0, -0.0",
        "ERF, 1e-300, 1.1283791670955126e-300",
        "ERFC, Infinity, 0",
        "ERFC, -Infinity, 2",
        "ERFC, NaN, NaN",
        "ERFC, 28, 0",
        "ROUND, 0.5, 0",
        "ROUND, 1.5, 2",
        "ROUND, -2.5, -2",
        "ROUND, -0.2, -0.0",
        "TRUNC, -0.7, -0.0",
        "TRUNC, 2.9, 2",
        "TRUNC, -2.9, -2",
        "TRUNC, NaN, NaN",
        "TRUNC, 1e300, 1e300",
        "IS_NAN, NaN, 1",
        "IS_NAN, Infinity, 0",
        "IS_INF, -Infinity, 1",
        "IS_FINITE, NaN, 0",
        "IS_FINITE, 3, 1"
    })
    void takeSpecialValues(UnaryFn fn, double x, double expected) {
        assertSame(fn.apply(x), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "POW, 1, NaN, 1",
        "POW, NaN, 0, 1",
        "POW, -1, Infinity, 1",
        "POW, -8, 3, -512",
        "POW, -8, 0.5, NaN",
        "POW, 0, -1, Infinity",
        "POW, 2, -Infinity, 0",
        "REMAINDER, 5.5, 2, 1.5",
        "REMAINDER, -5.5, 2, 0.5",
        "REMAINDER, 5.5, -2, -0.5",
        "REMAINDER, 1, Infinity, 1",
        "REMAINDER, 1, -Infinity, -Infinity",
        "REMAINDER, 1, 0, NaN",
        "REMAINDER, -0.0, 2, -0.0",
        "FMOD, -5.5, 2, -1.5",
        "FMOD, 5.5, -2, 1.5",
        "FMOD, Infinity, 2, NaN",
        "FLOOR_DIV, 5.5, 2, 2",
        "FLOOR_DIV, -5.5, 2, -3",
        "FLOOR_DIV, 1, 0, Infinity",
        "FLOOR_DIV, -0.5, 1e300, -1",
        "FLOOR_DIV, 0.3, 0.1, 2",
        "FLOOR_DIV, -0.0, 3, -0.0",
        "MAX, NaN, 1, NaN",
        "MIN, 1, NaN, NaN",
        "MAX, -0.0, 0, 0",
        "MIN, 0, -0.0, -0.0",
        "HYPOT, 1e200, 0, 1e200",
        "HYPOT, Infinity, NaN, Infinity",
        "COPY_SIGN, 3, -0.0, -3",
        "ATAN2, 0, -1, 3.141592653589793",
        "ATAN2, -0.0, -1, -3.141592653589793",
        "LT, NaN, 1, 0",
        "GE, NaN, 1, 0",
        "EQ, NaN, NaN, 0",
        "NE, NaN, NaN, 1",
        "EQ, 0, -0.0, 1",
        "AND, NaN, 2, 1",
        "OR, 0, -0.0, 0",
        "XOR, 3, 2, 0",
        "XOR, 0, 2, 1"
    })
    void ofTwoTakeSpecialValues(BinaryFn fn, double a, double b, double expected) {
        assertSame(fn.apply(a, b), expected);
    }

    /// Equal with the sign of zero, and NaN to NaN.
    private static void assertSame(double actual, double expected) {
        assertThat(Double.doubleToLongBits(actual))
                .as("%s, expected %s", actual, expected)
                .isEqualTo(Double.doubleToLongBits(expected));
    }

    @ParameterizedTest
    @EnumSource(UnaryFn.class)
    void areFoundUnderTheirNames(UnaryFn fn) throws ReflectiveOperationException {
        // NEG, ABS and NOT are instructions everywhere.
        if (fn != UnaryFn.NEG && fn != UnaryFn.NOT) {
            Class<?> result = fn.home().getMethod(fn.label(), double.class).getReturnType();
            assertThat(result).isEqualTo(fn.kind().isTruth() ? boolean.class : double.class);
        }
    }
}
