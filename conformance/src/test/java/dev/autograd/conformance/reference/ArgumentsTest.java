package dev.autograd.conformance.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.torch.TorchEllipsis;
import dev.autograd.torch.TorchSlice;
import dev.autograd.torch.UnsupportedTorchCall;
import dev.autograd.value.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The markers of arguments.
final class ArgumentsTest {
    private static final Tensor X = Tensor.of(1.0);

    @TempDir
    private Path folder;

    static Stream<org.junit.jupiter.params.provider.Arguments> values() {
        return Stream.of(
                arguments("null", null),
                arguments("true", true),
                arguments("3", 3L),
                arguments("-9007199254740993", -9007199254740993L),
                arguments("3.0", 3.0),
                arguments("1e-05", 1e-5),
                arguments("'mean'", "mean"),
                arguments("[1,[2.5,null]]", List.of(1L, Arrays.asList(2.5, null))),
                arguments("{'$t':'i0'}", X),
                arguments("{'$f':'nan'}", Double.NaN),
                arguments("{'$f':'inf'}", Double.POSITIVE_INFINITY),
                arguments("{'$f':'-inf'}", Double.NEGATIVE_INFINITY),
                arguments("{'$dtype':'float64'}", DType.FLOAT64),
                arguments("{'$dtype':'bool'}", DType.BOOL),
                arguments("{'$device':'cpu'}", "cpu"),
                arguments("{'$slice':[null,-1,2]}", new TorchSlice(null, -1L, 2L)),
                arguments("{'$ellipsis':true}", new TorchEllipsis()),
                arguments("{'$dict':{'w':{'$t':'i0'},'n':1}}", Map.of("w", X, "n", 1L)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void areJavaValues(String json, @Nullable Object expected) throws IOException {
        assertThat(bind("[" + json + "]").args()).containsExactly(expected);
    }

    @Test
    void areDroppedWhereIgnored() throws IOException {
        assertThat(bind("[1,{'$ignore':'x'},[2,{'$ignore':0}]]").args()).containsExactly(1L, List.of(2L));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> mistakes() {
        return Stream.of(
                arguments("{'$u':1}", "has the unknown marker $u"),
                arguments("{}", "must have one member that begins with $, but has []"),
                arguments("{'$slice':[1]}", "must be a start, a stop and a step, but has 1 elements"),
                arguments("{'$f':'big'}", "must be nan, inf or -inf, but is big"),
                arguments("123456789012345678901234567890", "which is no int of 64 bits"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void areRefusedWhereUnknown(String json, String sentence) {
        assertThatThrownBy(() -> bind("[" + json + "]"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aTypeThatThereIsNotIsUnsupported() {
        assertThatThrownBy(() -> bind("[{'$dtype':'complex64'}]"))
                .isInstanceOf(UnsupportedTorchCall.class)
                .hasMessage("there is no type complex64");
    }

    private BoundArguments bind(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), json.replace('\'', '"'));
        return new Arguments(JsonFile.read(file).elements(), Map.of()).bind(_ -> X);
    }
}
