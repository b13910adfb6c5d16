package dev.autograd.expr;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.exp;
import static dev.autograd.expr.Functions.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final Expr X = var(0);
    private static final Expr Y = var(1);

    @Test
    void computesCommonSubexpressionsOnce() {
        // Equal, but not the same objects.
        Expr e = exp(var(0).plus(var(1))).mul(exp(var(0).plus(var(1))));
        assertThat(Program.of(e).steps())
                .containsExactly(
                        new Step.Load(0, Step.Kind.NUMBER),
                        new Step.Load(1, Step.Kind.NUMBER),
                        new Step.Apply2(BinaryFn.ADD, 0, 1),
                        new Step.Apply1(UnaryFn.EXP, 2),
                        new Step.Apply2(BinaryFn.MUL, 3, 3));
    }

    @Test
    void ordersCommutativeArguments() {
        assertThat(Program.of(X.plus(Y).mul(Y.plus(X))).steps()).hasSize(4);
        assertThat(Program.of(X.minus(Y).mul(Y.minus(X))).steps()).hasSize(5);
    }

    @Test
    void isEqualForEqualFormulas() {
        assertThat(Program.of(exp(X).plus(1))).isEqualTo(Program.of(exp(var(0)).plus(1)));
        assertThat(Program.of(exp(X).plus(1))).isNotEqualTo(Program.of(exp(X).plus(2)));
        assertThat(Program.of(c(0.0))).isNotEqualTo(Program.of(c(-0.0)));
    }

    @Test
    void convertsBetweenNumbersAndTruthValues() {
        assertThat(Program.of(select(X, X.lt(Y).plus(1), Y)).steps())
                .contains(new Step.ToTruth(0))
                .anyMatch(step -> step instanceof Step.ToNumber);
        Program mask = Program.of(select(X, Y, c(0)), BitSet.valueOf(new long[] {1}), Step.Kind.NUMBER);
        assertThat(mask.steps())
                .contains(new Step.Load(0, Step.Kind.TRUTH))
                .noneMatch(step -> step instanceof Step.ToTruth || step instanceof Step.ToNumber);
    }

    @Test
    void convertsTheResult() {
        Program number = Program.of(X.lt(Y), new BitSet(), Step.Kind.NUMBER);
        assertThat(number.steps().get(number.result())).isEqualTo(new Step.ToNumber(2));
        Program truth = Program.of(X, new BitSet(), Step.Kind.TRUTH);
        assertThat(truth.steps().get(truth.result())).isEqualTo(new Step.ToTruth(0));
    }

    @Test
    void dropsWhatTheResultDoesNotNeed() {
        Program.Builder builder = new Program.Builder();
        int x = builder.add(new Step.Load(0, Step.Kind.NUMBER));
        builder.apply(UnaryFn.EXP, x);
        int y = builder.apply(UnaryFn.NEG, x);
        assertThat(builder.build(y))
                .isEqualTo(
                        new Program(List.of(new Step.Load(0, Step.Kind.NUMBER), new Step.Apply1(UnaryFn.NEG, 0)), 1));
    }
}
