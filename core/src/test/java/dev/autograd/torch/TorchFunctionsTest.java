package dev.autograd.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How calls find their row and arguments their parameters.
final class TorchFunctionsTest {
    private static final Tensor X = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

    static Stream<Arguments> calls() {
        return Stream.of(
                arguments("add", args(X, Tensor.scalar(1.0)), Map.of("alpha", 2L), X.add(2)),
                arguments("add", args(X, 2.5), Map.of(), X.add(2.5)),
                arguments("sum", args(X), Map.of(), X.sum()),
                arguments("sum", args(X, 1L, true), Map.of(), X.sumKeepDim(1)),
                arguments("sum", args(X), Map.of("dim", List.of(0L, 1L), "keepdim", true), X.sumKeepDim(0, 1)),
                arguments("reshape", args(X, List.of(3L, -1L)), Map.of(), X.reshape(3, 2)),
                arguments("__rsub__", args(X, 2L), Map.of(), X.neg().add(2)),
                arguments("__rsub__", args(X, X.mul(3)), Map.of(), X.mul(3).sub(X)),
                arguments("__radd__", args(X, 0.5), Map.of(), X.add(0.5)),
                arguments("__rmul__", args(X, true), Map.of(), X),
                arguments("__rdiv__", args(X, 2L), Map.of(), X.reciprocal().mul(2)),
                arguments("__rdiv__", args(X, 2.5), Map.of(), X.reciprocal().mul(2.5)),
                arguments("__rpow__", args(X, 2L), Map.of(), X.rpow(2)),
                arguments("transpose_", args(X.clone(), 0L, 1L), Map.of(), X.mT()),
                arguments("swapaxes_", args(X.clone()), Map.of("axis0", 0L, "axis1", -1L), X.mT()),
                arguments("t_", args(X.clone()), Map.of(), X.mT()),
                arguments("squeeze_", args(X.unsqueeze(0)), Map.of(), X),
                arguments("squeeze_", args(X.unsqueeze(0).unsqueeze(0), 1L), Map.of(), X.unsqueeze(0)),
                arguments("squeeze_", args(X.unsqueeze(0), args()), Map.of(), X.unsqueeze(0)),
                arguments("unsqueeze_", args(X.clone(), -1L), Map.of(), X.unsqueeze(2)),
                arguments("reshape", args(X, 3L, -1L), Map.of(), X.reshape(3, 2)),
                arguments("Tensor.expand", args(X, 2L, 2L, 3L), Map.of(), X.expand(2, 2, 3)),
                arguments("__getitem__", args(X, args(new TorchEllipsis(), 1L)), Map.of(), X.select(1, 1)),
                arguments(
                        "__getitem__",
                        args(X, args(null, new TorchSlice(1L, null, null))),
                        Map.of(),
                        X.slice(0, 1, 2).unsqueeze(0)),
                arguments("__getitem__", args(X, args(List.of(1L, 0L))), Map.of(), X.flip(0)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void givesWhatTheRowSays(String name, List<Object> args, Map<String, Object> kwargs, Tensor expected) {
        assertThat(TorchFunctions.call(name, args, kwargs)).isInstanceOfSatisfying(Tensor.class, y -> {
            assertThat(y.shape()).isEqualTo(expected.shape());
            assertThat(y.allClose(expected, 0, 0)).isTrue();
        });
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                arguments("fft.fft", args(X), Map.of(), "there is no function fft.fft"),
                arguments("exp", args(), Map.of(), "exp does not take (), but exp(Tensor input)"),
                arguments("exp", args(X, X), Map.of(), "exp does not take (float64(2, 3), float64(2, 3))"),
                arguments("exp", args(X), Map.of("where", X), "exp does not take (float64(2, 3), where=float64(2, 3))"),
                arguments("sum", args(X, 1.5), Map.of(), "sum does not take (float64(2, 3), 1.5)"),
                arguments("sum", args(X, 1L), Map.of("dim", 1L), "sum does not take"),
                arguments("gather", args(X, null, X), Map.of(), "gather does not take (float64(2, 3), None"));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void refusesWhatNoRowTakes(String name, List<Object> args, Map<String, Object> kwargs, String message) {
        assertThatThrownBy(() -> TorchFunctions.call(name, args, kwargs))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAnArgumentThatARowDidNotRead() {
        var row = TorchRow.row("f(Tensor input, int dim=0)", a -> a.tensor("input"));
        var bound = row.signature().bind(args(X, 1L), Map.of());
        assertThat(bound).isNotNull();
        assertThatThrownBy(() -> row.call(bound))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessage("f does nothing with its argument dim");
    }

    @Test
    void saysWhichFamilyAFunctionBelongsTo() {
        assertThat(TorchFunctions.family("add")).isEqualTo("pointwise");
        assertThat(TorchFunctions.family("Tensor.expand")).isEqualTo("layout");
        assertThat(TorchFunctions.family("fft.fft")).isNull();
    }

    static Stream<Arguments> defaults() {
        return Stream.of(
                arguments("None", null),
                arguments("True", true),
                arguments("-1", -1L),
                arguments("1e-5", 1e-5),
                arguments("0.5", 0.5),
                arguments("inf", Double.POSITIVE_INFINITY),
                arguments("'mean'", "mean"));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void readsDefaults(String text, @Nullable Object expected) {
        var bound = TorchSignature.parse("f(any x=" + text + ")").bind(List.of(), Map.of());
        assertThat(bound).isNotNull();
        assertThat(bound.get("x")).isEqualTo(expected);
    }

    private static List<@Nullable Object> args(@Nullable Object... args) {
        return Arrays.asList(args);
    }
}
