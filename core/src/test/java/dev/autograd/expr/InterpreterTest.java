package dev.autograd.expr;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.exp;
import static dev.autograd.expr.Functions.floorDiv;
import static dev.autograd.expr.Functions.fmod;
import static dev.autograd.expr.Functions.remainder;
import static dev.autograd.expr.Functions.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.value.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {
    private static final Expr X = var(0);
    private static final Expr Y = var(1);

    @Test
    void evaluatesRealNumbers() {
        Expr e = select(X.gt(param(0)), exp(X), Y.mul(param(1)));
        assertThat(Interpreter.of(e).real(new double[] {2, 5}, 1, 10)).isEqualTo(Math.exp(2));
        assertThat(Interpreter.of(e).real(new double[] {0, 5}, 1, 10)).isEqualTo(50);
    }

    @Test
    void countsNaNAsTrueAndTruthAsOne() {
        assertThat(Interpreter.of(select(X, c(3), c(4))).real(new double[] {Double.NaN}))
                .isEqualTo(3);
        assertThat(Interpreter.of(X.lt(1).plus(X.lt(2))).real(new double[] {1.5}))
                .isEqualTo(1);
        assertThat(Interpreter.of(X.and(Y)).real(new double[] {-0.0, 1})).isZero();
        assertThat(Interpreter.of(X.not()).real(new double[] {0})).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 1, -2147483648, 2147483648", "-2147483648, -1, 2147483647, -2147483649", "5, 3, 8, 8"})
    void wrapsIntegersAtTheirWidth(long a, long b, long int32, long int64) {
        Interpreter sum = Interpreter.of(X.plus(Y));
        assertThat(sum.integer(DType.INT32, new long[] {a, b})).isEqualTo(int32);
        assertThat(sum.integer(DType.INT64, new long[] {a, b})).isEqualTo(int64);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 2, 3, 1, 1",
        "-7, 2, -4, 1, -1",
        "7, -2, -4, -1, 1",
        "-7, -2, 3, -1, -1",
        "6, 3, 2, 0, 0",
        "-9223372036854775808, -1, -9223372036854775808, 0, 0"
    })
    void dividesIntegersAsPythonAndC(long a, long b, long quotient, long remainder, long fmod) {
        long[] operands = {a, b};
        assertThat(Interpreter.of(floorDiv(X, Y)).integer(DType.INT64, operands))
                .isEqualTo(quotient);
        assertThat(Interpreter.of(remainder(X, Y)).integer(DType.INT64, operands))
                .isEqualTo(remainder);
        assertThat(Interpreter.of(fmod(X, Y)).integer(DType.INT64, operands)).isEqualTo(fmod);
    }

    @Test
    void refusesToDivideIntegersByZero() {
        for (Expr e : new Expr[] {floorDiv(X, Y), remainder(X, Y), fmod(X, Y)}) {
            assertThatThrownBy(() -> Interpreter.of(e).integer(DType.INT32, new long[] {1, 0}))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("divided by zero");
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 10, 1024", "-3, 3, -27", "7, 0, 1", "0, 0, 1", "3, 40, -6289078614652622815", "-1, 63, -1"})
    void raisesIntegersToPowers(long base, long exponent, long expected) {
        assertThat(Interpreter.of(X.pow(Y)).integer(DType.INT64, new long[] {base, exponent}))
                .isEqualTo(expected);
    }

    @Test
    void refusesNegativeIntegerPowersAndRealFunctions() {
        assertThatThrownBy(() -> Interpreter.of(X.pow(Y)).integer(DType.INT64, new long[] {2, -1}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> Interpreter.of(exp(X)).integer(DType.INT64, new long[] {2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exp")
                .hasMessageContaining("floating");
    }

    @Test
    void treatsBooleansAsZeroAndOne() {
        Interpreter sum = Interpreter.of(X.plus(Y));
        assertThat(sum.integer(DType.BOOL, new long[] {1, 1})).isEqualTo(1);
        assertThat(sum.integer(DType.BOOL, new long[] {0, 0})).isZero();
    }
}
