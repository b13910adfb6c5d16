package dev.autograd.op.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.PadMode;
import dev.autograd.Tensor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Mistakes with layout operators: which exception, and what its message must name.
final class LayoutErrorsTest {
    private static final Class<? extends Exception> ARGUMENT = IllegalArgumentException.class;
    private static final Class<? extends Exception> INDEX = IndexOutOfBoundsException.class;
    private static final long HUGE = Long.MAX_VALUE;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row(x -> x.reshape(4, 2), ARGUMENT, "reshape", "(2, 3)", "6", "[4, 2]"),
                row(x -> x.reshape(4, -1), ARGUMENT, "reshape", "(2, 3)", "6", "[4, -1]"),
                row(x -> x.reshape(-1, -1), ARGUMENT, "reshape", "[-1, -1]", "only one"),
                row(x -> x.slice(0, 0, 0).reshape(-1, 0), ARGUMENT, "reshape", "[-1, 0]", "ambiguous"),
                row(x -> x.reshape(-2, 3), ARGUMENT, "reshape", "-2", "position 0", "[-2, 3]"),
                row(x -> x.reshape(1L << 32, 1L << 32), ARGUMENT, "4294967296", "63 bits"),
                row(x -> x.reshape(-1, 1L << 32, 1L << 32), ARGUMENT, "4294967296", "63 bits"),
                row(x -> x.transpose(0, 1).view(6), ARGUMENT, "view", "(3, 2)", "(6)", "reshape"),
                row(x -> x.view(5), ARGUMENT, "view", "(2, 3)", "[5]"),
                row(x -> x.flatten(1, 0), ARGUMENT, "flatten", "start dimension 1", "end dimension 0"),
                row(x -> x.flatten(0, 2), INDEX, "flatten", "2", "[-2, 1]"),
                row(x -> x.permute(0), ARGUMENT, "permute", "[0]", "(2, 3)"),
                row(x -> x.permute(1, 1), ARGUMENT, "permute", "1", "twice"),
                row(x -> x.permute(1, -1), ARGUMENT, "permute", "-1", "twice"),
                row(x -> x.permute(0, 2), INDEX, "permute", "2", "[-2, 1]"),
                row(x -> x.transpose(0, 2), INDEX, "transpose", "dimension 2", "[-2, 1]", "(2, 3)"),
                row(x -> x.transpose(-3, 0), INDEX, "transpose", "dimension -3", "[-2, 1]"),
                row(x -> x.select(0, 0).mT(), INDEX, "transpose", "-2", "(3)"),
                row(x -> x.expand(4, 3), ARGUMENT, "expand", "(2, 3)", "(4, 3)"),
                row(x -> x.expand(3), ARGUMENT, "expand", "[3]", "(2, 3)"),
                row(x -> x.expand(-1, 2, 3), ARGUMENT, "expand", "-1", "new dimension 0"),
                row(x -> x.expand(-2, 2, 3), ARGUMENT, "expand", "-2", "negative"),
                row(x -> x.squeeze(2), INDEX, "squeeze", "2", "[-2, 1]"),
                row(x -> x.squeeze(1, -1), ARGUMENT, "squeeze", "twice"),
                row(x -> x.unsqueeze(3), INDEX, "unsqueeze", "3", "[-3, 2]"),
                row(x -> x.slice(2, 0, 1), INDEX, "slice", "2", "[-2, 1]"),
                row(x -> x.slice(1, 0, 1, 0), ARGUMENT, "slice", "step 0", "positive"),
                row(x -> x.slice(1, 2, 0, -1), ARGUMENT, "slice", "step -1", "positive"),
                row(x -> x.select(0, 0).select(0, 0).slice(0, 0, 1), ARGUMENT, "slice", "scalar"),
                row(x -> x.narrow(1, 2, 2), INDEX, "narrow", "start 2", "length 2", "size 3", "(2, 3)"),
                row(x -> x.narrow(1, 1, HUGE), INDEX, "narrow", "length 9223372036854775807"),
                row(x -> x.narrow(1, HUGE, 1), INDEX, "narrow", "start 9223372036854775807"),
                row(x -> x.narrow(1, -4, 1), INDEX, "narrow", "start -4"),
                row(x -> x.narrow(1, 0, -1), INDEX, "narrow", "length -1"),
                row(x -> x.narrow(1, 4, 0), INDEX, "narrow", "start 4"),
                row(x -> x.select(1, 3), INDEX, "select", "index 3", "dimension 1", "size 3"),
                row(x -> x.select(1, -4), INDEX, "select", "index -4"),
                row(x -> x.split(new long[] {2, 2}, 1)[0], ARGUMENT, "split", "[2, 2]", "3", "4"),
                row(x -> x.split(new long[] {4, -1}, 1)[0], ARGUMENT, "split", "[4, -1]"),
                row(x -> x.split(0, 1)[0], ARGUMENT, "split", "positive", "0"),
                row(x -> x.split(-1, 1)[0], ARGUMENT, "split", "positive", "-1"),
                row(x -> x.chunk(0, 1)[0], ARGUMENT, "chunk", "positive", "0"),
                row(x -> x.flip(2), INDEX, "flip", "2", "[-2, 1]"),
                row(x -> x.flip(0, -2), ARGUMENT, "flip", "twice"),
                row(_ -> Tensor.cat(0), ARGUMENT, "cat", "at least one"),
                row(_ -> Tensor.stack(0), ARGUMENT, "stack", "at least one"),
                row(x -> Tensor.cat(0, x, x.transpose(0, 1)), ARGUMENT, "cat", "dimension 1", "input 1", "(3, 2)"),
                row(x -> Tensor.cat(0, x, x.select(0, 0)), ARGUMENT, "cat", "2 dimensions", "input 1", "(3)"),
                row(x -> Tensor.cat(2, x, x), INDEX, "cat", "2", "[-2, 1]"),
                row(_ -> Tensor.cat(0, Tensor.scalar(1f)), ARGUMENT, "cat", "scalar", "stack"),
                row(x -> Tensor.stack(0, x, x.transpose(0, 1)), ARGUMENT, "stack", "(2, 3)", "input 1", "(3, 2)"),
                row(x -> Tensor.stack(4, x, x), INDEX, "stack", "4", "[-3, 2]"),
                row(x -> x.pad(0, HUGE, HUGE), ARGUMENT, "pad", "9223372036854775807"),
                row(
                        x -> Tensor.cat(0, x.select(0, 0).narrow(0, 0, 1).expand(HUGE), x.select(0, 0)),
                        ARGUMENT,
                        "cat",
                        "dimension 0",
                        "63 bits"),
                row(_ -> Tensor.zeros(1L << 40, 0).split(1, 0)[0], ARGUMENT, "split", "(1099511627776, 0)"),
                row(
                        x -> x.pad(PadMode.REFLECT, 3, 0),
                        ARGUMENT,
                        "pad",
                        "REFLECT",
                        "at most 2",
                        "dimension 1",
                        "(3, 0)"),
                row(x -> x.pad(PadMode.CIRCULAR, 0, 0, 3, 0), ARGUMENT, "pad", "CIRCULAR", "at most 2", "dimension 0"),
                row(x -> x.narrow(0, 0, 0).pad(PadMode.REPLICATE, 0, 0, 1, 0), ARGUMENT, "pad", "at most 0", "(0, 3)"),
                row(x -> x.pad(PadMode.REPLICATE, -2, -2), ARGUMENT, "pad", "(-2, -2)", "dimension 1", "(2, 3)"),
                row(x -> x.pad(PadMode.REPLICATE, 1), ARGUMENT, "pad", "pairs", "[1]"),
                row(x -> x.pad(PadMode.REPLICATE, 1, 1, 1, 1, 1, 1), ARGUMENT, "pad", "3 dimensions", "(2, 3)"),
                row(x -> x.narrow(0, Tensor.of(1L), 1), ARGUMENT, "narrow", "start", "(1)"),
                row(x -> x.narrow(0, Tensor.scalar(1f), 1), ARGUMENT, "narrow", "start", "float32"),
                row(x -> x.pad(0, 1), ARGUMENT, "pad", "pairs", "[1]"),
                row(x -> x.pad(0, 1, 1, 1, 1, 1, 1), ARGUMENT, "pad", "3 dimensions", "(2, 3)"),
                row(x -> x.pad(0, -2, -2), ARGUMENT, "pad", "(-2, -2)", "dimension 1", "(2, 3)"));
    }

    private static Arguments row(UnaryOperator<Tensor> call, Class<? extends Exception> type, String... parts) {
        return arguments(call, type, parts);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void nameTheMistake(UnaryOperator<Tensor> call, Class<? extends Exception> type, String[] parts) {
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, dev.autograd.value.Shape.of(2, 3));
        assertThatThrownBy(() -> call.apply(x))
                .isInstanceOf(type)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n"));
        assertThat(x.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }
}
