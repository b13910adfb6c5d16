package dev.autograd.expr;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.abs;
import static dev.autograd.expr.Functions.copySign;
import static dev.autograd.expr.Functions.exp;
import static dev.autograd.expr.Functions.floor;
import static dev.autograd.expr.Functions.floorDiv;
import static dev.autograd.expr.Functions.max;
import static dev.autograd.expr.Functions.reciprocal;
import static dev.autograd.expr.Functions.relu;
import static dev.autograd.expr.Functions.remainder;
import static dev.autograd.expr.Functions.select;
import static dev.autograd.expr.Functions.sigmoid;
import static dev.autograd.expr.Functions.sqrt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExprTest {
    private static final Expr X = var(0);
    private static final Expr Y = var(1);

    static Stream<Arguments> formulas() {
        return Stream.of(
                of(c(1).div(c(1).plus(exp(X.neg()))), "1 / (1 + exp(-x))"),
                of(X.plus(Y).mul(X.minus(Y)), "(x + y) * (x - y)"),
                of(X.minus(Y.minus(1)), "x - (y - 1)"),
                of(X.mul(Y.mul(X)), "x * (y * x)"),
                of(X.mul(Y).mul(X), "x * y * x"),
                of(X.div(Y.div(X)), "x / (y / x)"),
                of(X.pow(Y).neg(), "-x ^ y"),
                of(X.neg().pow(Y), "(-x) ^ y"),
                of(X.plus(Y).neg(), "-(x + y)"),
                of(c(-2).pow(Y), "(-2) ^ y"),
                of(select(X.gt(0).and(Y.le(1)), X, Y.mul(0.5)), "x > 0 & y <= 1 ? x : 0.5 * y"),
                of(select(X.gt(0), X, Y).plus(1), "(x > 0 ? x : y) + 1"),
                of(max(X, c(0)).mul(param(2)), "max(x, 0) * p2"),
                of(remainder(X, Y).plus(floorDiv(X, Y)), "x % y + x // y"),
                of(X.lt(Y).or(X.eq(Y)).not(), "!(x < y | x == y)"),
                of(X.ne(0).xor(Y.ge(2)), "xor(x != 0, y >= 2)"),
                of(copySign(X, Y).mul(var(4)), "copySign(x, y) * x4"),
                of(c(-0.0), "-0.0"));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void isWrittenWithTheParenthesesItNeeds(Expr e, String text) {
        assertThat(e.toString()).isEqualTo(text);
    }

    static Stream<Arguments> rules() {
        Expr positive = X.gt(0);
        return Stream.of(
                of(X.plus(0), X),
                of(c(0).plus(X), X),
                of(X.minus(0), X),
                of(c(0).minus(X), X.neg()),
                of(X.mul(1), X),
                of(X.mul(-1), X.neg()),
                of(X.div(1), X),
                of(X.div(4), c(0.25).mul(X)),
                of(c(1).div(X), reciprocal(X)),
                of(X.mul(reciprocal(Y)), X.div(Y)),
                of(X.neg().neg(), X),
                of(X.plus(Y.neg()), X.minus(Y)),
                of(X.minus(Y.neg()), X.plus(Y)),
                of(X.minus(Y).neg(), Y.minus(X)),
                of(X.neg().mul(Y.neg()), X.mul(Y)),
                of(X.neg().div(Y), X.div(Y).neg()),
                of(X.plus(-1), X.minus(1)),
                of(X.plus(X), c(2).mul(X)),
                of(c(2).mul(X).plus(X), c(3).mul(X)),
                of(X.neg().minus(X), c(-2).mul(X)),
                of(c(2).mul(c(3).mul(X)), c(6).mul(X)),
                of(X.mul(3).neg(), c(-3).mul(X)),
                of(c(2).plus(3), c(5)),
                of(exp(c(0)), c(1)),
                of(abs(abs(X)), abs(X)),
                of(abs(X.neg()), abs(X)),
                of(relu(relu(X)), relu(X)),
                of(floor(floor(X)), floor(X)),
                of(X.pow(0), c(1)),
                of(X.pow(1), X),
                of(X.pow(2), X.mul(X)),
                of(X.pow(3), X.mul(X).mul(X)),
                of(X.pow(0.5), sqrt(X)),
                of(X.pow(-1), reciprocal(X)),
                of(X.pow(-2), reciprocal(X.mul(X))),
                of(X.pow(-0.5), reciprocal(sqrt(X))),
                of(c(1).pow(X), c(1)),
                of(max(X, X), X),
                of(select(c(1), X, Y), X),
                of(select(c(0), X, Y), Y),
                of(select(positive, X, X), X),
                of(select(positive.not(), X, Y), select(positive, Y, X)),
                of(select(positive, select(positive, X, Y), c(3)), select(positive, X, c(3))),
                of(select(positive, X, c(0)).plus(select(positive, c(0), Y)), select(positive, X, Y)),
                of(positive.not().not(), positive),
                of(X.eq(Y).not(), X.ne(Y)),
                of(positive.and(c(1)), positive),
                of(positive.and(c(0)), c(0)),
                of(positive.or(c(1)), c(1)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isSimplifiedWhereTheValueStays(Expr built, Expr expected) {
        assertThat(built).isEqualTo(expected);
    }

    static Stream<Expr> keptAsTheyAre() {
        return Stream.of(
                // NaN or infinite operands would give something else.
                X.mul(0),
                X.minus(X),
                c(2).mul(X).minus(X),
                X.div(X),
                X.gt(0).not(),
                // Rounds differently.
                X.div(3),
                X.plus(1).minus(1),
                c(1e30).mul(c(1e30).mul(X)),
                // An integer kernel must still see the division by zero.
                floorDiv(c(1), c(0)),
                remainder(c(1), c(0)),
                // A number used as a condition is not that number.
                X.not().not());
    }

    @ParameterizedTest
    @MethodSource("keptAsTheyAre")
    void isNotSimplifiedWhereTheValueCouldChange(Expr e) {
        assertThat(e).matches(it -> it instanceof Expr.Binary || it instanceof Expr.Unary);
        assertThat(e.arity() == 1 || e.toString().contains("0")).isTrue();
    }

    @Test
    void knowsItsOperandsAndParameters() {
        Expr e = X.mul(param(1)).plus(sigmoid(var(3)));
        assertThat(e.arity()).isEqualTo(4);
        assertThat(e.parameters()).isEqualTo(2);
        assertThat(e.variables().stream()).containsExactly(0, 3);
        assertThat(c(2).arity()).isZero();
    }

    @Test
    void substitutesAndSimplifiesAgain() {
        Expr e = X.mul(Y).plus(exp(X));
        assertThat(e.substitute(Map.of(var(0), c(1)))).isEqualTo(Y.plus(Math.E));
        assertThat(e.substitute(i -> var(1 - i))).isEqualTo(Y.mul(X).plus(exp(Y)));
    }

    @Test
    void tellsTruthValuesFromNumbers() {
        assertThat(X.lt(Y).isBoolean()).isTrue();
        assertThat(X.lt(Y).and(X).isBoolean()).isTrue();
        assertThat(select(X, X.lt(Y), X.gt(Y)).isBoolean()).isTrue();
        assertThat(select(X, X.lt(Y), X).isBoolean()).isFalse();
        assertThat(X.lt(Y).plus(X.gt(Y)).isBoolean()).isFalse();
    }

    @Test
    void namesOperandsAsAsked() {
        assertThat(X.plus(Y).plus(var(2)).format("input", "other")).isEqualTo("input + other + x2");
    }

    @Test
    void handlesGraphsWhoseTreesAreTooLarge() {
        Expr shared = X;
        for (int i = 0; i < 200; i++) {
            shared = sigmoid(shared).mul(shared);
        }
        assertThat(shared.arity()).isEqualTo(1);
        assertThat(shared.toString()).hasSizeLessThan(3000).endsWith("...");
        assertThat(Program.of(shared).steps()).hasSize(401);
        Expr deep = X;
        for (int i = 0; i < 100_000; i++) {
            deep = exp(deep);
        }
        assertThat(deep.substitute(i -> Y).arity()).isEqualTo(2);
        assertThat(deep.toString()).contains("...");
    }

    @Test
    void refusesNegativeIndices() {
        assertThatThrownBy(() -> var(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> param(-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-2");
    }
}
