package dev.autograd.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.conformance.reference.BoundArguments;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Which exceptions answer a bad call well.
final class RefusalTest {
    private static final BoundArguments CALL = new BoundArguments(
            List.of(Tensor.zeros(2, 3), List.of(4L, -1L)), Map.of("reduction", "abc", "eps", 0.5));

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(new IllegalArgumentException("f: shape (2, 3) is wrong"), null),
                arguments(new IndexOutOfBoundsException("f: dimension 4 is out of range"), null),
                arguments(new IllegalStateException("f: float32 is wrong"), null),
                arguments(new ArithmeticException("f: -1 is wrong"), null),
                arguments(new IllegalArgumentException("f: no reduction is called abc"), null),
                arguments(new IllegalArgumentException("f: eps is 0.5"), null),
                arguments(new IllegalArgumentException("f: shape (2, 3, 4) is wrong"), null),
                arguments(new IllegalArgumentException("f: it is wrong"), "names nothing of the call"),
                arguments(new IllegalArgumentException("f: 44 is wrong"), "names nothing of the call"),
                arguments(new IllegalArgumentException("f: 0.55 is wrong"), "names nothing of the call"),
                arguments(new IllegalArgumentException(), "names nothing of the call"),
                arguments(new NullPointerException("float32"), "what is not documented: NullPointerException"),
                arguments(new ClassCastException("float32"), "what is not documented: ClassCastException"),
                arguments(new ArrayIndexOutOfBoundsException("4"), "ArrayIndexOutOfBoundsException"),
                arguments(new NegativeArraySizeException("-1"), "NegativeArraySizeException"),
                arguments(new NumberFormatException("abc"), "NumberFormatException"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void areJudged(RuntimeException answer, @Nullable String finding) {
        var findings = new ArrayList<String>();
        BadCallCheck.judge(answer, CALL, findings);
        if (finding == null) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).singleElement().asString().contains(finding);
        }
    }

    static Stream<Arguments> others() {
        return Stream.of(
                arguments(List.of(), "f: needs at least one tensor"),
                arguments(Tensor.scalar(1f), "f: the tensor is a scalar"),
                arguments(DType.INT64, "f: int64 will not do"),
                arguments(2.0, "f: 2 is no size"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void nameOtherArgumentsToo(Object argument, String message) {
        var call = new BoundArguments(List.of(argument), Map.of());
        assertThat(Named.isAnyIn(Named.of(call), message)).isTrue();
        assertThat(Named.isAnyIn(Named.of(call), "f: it is wrong")).isFalse();
    }
}
