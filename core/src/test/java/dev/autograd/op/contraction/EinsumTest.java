package dev.autograd.op.contraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EinsumTest {
    /// An equation, the same with letters for everything and its output written out, and the operands' shapes.
    static Stream<Arguments> equations() {
        return Stream.of(
                of("ij->ji", "ij->ji", Shape.of(2, 3)),
                of("ij", "ij->ij", Shape.of(2, 3)),
                of("ba", "ba->ab", Shape.of(2, 3)),
                of("aB", "aB->Ba", Shape.of(2, 3)),
                of("ij->", "ij->", Shape.of(2, 3)),
                of("ij->i", "ij->i", Shape.of(2, 3)),
                of("ii", "ii->", Shape.of(3, 3)),
                of("ii->i", "ii->i", Shape.of(3, 3)),
                of("iij->ji", "iij->ji", Shape.of(3, 3, 2)),
                of("ijij->ij", "ijij->ij", Shape.of(2, 3, 2, 3)),
                of("iii->i", "iii->i", Shape.of(3, 3, 3)),
                of("jiij->ij", "jiij->ij", Shape.of(2, 3, 3, 2)),
                of("i,i", "i,i->", Shape.of(3), Shape.of(3)),
                of("i,j->ij", "i,j->ij", Shape.of(2), Shape.of(3)),
                of("ik,kj", "ik,kj->ij", Shape.of(2, 3), Shape.of(3, 4)),
                of(" i k , k j -> j i ", "ik,kj->ji", Shape.of(2, 3), Shape.of(3, 4)),
                of("ij,ij->ij", "ij,ij->ij", Shape.of(2, 3), Shape.of(2, 3)),
                of("bi,bi->b", "bi,bi->b", Shape.of(2, 3), Shape.of(2, 3)),
                of("bik,bkj->bij", "bik,bkj->bij", Shape.of(2, 3, 4), Shape.of(2, 4, 2)),
                of("bhtd,bhsd->bhts", "bhtd,bhsd->bhts", Shape.of(2, 2, 3, 2), Shape.of(2, 2, 4, 2)),
                of("ijk,jil->kl", "ijk,jil->kl", Shape.of(2, 3, 4), Shape.of(3, 2, 2)),
                of("ik,kj->i", "ik,kj->i", Shape.of(2, 3), Shape.of(3, 4)),
                of("ii,i->i", "ii,i->i", Shape.of(3, 3), Shape.of(3)),
                of("ij,jk,kl->il", "ij,jk,kl->il", Shape.of(2, 3), Shape.of(3, 4), Shape.of(4, 2)),
                of("bn,anm,bm->ba", "bn,anm,bm->ba", Shape.of(2, 3), Shape.of(2, 3, 2), Shape.of(2, 2)),
                of("i,i,i,i->", "i,i,i,i->", Shape.of(3), Shape.of(3), Shape.of(3), Shape.of(3)),
                of(",i->i", ",i->i", Shape.SCALAR, Shape.of(3)),
                of("...ij->...ji", "abij->abji", Shape.of(2, 1, 2, 3)),
                of("...i,...i", "abi,abi->ab", Shape.of(2, 2, 3), Shape.of(2, 2, 3)),
                of("...ik,kj->...ij", "abik,kj->abij", Shape.of(2, 2, 2, 3), Shape.of(3, 2)),
                of("...ik,...kj->...ij", "abik,bkj->abij", Shape.of(2, 3, 2, 3), Shape.of(3, 3, 2)),
                of("i...->i", "iab->i", Shape.of(2, 3, 2)),
                of("...,...->...", "ab,b->ab", Shape.of(2, 3), Shape.of(3)),
                of("i...j,j->...i", "iabj,j->abi", Shape.of(2, 3, 2, 2), Shape.of(2)),
                of("ij,jk->ik", "ij,jk->ik", Shape.of(2, 1), Shape.of(3, 4)),
                of("ij,ij->i", "ij,ij->i", Shape.of(2, 3), Shape.of(2, 1)),
                of("ij,ij->ij", "ij,ij->ij", Shape.of(1, 3), Shape.of(2, 1)),
                of("ij,ij->ij", "ij,ij->ij", Shape.of(1, 3), Shape.of(1, 3)),
                of("...i,...i->...", "ai,ai->a", Shape.of(1, 3), Shape.of(4, 3)),
                of("ik,kj->ij", "ik,kj->ij", Shape.of(2, 0), Shape.of(0, 3)),
                of("ik,kj->ij", "ik,kj->ij", Shape.of(0, 3), Shape.of(3, 2)));
    }

    private static Arguments of(String equation, String letters, Shape... shapes) {
        return Arguments.of(equation, letters, shapes);
    }

    @ParameterizedTest
    @MethodSource("equations")
    void agreesWithTheDefinition(String equation, String letters, Shape[] shapes) {
        Tensor[] operands = operands(shapes);
        Tensor actual = Tensor.einsum(equation, operands);
        Tensor expected = Naive.einsum(letters, operands);
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.allClose(expected, 1e-12, 1e-12)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("equations")
    void hasGradientsOfBothOrders(String equation, String letters, Shape[] shapes) {
        Gradcheck.gradgradcheck(x -> Tensor.einsum(equation, x), operands(shapes));
    }

    private static Tensor[] operands(Shape[] shapes) {
        Tensor[] operands = new Tensor[shapes.length];
        Arrays.setAll(operands, i -> Inputs.of(shapes[i].sizes()).add(0.25 * i));
        return operands;
    }

    @Test
    void takesTheTraceOfIntegers() {
        assertThat(Tensor.einsum("ii", Tensor.of(1L, 2, 3, 4).reshape(2, 2)).itemLong())
                .isEqualTo(5);
        Tensor product = Tensor.einsum("i,i", Tensor.of(1, 2), Tensor.of(3, 4));
        assertThat(product.itemLong()).isEqualTo(11);
        assertThat(product.dtype()).isEqualTo(DType.INT32);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ij,jk,kl->il | names 3 operands, but got 2
            ij->ij       | names 1 operands, but got 2
            ij,ik->jk    | subscript i has size 3 in operand 1 (3, 4) of 'ij,ik->jk', but size 2 before
            ij,jk->iz    | output subscript z
            ijk,jk->i    | names 3 dimensions of operand 0, which has 2
            i,jk->i      | names 1 dimensions of operand 0, which has 2; use ...
            ij,jk->ii    | output subscript i of 'ij,jk->ii' stands more than once
            ii,jk->k     | subscript i stands twice at operand 0 (2, 3) of 'ii,jk->k', with sizes 2 and 3
            i1,jk->k     | '1' in the subscripts of operand 0
            i.j,jk->k    | '.' in the subscripts of operand 0
            ij,jk->..k   | '.' in the subscripts of the output
            ......,jk->k | '.' in the subscripts of operand 0
            """)
    void namesWhatDoesNotFit(String equation, String message) {
        assertThatThrownBy(() -> Tensor.einsum(equation, Tensor.ones(2, 3), Tensor.ones(3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("einsum: ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesMixedTypes() {
        assertThatThrownBy(() -> Tensor.einsum("i,i", Tensor.ones(2), Tensor.of(1.0, 2.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("einsum", "float32", "float64");
    }
}
