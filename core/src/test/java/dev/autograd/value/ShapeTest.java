package dev.autograd.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ShapeTest {
    static Stream<Arguments> shapes() {
        return Stream.of(
                row(1, "()"),
                row(3, "(3)", 3),
                row(6, "(2, 3)", 2, 3),
                row(0, "(2, 0)", 2, 0),
                row(0, "(4294967296, 0, 4294967296)", 1L << 32, 0, 1L << 32),
                row(Long.MAX_VALUE, "(9223372036854775807, 1)", Long.MAX_VALUE, 1),
                row(1L << 62, "(2147483648, 2147483648)", 1L << 31, 1L << 31));
    }

    private static Arguments row(long numel, String text, long... sizes) {
        return arguments(numel, text, sizes);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void countsAndPrints(long numel, String text, long[] sizes) {
        Shape shape = Shape.of(sizes);
        assertThat(shape.numel()).isEqualTo(numel);
        assertThat(shape).hasToString(text).isEqualTo(Shape.of(sizes)).hasSameHashCodeAs(Shape.of(sizes));
        assertThat(shape.rank()).isEqualTo(sizes.length);
        assertThat(shape.sizes()).isEqualTo(sizes);
        for (int i = 0; i < sizes.length; i++) {
            assertThat(shape.size(i)).isEqualTo(sizes[i]).isEqualTo(shape.size(i - sizes.length));
        }
    }

    @Test
    void isNotChangedThroughItsArrays() {
        long[] sizes = {2, 3};
        Shape shape = Shape.of(sizes);
        sizes[0] = 9;
        shape.sizes()[1] = 9;
        assertThat(shape).isEqualTo(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(2, 3, 1));
        assertThat(shape.with(1, 5)).isEqualTo(Shape.of(2, 5));
        assertThat(Shape.of()).isSameAs(Shape.SCALAR);
        assertThat(shape.contiguous()).isSameAs(shape.contiguous());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(() -> Shape.of(2, -1), IllegalArgumentException.class, "(2, -1)", "-1", "dimension 1"),
                mistake(() -> Shape.of(0, -3), IllegalArgumentException.class, "(0, -3)", "-3"),
                mistake(() -> Shape.of(1L << 40, 1L << 40), IllegalArgumentException.class, "1099511627776", "63 bits"),
                mistake(() -> Shape.of(1L << 32, 1L << 31), IllegalArgumentException.class, "63 bits"),
                mistake(() -> Shape.of(2, 3).size(2), IndexOutOfBoundsException.class, "2", "(2, 3)", "[-2, 1]"),
                mistake(() -> Shape.of(2, 3).size(-3), IndexOutOfBoundsException.class, "-3", "[-2, 1]"),
                mistake(() -> Shape.SCALAR.size(0), IndexOutOfBoundsException.class, "dimension 0", "()", "scalar"));
    }

    private static Arguments mistake(Runnable call, Class<? extends Exception> type, String... parts) {
        return arguments(call, type, parts);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheMistake(Runnable call, Class<? extends Exception> type, String[] parts) {
        assertThatThrownBy(call::run)
                .isInstanceOf(type)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }
}
