package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.value.DType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Reading a tensor's values from Java.
final class ValuesTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @EnumSource
    void everyTypeIsReadInEveryForm(DType dtype) {
        Tensor x =
                Tensor.of(0L, 1L, 1L, 0L).view(2, 2).to(dtype).transpose(0, 1).slice(0, 1, 2);
        assertThat(x.toFloatArray()).containsExactly(1, 0);
        assertThat(x.toDoubleArray()).containsExactly(1, 0);
        assertThat(x.toLongArray()).containsExactly(1, 0);
        assertThat(x.toIntArray()).containsExactly(1, 0);
        assertThat(x.toBooleanArray()).containsExactly(true, false);
        assertThat(x.get(0, 0)).isEqualTo(x.get(-1, -2)).isEqualTo(1);
        assertThat(x.select(1, 0).item()).isEqualTo(1);
        assertThat(x.select(1, 0).itemLong()).isEqualTo(1);
        assertThat(x.toArray()).isEqualTo(new Object[] {x.select(0, 0).toArray()});
    }

    static Stream<Arguments> nested() {
        return Stream.of(
                arguments(Tensor.scalar(2f), new float[] {2}),
                arguments(Tensor.of(1, 2), new int[] {1, 2}),
                arguments(Tensor.arange(4).view(2, 2), new long[][] {{0, 1}, {2, 3}}),
                arguments(Tensor.of(1.0, 2.0).view(1, 2, 1), new double[][][] {{{1}, {2}}}),
                arguments(Tensor.of(true).view(1, 1), new boolean[][] {{true}}),
                arguments(Tensor.zeros(2, 0), new float[2][0]),
                arguments(Tensor.zeros(0, 2), new float[0][2]),
                arguments(Tensor.zeros(0), new float[0]));
    }

    @ParameterizedTest
    @MethodSource("nested")
    void toArrayNests(Tensor x, Object array) {
        assertThat(x.toArray()).isEqualTo(array).hasSameClassAs(array);
    }

    @Test
    void longsAreExact() {
        assertThat(Tensor.scalar(Long.MAX_VALUE).itemLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(Tensor.of(Long.MIN_VALUE + 1).toLongArray()).containsExactly(Long.MIN_VALUE + 1);
    }

    @Test
    void arraysAreCopies() {
        Tensor x = Tensor.of(1f);
        x.toFloatArray()[0] = 9;
        ((float[]) x.toArray())[0] = 9;
        assertThat(x.item()).isEqualTo(1);
    }

    static Stream<Arguments> closeness() {
        return Stream.of(
                arguments(Tensor.of(1.0), Tensor.of(1.05), 0.1, 0, true),
                arguments(Tensor.of(1.0), Tensor.of(1.05), 0, 0.1, true),
                arguments(Tensor.of(1.0), Tensor.of(1.05), 0.01, 0.01, false),
                arguments(Tensor.of(NAN), Tensor.of(NAN), 0, 0, true),
                arguments(Tensor.of(NAN), Tensor.of(0.0), 1, 1, false),
                arguments(Tensor.of(0.0), Tensor.of(NAN), 1, 1, false),
                arguments(Tensor.of(INF), Tensor.of(INF), 0, 0, true),
                arguments(Tensor.of(INF), Tensor.of(-INF), 1, 1, false),
                arguments(Tensor.of(1.0), Tensor.of(INF), 1, 1, false),
                arguments(Tensor.of(INF), Tensor.of(1.0), 1, 1, false),
                arguments(Tensor.of(1.0, 2.0), Tensor.of(1.0), 1, 1, false),
                arguments(Tensor.of(1.0), Tensor.of(1f), 1, 1, false),
                arguments(Tensor.of(0.0), Tensor.of(-0.0), 0, 0, true),
                arguments(Tensor.zeros(0), Tensor.zeros(0), 0, 0, true));
    }

    @ParameterizedTest
    @MethodSource("closeness")
    void allCloseCompares(Tensor a, Tensor b, double rtol, double atol, boolean close) {
        assertThat(a.allClose(b, rtol, atol)).isEqualTo(close);
    }

    @Test
    void itemNeedsOneElement() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.zeros(3).item())
                .withMessageContaining("item")
                .withMessageContaining("(3)")
                .withMessageContaining("3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.zeros(0).itemLong())
                .withMessageContaining("(0)");
        assertThat(Tensor.of(1f, 2f).narrow(0, 1, 1).item()).isEqualTo(2);
    }

    static Stream<Arguments> badIndices() {
        return Stream.of(
                index("index 2", 2, 0),
                index("index -3", -3, 0),
                index("index 3", 0, 3),
                index("1 indices", 0),
                index("0 indices"));
    }

    private static Arguments index(String part, long... index) {
        return arguments(part, index);
    }

    @ParameterizedTest
    @MethodSource("badIndices")
    void getNamesTheMistake(String part, long[] index) {
        assertThatThrownBy(() -> Tensor.zeros(2, 3).get(index))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("get")
                .hasMessageContaining(part)
                .hasMessageContaining("(2, 3)");
    }

    @Test
    void whatNoArrayHoldsIsRefused() {
        Tensor huge = Tensor.scalar(1f).expand(1L << 20, 1L << 20);
        assertThatIllegalArgumentException()
                .isThrownBy(huge::toFloatArray)
                .withMessageContaining("1099511627776 elements");
        assertThatIllegalArgumentException().isThrownBy(huge::clone).withMessageContaining("1099511627776 elements");
    }
}
