package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.value.DType;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Faulty calls of operators and layers: wrong shapes, axes, indices, types and settings, by number from 1 to
/// 84. Each is answered by an exception of the documented type, whose message names the operator and what does
/// not fit; the inputs are afterwards what they were, and the next correct call gives what it gave before.
///
/// Mistakes with the tape and with modules are numbers 85 to 123: `BadProgramsTest`.
final class BadInputsTest {
    /// Numbers whose operators do not exist: repeat, unfold, batch and group norm, LSTM, attention, and the
    /// decompositions of matrices.
    private static final Set<Integer> WITHOUT_OPERATOR = Set.of(28, 31, 63, 64, 66, 68, 69, 70, 71, 77, 78, 79, 80);

    /// A number that is no mistake here, but has an answer that is documented.
    private static final Set<Integer> ANSWERED = Set.of(83);

    static Stream<BadInput> calls() {
        return Stream.of(BadShapes.rows(), BadArguments.rows(), BadLayers.rows())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void namesTheMistakeAndChangesNothing(BadInput call) {
        call.check();
    }

    @Test
    @DisplayName("83: NaN, infinities and large numbers become integers as in Java")
    void numbersThatNoIntegerHolds() {
        Tensor x = Tensor.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e20, -1e20, -2.9);
        assertThat(x.to(DType.INT32).toIntArray())
                .containsExactly(0, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, -2);
        assertThat(x.to(DType.INT64).toLongArray())
                .containsExactly(0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -2);
    }

    @Test
    void everyNumberHasARowUnlessItHasNoOperator() {
        Set<Integer> numbers = calls().map(BadInput::number).collect(Collectors.toCollection(TreeSet::new));
        assertThat(numbers).doesNotContainAnyElementsOf(WITHOUT_OPERATOR);
        numbers.addAll(WITHOUT_OPERATOR);
        numbers.addAll(ANSWERED);
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 84).boxed().toList());
    }
}
