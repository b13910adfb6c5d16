package dev.autograd.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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

/// What operators share: broadcasting, type promotion and the checks of arguments.
final class ArgumentsTest {
    static Stream<Arguments> broadcasts() {
        return Stream.of(
                arguments(Shape.of(2, 3), Shape.of(2, 3), Shape.of(2, 3)),
                arguments(Shape.of(2, 3), Shape.of(3), Shape.of(2, 3)),
                arguments(Shape.of(2, 1), Shape.of(3), Shape.of(2, 3)),
                arguments(Shape.of(4, 1, 3), Shape.of(2, 1), Shape.of(4, 2, 3)),
                arguments(Shape.of(2, 3), Shape.SCALAR, Shape.of(2, 3)),
                arguments(Shape.of(1), Shape.SCALAR, Shape.of(1)),
                arguments(Shape.of(0), Shape.of(1), Shape.of(0)),
                arguments(Shape.of(2, 0), Shape.of(2, 1), Shape.of(2, 0)));
    }

    @ParameterizedTest
    @MethodSource("broadcasts")
    void shapesMeet(Shape a, Shape b, Shape both) {
        assertThat(Broadcast.shapes("op", a, b)).isEqualTo(both);
        assertThat(Broadcast.shapes("op", b, a)).isEqualTo(both);
        assertThat(Broadcast.fits(a, both)).isTrue();
        assertThat(Broadcast.fits(b, both)).isTrue();
        Tensor gradient = Inputs.of(both.sizes());
        for (Shape target : new Shape[] {a, b}) {
            Tensor sum = Broadcast.sumTo(gradient, target);
            assertThat(sum.shape()).isEqualTo(target);
            assertThat(sum.sum().allClose(gradient.sum(), 1e-12, 1e-12)).isTrue();
        }
    }

    @Test
    void shapesThatDoNotMeetAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.zeros(3, 4).add(Tensor.zeros(5)))
                .withMessage(
                        "add: shapes (3, 4) and (5) do not broadcast: dimension -1 is 4 in one and 5 in the other; "
                                + "sizes must be equal or 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.zeros(0, 4).mul(Tensor.zeros(2, 4)))
                .withMessageContaining("dimension -2 is 0 in one and 2");
        assertThat(Broadcast.fits(Shape.of(2, 3), Shape.of(3))).isFalse();
        assertThat(Broadcast.fits(Shape.of(2), Shape.of(3))).isFalse();
        assertThat(Broadcast.fits(Shape.of(2), Shape.of(2, 1))).isFalse();
    }

    /// The table of torch.result_type: tensors with dimensions (1) and without (0).
    @ParameterizedTest
    @CsvSource({
        "INT32 1, INT64 1, INT64",
        "INT64 1, FLOAT32 1, FLOAT32",
        "FLOAT32 1, FLOAT64 1, FLOAT64",
        "BOOL 1, INT32 1, INT32",
        "FLOAT32 1, FLOAT64 0, FLOAT32",
        "INT32 1, INT64 0, INT32",
        "INT64 1, FLOAT32 0, FLOAT32",
        "INT64 1, FLOAT64 0, FLOAT64",
        "BOOL 1, INT64 0, INT64",
        "FLOAT32 0, FLOAT64 0, FLOAT64",
        "INT64 0, FLOAT32 0, FLOAT32"
    })
    void typesMeet(String a, String b, DType both) {
        assertThat(Promotion.of(tensor(a), tensor(b))).isEqualTo(both);
        assertThat(Promotion.of(tensor(b), tensor(a))).isEqualTo(both);
        assertThat(tensor(a).add(tensor(b)).dtype()).isEqualTo(both);
    }

    private static Tensor tensor(String text) {
        String[] parts = text.split(" ", 2);
        Shape shape = parts[1].equals("1") ? Shape.of(2) : Shape.SCALAR;
        return Tensor.ones(shape, DType.valueOf(parts[0]));
    }

    @Test
    void dimensionsCountFromEitherEnd() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(Check.dim("op", -1, shape)).isEqualTo(2);
        assertThat(Check.dim("op", 0, Shape.SCALAR)).isZero();
        assertThat(Check.newDim("op", -1, shape)).isEqualTo(3);
        assertThat(Check.dims("op", new int[] {-1, 0}, shape)).containsExactly(0, 2);
        assertThat(Check.dims("op", new int[0], shape)).containsExactly(0, 1, 2);
        assertThat(Check.dims("op", new int[] {-1}, Shape.SCALAR)).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        Tensor ints = Tensor.of(1L);
        Tensor floats = Tensor.of(1f);
        return Stream.of(
                mistake(() -> Check.dim("op", 3, Shape.of(2, 3, 4)), "op: dimension 3", "[-3, 2]", "(2, 3, 4)"),
                mistake(() -> Check.dim("op", 1, Shape.SCALAR), "op: dimension 1", "[-1, 0]", "()"),
                mistake(() -> Check.newDim("op", -5, Shape.of(2, 3, 4)), "op: dimension -5", "[-4, 3]"),
                mistake(
                        () -> Check.dims("op", new int[] {1, -2}, Shape.of(2, 3, 4)),
                        "op: dimension 1",
                        "twice",
                        "[1, -2]"),
                mistake(() -> Check.floating("op", "input", ints), "op: input (1) is int64", "float32"),
                mistake(() -> Check.index("op", "index", floats), "op: index (1) is float32", "int64"),
                mistake(() -> Check.rank("op", "input", floats, 2), "op: input", "2 dimensions", "(1)"),
                mistake(() -> Check.sameDtype("op", "a", ints, "b", floats), "op: a (1) is int64", "b (1) is float32"),
                mistake(() -> Check.that(false, () -> "op: no"), "op: no"));
    }

    private static Arguments mistake(Runnable call, String... parts) {
        return arguments(call, parts);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheMistake(Runnable call, String[] parts) {
        assertThatThrownBy(call::run)
                .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }
}
