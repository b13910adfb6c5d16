package dev.autograd.op.pointwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Types and shapes of pointwise results, and operands of every layout.
final class PointwiseTypesTest {
    @ParameterizedTest(name = "{0} {1} + {2} {3} is {4}")
    @CsvSource({
        // Two tensors with dimensions meet in the later type.
        "FLOAT32, 1, FLOAT64, 1, FLOAT64",
        "INT64, 1, FLOAT32, 1, FLOAT32",
        "INT32, 1, INT64, 1, INT64",
        "BOOL, 1, INT32, 1, INT32",
        "BOOL, 1, BOOL, 1, BOOL",
        // A scalar tensor counts only when its category is higher.
        "FLOAT32, 1, FLOAT64, 0, FLOAT32",
        "INT32, 1, INT64, 0, INT32",
        "INT64, 1, FLOAT32, 0, FLOAT32",
        "INT64, 1, FLOAT64, 0, FLOAT64",
        "BOOL, 1, INT64, 0, INT64",
        // Two scalars meet as equals.
        "FLOAT32, 0, FLOAT64, 0, FLOAT64",
    })
    void promotesAsPyTorchDoes(DType a, int rankA, DType b, int rankB, DType expected) {
        Tensor x = Tensor.ones(rankA == 0 ? Shape.SCALAR : Shape.of(2), a);
        Tensor y = Tensor.ones(rankB == 0 ? Shape.SCALAR : Shape.of(2), b);
        assertThat(x.add(y).dtype()).isEqualTo(expected);
        assertThat(y.add(x).dtype()).isEqualTo(expected);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of("float + long", Tensor.ones(2).add(2), DType.FLOAT32),
                Arguments.of(
                        "double + double",
                        Tensor.ones(Shape.of(2), DType.FLOAT64).add(2.0),
                        DType.FLOAT64),
                Arguments.of("long + long", Tensor.arange(2).add(2), DType.INT64),
                Arguments.of("int + long", Tensor.of(1, 2).add(2), DType.INT32),
                Arguments.of("long + double", Tensor.arange(2).add(2.5), DType.FLOAT32),
                Arguments.of("bool + long", Tensor.of(true, false).add(2), DType.INT64),
                Arguments.of("bool + double", Tensor.of(true, false).add(0.5), DType.FLOAT32),
                Arguments.of("long / long", Tensor.arange(2).div(2), DType.FLOAT32),
                Arguments.of("exp of long", Tensor.arange(2).exp(), DType.FLOAT32),
                Arguments.of("long > long", Tensor.arange(2).gt(1), DType.BOOL),
                Arguments.of("relu of long", Tensor.arange(2).relu(), DType.INT64),
                Arguments.of("isnan of float", Tensor.ones(2).isnan(), DType.BOOL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    void meetsNumbersAsPyTorchDoes(String what, Tensor result, DType expected) {
        assertThat(result.dtype()).as(what).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'3,4', '4', '3,4'", "'3,1', '1,4', '3,4'", "'', '2,3', '2,3'", "'2,3', '', '2,3'",
        "'1', '5', '5'", "'5,1,7', '6,1', '5,6,7'", "'0,3', '1,3', '0,3'", "'0', '1', '0'",
        "'2,1,100', '3,1', '2,3,100'", "'40,3', '3', '40,3'",
    })
    void broadcasts(String a, String b, String expected) {
        Tensor x = counted(shape(a), 1);
        Tensor y = counted(shape(b), 100);
        Tensor sum = x.add(y);
        assertThat(sum.shape()).isEqualTo(shape(expected));
        double[] all = sum.toDoubleArray();
        double[] left = x.expand(sum.shape()).toDoubleArray();
        double[] right = y.expand(sum.shape()).toDoubleArray();
        for (int i = 0; i < all.length; i++) {
            assertThat(all[i]).isEqualTo(left[i] + right[i]);
        }
    }

    static Stream<Arguments> layouts() {
        Tensor base = counted(Shape.of(6, 40), 0);
        return Stream.of(
                Arguments.of("transposed", base.transpose(0, 1)),
                Arguments.of("every second column", base.slice(1, 0, 40, 2)),
                Arguments.of("with an offset", base.slice(0, 2, 5)),
                Arguments.of("expanded", base.select(0, 1).expand(5, 40)),
                Arguments.of("one column", base.select(1, 3)),
                Arguments.of("permuted", base.reshape(2, 3, 40).permute(2, 0, 1)),
                Arguments.of("of long rows", counted(Shape.of(2, 3000), 0).slice(1, 0, 3000, 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void readsEveryLayout(String what, Tensor x) {
        Tensor dense = x.clone();
        Tensor other = counted(x.shape(), 7);
        assertThat(x.mul(2.0).allClose(dense.mul(2.0), 0, 0)).as(what).isTrue();
        assertThat(x.add(other).allClose(dense.add(other), 0, 0)).as(what).isTrue();
        assertThat(other.sub(x).allClose(other.sub(dense), 0, 0)).as(what).isTrue();
        assertThat(other.where(x.gt(20), x).allClose(other.where(dense.gt(20), dense), 0, 0))
                .as(what)
                .isTrue();
    }

    @Test
    void refusesShapesThatDoNotBroadcast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ones(3, 4).add(Tensor.ones(5)))
                .withMessageContainingAll("add", "(3, 4)", "(5)", "dimension -1 is 4 in one and 5 in the other");
    }

    @Test
    void refusesIntegersToNegativePowers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(2, 3).pow(-1))
                .withMessageContainingAll("pow", "int32", "-1");
    }

    @Test
    void refusesConditionsThatAreNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ones(2).where(Tensor.ones(2), Tensor.ones(2)))
                .withMessageContainingAll("where", "condition", "bool", "float32");
    }

    @Test
    void refusesIntegerDivisionByZero() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Tensor.of(2, 3).floorDivide(Tensor.of(1, 0)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("zero");
    }

    private static Tensor counted(Shape shape, double from) {
        return Tensor.arange(from, from + shape.numel(), 1, DType.FLOAT64).reshape(shape);
    }

    private static Shape shape(String sizes) {
        return sizes.isEmpty()
                ? Shape.SCALAR
                : Shape.of(
                        Stream.of(sizes.split(",")).mapToLong(Long::parseLong).toArray());
    }
}
