package dev.autograd.op.contraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MatMulTest {
    /// The two shapes, and the einsum that says the same.
    static Stream<Arguments> products() {
        return Stream.of(
                Arguments.of(Shape.of(3), Shape.of(3), "k,k->"),
                Arguments.of(Shape.of(3), Shape.of(3, 2), "k,kn->n"),
                Arguments.of(Shape.of(2, 3), Shape.of(3), "mk,k->m"),
                Arguments.of(Shape.of(2, 3), Shape.of(3, 4), "mk,kn->mn"),
                Arguments.of(Shape.of(5, 2, 3), Shape.of(3, 4), "bmk,kn->bmn"),
                Arguments.of(Shape.of(2, 3), Shape.of(5, 3, 4), "mk,bkn->bmn"),
                Arguments.of(Shape.of(3), Shape.of(5, 3, 4), "k,bkn->bn"),
                Arguments.of(Shape.of(5, 2, 3), Shape.of(3), "bmk,k->bm"),
                Arguments.of(Shape.of(5, 2, 3), Shape.of(5, 3, 4), "bmk,bkn->bmn"),
                Arguments.of(Shape.of(1, 2, 3), Shape.of(5, 3, 4), "bmk,bkn->bmn"),
                Arguments.of(Shape.of(2, 1, 2, 3), Shape.of(5, 3, 2), "abmk,bkn->abmn"),
                Arguments.of(Shape.of(2, 0), Shape.of(0, 4), "mk,kn->mn"),
                Arguments.of(Shape.of(0, 3), Shape.of(3, 4), "mk,kn->mn"),
                Arguments.of(Shape.of(2, 3), Shape.of(3, 0), "mk,kn->mn"),
                Arguments.of(Shape.of(4, 0, 3), Shape.of(3, 2), "bmk,kn->bmn"),
                Arguments.of(Shape.of(2, 3, 0), Shape.of(0, 2), "bmk,kn->bmn"),
                Arguments.of(Shape.of(0, 2, 3), Shape.of(0, 3, 2), "bmk,bkn->bmn"));
    }

    @ParameterizedTest
    @MethodSource("products")
    void agreesWithTheDefinition(Shape a, Shape b, String equation) {
        Tensor x = Inputs.of(a.sizes());
        Tensor y = Inputs.of(b.sizes()).add(0.25);
        Tensor expected = Naive.einsum(equation, x, y);
        assertThat(x.matmul(y).allClose(expected, 1e-12, 1e-12)).isTrue();
        assertThat(x.to(DType.FLOAT32).matmul(y.to(DType.FLOAT32)).allClose(expected.to(DType.FLOAT32), 1e-5, 1e-5))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("products")
    void hasGradientsOfBothOrders(Shape a, Shape b, String equation) {
        Gradcheck.gradgradcheck(x -> x[0].matmul(x[1]), Inputs.of(a.sizes()), Inputs.of(b.sizes()));
    }

    @Test
    void takesOperandsOfAnyStrides() {
        Tensor a = Inputs.of(4, 6);
        Tensor b = Inputs.of(4, 3);
        Tensor expected = Naive.einsum("mk,kn->mn", a.mT().slice(0, 0, 6, 2).contiguous(), b);
        assertThat(a.mT().slice(0, 0, 6, 2).mm(b).allClose(expected, 1e-12, 0)).isTrue();
        assertThat(a.slice(1, 0, 6, 2).mT().mm(b).allClose(expected, 1e-12, 0)).isTrue();
        Tensor repeated = Inputs.of(1, 3).expand(4, 3);
        assertThat(repeated.mT().mm(b).allClose(Naive.einsum("km,kn->mn", repeated.contiguous(), b), 1e-12, 0))
                .isTrue();
    }

    @Test
    void multipliesIntegersExactly() {
        Tensor a = Tensor.of((1L << 53) + 1, 3).reshape(1, 2);
        Tensor b = Tensor.of(1L, 2L).reshape(2, 1);
        assertThat(a.mm(b).itemLong()).isEqualTo((1L << 53) + 7);
        assertThat(a.mm(b).dtype()).isEqualTo(DType.INT64);
    }

    @Test
    void aSumOverNothingIsZero() {
        assertThat(Tensor.zeros(2, 0).mm(Tensor.zeros(0, 3)).toDoubleArray())
                .containsOnly(0)
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 2", "0, 1", "1, -3", "0, 0"})
    void addmmScalesBothParts(double beta, double alpha) {
        Gradcheck.gradgradcheck(
                x -> x[0].addmm(x[1], x[2], beta, alpha), Inputs.of(4), Inputs.of(3, 2), Inputs.of(2, 4));
        Tensor input = Inputs.of(3, 4);
        Tensor a = Inputs.of(3, 2);
        Tensor b = Inputs.of(2, 4);
        Tensor expected = input.mul(beta).add(a.mm(b).mul(alpha));
        assertThat(input.addmm(a, b, beta, alpha).allClose(expected, 1e-12, 1e-12))
                .isTrue();
    }

    @Test
    void addmmDoesNotReadWhatBetaZeroLeavesOut() {
        Tensor nan = Tensor.full(Shape.of(1), Double.NaN);
        assertThat(nan.addmm(Tensor.ones(1, 1), Tensor.ones(1, 1), 0, 1).item()).isEqualTo(1);
    }

    @Test
    void productsOfVectors() {
        Tensor a = Inputs.of(3);
        Tensor b = Inputs.of(3).add(1);
        Gradcheck.gradgradcheck(x -> x[0].dot(x[1]), a, b);
        Gradcheck.gradgradcheck(x -> x[0].outer(x[1]), a, Inputs.of(2));
        Gradcheck.gradgradcheck(x -> x[0].mv(x[1]), Inputs.of(2, 3), a);
        assertThat(a.dot(b).allClose(a.mul(b).sum(), 1e-12, 0)).isTrue();
        assertThat(a.outer(b).get(2, 1)).isEqualTo(a.get(2) * b.get(1));
        assertThat(Tensor.zeros(0).dot(Tensor.zeros(0)).item()).isZero();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        () -> Tensor.ones(3, 4).mm(Tensor.ones(3, 4)),
                        "mm: the last dimension of input (3, 4) is 4",
                        "is 3"),
                mistake(
                        () -> Tensor.ones(1, 3, 4).mm(Tensor.ones(4, 3)),
                        "mm: input must have 2 dimensions",
                        "(1, 3, 4)"),
                mistake(() -> Tensor.ones(2, 3, 4).bmm(Tensor.ones(3, 4, 5)), "bmm", "2 matrices", "(3, 4, 5) has 3"),
                mistake(() -> Tensor.ones(2, 3, 4).matmul(Tensor.ones(3, 4, 5)), "matmul", "(2)", "(3)"),
                mistake(() -> Tensor.scalar(1f).matmul(Tensor.ones(2)), "matmul", "0 and 1"),
                mistake(
                        () -> Tensor.ones(2, 2).matmul(Tensor.ones(Shape.of(2, 2), DType.FLOAT64)),
                        "matmul",
                        "float32",
                        "float64"),
                mistake(() -> Tensor.ones(2, 3).mv(Tensor.ones(2)), "mv", "(2, 3)", "2 elements"),
                mistake(() -> Tensor.ones(2).dot(Tensor.ones(3)), "dot", "2 elements", "(3) has 3"),
                mistake(() -> Tensor.ones(2, 2).dot(Tensor.ones(2)), "dot", "1 dimensions", "(2, 2)"),
                mistake(() -> Tensor.ones(2).outer(Tensor.ones(1, 2)), "outer", "(1, 2)"),
                mistake(() -> Tensor.ones(3).addmm(Tensor.ones(2, 2), Tensor.ones(2, 2)), "addmm", "(3)", "(2, 2)"),
                mistake(() -> Tensor.ones(1).addmm(Tensor.ones(2, 3), Tensor.ones(2, 3)), "addmm", "(2, 3) is 3"));
    }

    private static Arguments mistake(Runnable call, String... words) {
        return Arguments.of(call, words);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesWhatDoesNotFit(Runnable call, String[] words) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }
}
