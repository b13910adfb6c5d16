package dev.autograd.conformance;

import static dev.autograd.conformance.Reference.dot;
import static dev.autograd.conformance.Reference.doubles;
import static dev.autograd.conformance.Reference.longs;
import static dev.autograd.conformance.Reference.matrix;
import static dev.autograd.conformance.Reference.plain;
import static dev.autograd.conformance.Reference.scalar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.conformance.Reference.Case;
import dev.autograd.conformance.report.CaseResult;
import dev.autograd.conformance.report.State;
import dev.autograd.io.RawTensor;
import dev.autograd.value.DType;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Cases of operators that pass, and the same with one thing wrong.
final class OperatorCasesTest {
    private static final RawTensor FLOAT = new RawTensor(DType.FLOAT32, new long[0], new float[] {11});

    @TempDir
    private Path folder;

    static Stream<Arguments> passing() {
        return Stream.of(
                arguments("both orders", dot()),
                arguments("half a tolerance away", dot().with("o0", scalar(11 + 11 * 0.5e-9))),
                arguments("second order within a hundredfold", dot().with("gg_i0", doubles(70 + 70 * 50e-9, 80))),
                arguments("other layouts", dot().with("layout", "{'i0':'S2','i1':'OFF'}")),
                arguments(
                        "one input without a gradient",
                        dot().with("requires_grad", "[true,false]")
                                .with("grads", "{'i0':'g0'}")
                                .with("v", "{'i0':'v0'}")
                                .with("grads2", "{'c0':'gg_c0'}")
                                .with("gg_c0", scalar(39))),
                arguments("a missing gradient that is zero", unused()),
                arguments(
                        "second gradients that are zeros, told or not",
                        dot().with("v", "{'i0':'v0'}")
                                .with("gg_i0", doubles(0, 0))
                                .with("gg_i1", doubles(50, 60))
                                .with("gg_c0", scalar(39))),
                arguments("no gradients", plain("exp", "[{'$t':'i0'}]", doubles(Math.E, Math.exp(2)))),
                arguments("in place", inPlace("add_")),
                arguments("a number", plain("add", "[{'$t':'i0'},0.5]", doubles(1.5, 2.5))),
                arguments("infinity and NaN", plain("add", "[{'$t':'i0'},{'$f':'inf'}]", infinite())),
                arguments("an int beside a float", plain("add", "[{'$t':'i0'},1]", doubles(2, 3))),
                arguments("ints", plain("add", "[{'$t':'i0'},1]", longs(2, 3)).with("i0", longs(1, 2))),
                arguments(
                        "slices and a new axis",
                        plain("__getitem__", "[{'$t':'i0'},[null,{'$slice':[1,null,null]}]]", matrix(1, 2))),
                arguments("an ellipsis", plain("__getitem__", "[{'$t':'i0'},[{'$ellipsis':true},0]]", scalar(1))),
                arguments(
                        "an argument to drop",
                        plain("exp", "[{'$t':'i0'},{'$ignore':1}]", doubles(Math.E, Math.exp(2)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void pass(String what, Case c) throws Exception {
        CaseResult result = run(c);
        assertThat(result.reasons()).isEmpty();
        assertThat(result.state()).isEqualTo(State.PASSED);
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                arguments(
                        "two tolerances away",
                        dot().with("o0", scalar(11 + 11 * 2e-9)),
                        "output o0 is 11.0, but 11.000000022 is expected: off by 2.2"),
                arguments("another type", dot().with("o0", FLOAT), "output o0 is float64, but float32 is expected"),
                arguments(
                        "another shape", dot().with("o0", doubles(11)), "output o0 has shape (), but (1) is expected"),
                arguments(
                        "a wrong gradient",
                        dot().with("g1", doubles(10, 20.1)),
                        "gradient of i1 at [1] is 20.0, but 20.1 is expected"),
                arguments(
                        "a gradient of another shape",
                        dot().with("g1", matrix(1, 10, 20)),
                        "gradient of i1 has shape (2), but (1, 2) is expected"),
                arguments(
                        "a gradient where there must be none",
                        dot().with("grads", "{'i0':'g0'}"),
                        "gradient of i1, where there must be none, at [0] is 10.0, but 0.0 is expected"),
                arguments(
                        "a missing gradient",
                        unused().with("grads", "{'i0':'g0','i1':'g1'}"),
                        "gradient of i1 is missing"),
                arguments(
                        "an expected gradient of an input that asks for none",
                        dot().with("requires_grad", "[true,false]"),
                        "gradient of i1 is missing"),
                arguments(
                        "second order beyond a hundredfold",
                        dot().with("gg_i0", doubles(70 + 70 * 300e-9, 80)),
                        "second gradient of i0 at [0] is 70.0, but"),
                arguments(
                        "a wrong second gradient of the cotangent",
                        dot().with("gg_c0", scalar(61)),
                        "second gradient of c0 is 62.0, but 61.0 is expected"),
                arguments(
                        "a second gradient where there must be none",
                        dot().with("grads2", "{'i0':'gg_i0','i1':'gg_i1'}"),
                        "second gradient of c0, where there must be none, is 62.0, but 0.0 is expected"),
                arguments(
                        "a changed input",
                        plain("add_", "[{'$t':'i0'},{'$t':'i0'}]", doubles(2, 4)),
                        "input i0, which the call must leave as it is, at [0] is 2.0, but 1.0"),
                arguments(
                        "a tuple for a tensor",
                        dot().with("out", "'tuple'"),
                        "the call returned one value, but a tuple is expected"),
                arguments(
                        "a tensor for a number",
                        plain("sum", "[{'$t':'i0'}]", scalar(3)).with("out", "'scalar'"),
                        "output o0 is a Tensor, but a number is expected"),
                arguments(
                        "too few outputs",
                        dot().with("outputs", "['o0','o1']"),
                        "the call returned 1 values, but 2 are expected"),
                arguments(
                        "an exception",
                        plain("reshape", "[{'$t':'i0'},[3]]", doubles(1)),
                        "IllegalArgumentException: reshape: "),
                arguments(
                        "infinities of other signs",
                        plain("add", "[{'$t':'i0'},{'$f':'-inf'}]", infinite()),
                        "output o0 at [0] is -Infinity, but Infinity is expected (2 of 2 elements differ)"),
                arguments(
                        "another result in place",
                        plain("matmul", "[{'$t':'i0'},{'$t':'i0'}]", matrix(2, 9, 0, 0, 9))
                                .with("i0", matrix(2, 3, 0, 0, 3))
                                .with("inplace", "'add_'"),
                        "by add_: output o0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void fail(String what, Case c, String reason) throws Exception {
        CaseResult result = run(c);
        assertThat(result.state()).isEqualTo(State.FAILED);
        assertThat(result.reasons()).anySatisfy(r -> assertThat(r).contains(reason));
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                arguments("an operator", dot().with("op", "'fft.fft'"), "there is no function fft.fft"),
                arguments("an argument", dot().with("kwargs", "{'out':null}"), "matmul does not take"),
                arguments(
                        "a type",
                        plain("exp", "[{'$t':'i0'}]", doubles(1)).with("kwargs", "{'dtype':{'$dtype':'float16'}}"),
                        "there is no type float16"),
                arguments("an in-place form", inPlace("frobnicate_"), "there is no function frobnicate_"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsupported")
    void areUnsupported(String what, Case c, String reason) throws Exception {
        CaseResult result = run(c);
        assertThat(result.state()).isEqualTo(State.UNSUPPORTED);
        assertThat(result.reasons()).singleElement().asString().contains(reason);
    }

    private CaseResult run(Case c) throws Exception {
        Path path = new Reference(folder).add("opinfo/it/f64/0", c).write();
        return Conformance.run(path, Selection.ALL, Progress.NONE).results().getFirst();
    }

    /// The second input takes no part.
    private static Case unused() {
        return dot().with("op", "'exp'")
                .with("args", "[{'$t':'i0'}]")
                .with("i0", doubles(0, 0))
                .with("o0", doubles(1, 1))
                .with("c0", doubles(2, 3))
                .with("g0", doubles(2, 3))
                .with("grads", "{'i0':'g0'}")
                .with("gg_i0", doubles(10, 18))
                .with("gg_c0", doubles(5, 6))
                .with("grads2", "{'i0':'gg_i0','c0':'gg_c0'}");
    }

    private static Case inPlace(String name) {
        return plain("add", "[{'$t':'i0'},{'$t':'i1'}]", doubles(2, 3))
                .with("inputs", "['i0','i1']")
                .with("requires_grad", "[true,false]")
                .with("i1", doubles(1, 1))
                .with("cot", "{'o0':'c0'}")
                .with("c0", doubles(5, 7))
                .with("grads", "{'i0':'g0'}")
                .with("g0", doubles(5, 7))
                .with("inplace", "'" + name + "'");
    }

    private static RawTensor infinite() {
        return doubles(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
