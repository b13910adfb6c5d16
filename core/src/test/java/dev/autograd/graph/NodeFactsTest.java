package dev.autograd.graph;

import static dev.autograd.value.DType.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class NodeFactsTest {
    private static final NodeFacts.SavedTensor X = new NodeFacts.SavedTensor("input 0", "x", "(2, 3)", FLOAT32, 24);
    private static final NodeFacts.SavedTensor W = new NodeFacts.SavedTensor("input 1", null, "(3)", FLOAT32, 12);

    static Stream<Arguments> facts() {
        return Stream.of(
                Arguments.of(NodeFacts.builder().bytes(4_096L), "result: 4,096 bytes"),
                Arguments.of(NodeFacts.builder().bytes(1L), "result: 1 byte"),
                Arguments.of(NodeFacts.builder().saved(List.of(X)), "saves input 0 'x' (2, 3) float32, 24 bytes"),
                Arguments.of(NodeFacts.builder().saved(List.of(W)), "saves input 1 (3) float32, 12 bytes"),
                Arguments.of(
                        NodeFacts.builder().freed("were freed by backward() of 'loss' ()"),
                        "the values that it saved were freed by backward() of 'loss' ()"),
                Arguments.of(NodeFacts.builder().forwardNanos(999L), "forward: 999 ns"),
                Arguments.of(NodeFacts.builder().forwardNanos(12_340L), "forward: 12.3 us"),
                Arguments.of(NodeFacts.builder().backwardNanos(1_234_500_000L), "backward: 1,234.50 ms"),
                Arguments.of(NodeFacts.builder().gradientRule("x: grad * y\ny: grad * x"), "gradient by x: grad * y"),
                Arguments.of(
                        NodeFacts.builder().callSite("demo.Net.compute(Net.java:31)"),
                        "at demo.Net.compute(Net.java:31)"),
                Arguments.of(
                        NodeFacts.builder().values(ValueSummary.of(3, 4)), "values: min 3, mean 3.5, max 4, norm 5"),
                Arguments.of(
                        NodeFacts.builder().gradient(ValueSummary.of(0)),
                        "its gradient: min 0, mean 0, max 0, norm 0"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("facts")
    void tooltipsTell(NodeFacts.Builder known, String line) {
        var node = GraphNode.operation(1, "mul", "(3)", FLOAT32).with(known.build());
        assertThat(node.tooltip()).startsWith("mul (3) float32\n" + line);
        assertThat(Dot.text(new GraphModel(List.of(node), List.of()))).contains("tooltip=\"mul (3) float32\\n" + line);
    }

    @Test
    void factsFromOutsideStayInTheirLine() {
        var node = GraphNode.operation(1, "mul", "()", FLOAT32)
                .with(NodeFacts.builder()
                        .callSite("a\"b\n<script>\u202E" + "z".repeat(300))
                        .build());
        assertThat(Dot.text(new GraphModel(List.of(node), List.of())))
                .contains("at a\\\"b\\\\u000A&lt;script&gt;\\\\u202Ez")
                .contains("z…\"");
    }

    @Test
    void anOutputSaysTheNameOfItsTensor() {
        var node = GraphNode.operation(1, "mm", "(4, 2)", FLOAT32).asOutput();
        assertThat(node.lines()).containsExactly("mm", "output (4, 2)");
        assertThat(node.with(NodeFacts.builder().name("weight.grad").build()).lines())
                .containsExactly("mm", "weight.grad (4, 2)");
    }

    @Test
    void mergedOperationsAddUp() {
        var first = NodeFacts.builder()
                .bytes(8L)
                .saved(List.of(X))
                .forwardNanos(5L)
                .gradientRule("x: grad")
                .build();
        var last = NodeFacts.builder()
                .bytes(4L)
                .saved(List.of(W))
                .forwardNanos(7L)
                .freed("by x")
                .build();
        assertThat(NodeFacts.merged(List.of(first, last)))
                .isEqualTo(NodeFacts.builder()
                        .bytes(4L)
                        .saved(List.of(X, W))
                        .forwardNanos(12L)
                        .freed("by x")
                        .build());
        assertThat(NodeFacts.merged(List.of(first))).isEqualTo(first);
        assertThat(last.toBuilder().build()).isEqualTo(last).isNotSameAs(last);
        assertThat(NodeFacts.merged(List.of(first, last)).savedBytes()).isEqualTo(36);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1;-2;4 | min -2, mean 1, max 4, norm 4.58258",
                "NaN;1;Infinity | min 1, mean 1, max 1, norm 1, 1 NaN, 1 infinite",
                "NaN | no finite element, 1 NaN, 0 infinite",
                "'' | no finite element",
                "1e-20;1e20 | min 1E-20, mean 5E+19, max 1E+20, norm 1E+20",
            })
    void summaries(String elements, String expected) {
        double[] values = Stream.of(elements.split(";"))
                .filter(element -> !element.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(ValueSummary.of(values)).hasToString(expected);
    }
}
