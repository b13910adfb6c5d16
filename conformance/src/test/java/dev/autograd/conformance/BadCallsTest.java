package dev.autograd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.conformance.report.CaseResult;
import dev.autograd.conformance.report.State;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Calls that must be refused, as `errors.json` has them.
final class BadCallsTest {
    private static final String MATRICES =
            "{'i0':{'dtype':'float32','shape':[2,3]},'i1':{'dtype':'float32','shape':[2,3],'data':[1,2,3,4,5,6]}}";

    @TempDir
    private Path folder;

    static Stream<Arguments> calls() {
        return Stream.of(
                arguments("matmul", "[{'$t':'i0'},{'$t':'i1'}]", "RuntimeError", State.PASSED, null),
                arguments("reshape", "[{'$t':'i0'},[4,2]]", "RuntimeError", State.PASSED, null),
                arguments("sum", "[{'$t':'i0'},2]", "IndexError", State.PASSED, null),
                arguments("exp", "[2]", "TypeError", State.PASSED, null),
                arguments("exp", "[2]", "AttributeError", State.PASSED, null),
                arguments("exp", "[2]", "RuntimeError", State.UNSUPPORTED, "exp does not take (2)"),
                arguments("fft.fft", "[{'$t':'i0'}]", "RuntimeError", State.UNSUPPORTED, "there is no function"),
                arguments(
                        "add",
                        "[{'$t':'i0'},{'$t':'i1'}]",
                        "RuntimeError",
                        State.FAILED,
                        "the call returned float32(2, 3), but PyTorch refuses it: RuntimeError: says why"),
                arguments(
                        "add_",
                        "[{'$t':'i0'},{'$t':'i1'}]",
                        "RuntimeError",
                        State.FAILED,
                        "input i0, which the call must leave as it is, at [0, 0] is 1.0, but 0.0 is expected"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("calls")
    void areJudged(String op, String args, String type, State state, String reason) throws Exception {
        var reference = new Reference(folder);
        reference.write();
        reference.file(
                "errors.json",
                ("[{'op':'" + op + "','variant':'','n':7,'args':" + args + ",'kwargs':{},'tensors':" + MATRICES
                                + ",'torch_type':'" + type + "','torch_message':'says why\\nand more'}]")
                        .replace('\'', '"'));
        CaseResult result =
                Conformance.run(folder, Selection.ALL, Progress.NONE).results().getFirst();
        assertThat(result.id()).isEqualTo("errors/" + op + "/7");
        assertThat(result.state()).as("%s", result.reasons()).isEqualTo(state);
        if (reason != null) {
            assertThat(result.reasons()).anySatisfy(r -> assertThat(r).contains(reason));
        }
    }
}
