package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.autograd.graph.GraphMemory;
import dev.autograd.graph.GraphMemory.Holder;
import dev.autograd.graph.GraphMemory.OperatorMemory;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What graphs hold, counted by hand.
final class GraphMemoryTest {
    /// 128 bytes.
    private static final Tensor W =
            Tensor.full(Shape.of(4, 8), 0.5).requiresGrad_().named("w");

    /// 256 bytes.
    private static final Tensor X = Tensor.ones(16, 4).named("x");

    /// (16, 8), 512 bytes, which sigmoid saves; matmul saves the 256 of x.
    private static Tensor hidden() {
        return X.matmul(W).sigmoid();
    }

    private static Tensor squaredHidden() {
        Tensor h = hidden();
        return h.mul(h);
    }

    private static Tensor productOfRows() {
        Tensor h = hidden();
        return h.select(0, 0).mul(h.select(0, 1));
    }

    static Stream<Arguments> totals() {
        return Stream.of(
                // graph, nodes, saved tensors, saved bytes, freed by backward, parameters' bytes
                Arguments.of("a constant input", X.matmul(W), 1, 1, 256, 256, 128),
                Arguments.of("an output", hidden().sum(), 3, 2, 768, 768, 128),
                Arguments.of("the output asked for", hidden(), 2, 2, 768, 256, 128),
                Arguments.of("one tensor three times", squaredHidden(), 3, 4, 768, 768, 128),
                Arguments.of("views of one storage", productOfRows(), 5, 4, 768, 768, 128),
                Arguments.of("a parameter", W.mul(W), 1, 2, 0, 0, 128),
                Arguments.of("a view of a parameter", W.mT().mul(W.mT()), 3, 2, 0, 0, 128),
                Arguments.of("nothing", W.add(W), 1, 0, 0, 0, 128),
                Arguments.of("float64", Tensor.ones(Shape.of(4), DType.FLOAT64).requiresGrad_(), 0, 0, 0, 0, 32),
                Arguments.of("bool", W.maskedFill(W.gt(0), 1), 1, 1, 32, 32, 128));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("totals")
    void countsEveryStorageOnce(
            String what, Tensor root, long nodes, long tensors, long bytes, long freed, long parameters) {
        GraphMemory memory = Graph.of(root).memory();
        assertThat(List.of(
                        memory.nodes(),
                        memory.savedTensors(),
                        memory.savedBytes(),
                        memory.freedByBackward(),
                        memory.parameterBytes()))
                .containsExactly(nodes, tensors, bytes, freed, parameters);
        assertThat(memory.totalBytes()).isEqualTo(bytes + parameters);
        assertThat(memory.freedNodes()).isZero();
    }

    @Test
    void saysWhatEachOperatorHoldsAndWhatNoOtherHolds() {
        assertThat(Graph.of(squaredHidden().sum()).memory().operators())
                .containsExactly(
                        new OperatorMemory("mul", 1, 2, 512, 0), // with sigmoid
                        new OperatorMemory("sigmoid", 1, 1, 512, 0),
                        new OperatorMemory("matmul", 1, 1, 256, 256),
                        new OperatorMemory("sum", 1, 0, 0, 0));
    }

    @Test
    void listsTheLargestFirstWithThoseThatShareThem() {
        List<GraphMemory.SavedStorage> largest =
                Graph.of(squaredHidden()).memory().largest();
        assertThat(largest)
                .containsExactly(
                        new GraphMemory.SavedStorage(
                                new Holder("sigmoid", "output 0"),
                                null,
                                Shape.of(16, 8),
                                DType.FLOAT32,
                                512,
                                3,
                                List.of(new Holder("mul", "input 0"), new Holder("mul", "input 1"))),
                        new GraphMemory.SavedStorage(
                                new Holder("matmul", "input 0"),
                                "x",
                                Shape.of(16, 4),
                                DType.FLOAT32,
                                256,
                                1,
                                List.of()));
        assertThat(Graph.of(squaredHidden()).memory(1).largest()).containsExactly(largest.getFirst());
        assertThat(Graph.of(squaredHidden()).memory(0).largest()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Graph.of(W).memory(-1))
                .withMessage("memory: the number of storages to list must not be negative, but is -1");
    }

    @Test
    void backwardLetsGoOfWhatWasSaved() {
        Tensor loss = squaredHidden().sum();
        Graph graph = Graph.of(loss);
        assertThat(graph.memory().freedByBackward()).isEqualTo(768);
        loss.backward();
        GraphMemory after = graph.memory();
        assertThat(after.savedBytes()).isZero();
        assertThat(after.freedNodes()).isEqualTo(3); // sum had saved nothing
        assertThat(after.parameterBytes()).isEqualTo(128);
    }

    @Test
    void countsOnAllOutputsTogether() {
        Tensor h = hidden();
        assertThat(Graph.of(h.sum(), h.mul(h)).memory().savedBytes()).isEqualTo(768);
    }

    @Test
    void whatIsOffTheTapeHoldsNothing() {
        assertThat(Graph.traceForward(GraphMemoryTest::hidden).memory().totalBytes())
                .isZero();
        assertThat(Graph.trace(GraphMemoryTest::hidden).memory().savedBytes()).isEqualTo(768);
    }

    @Test
    void isATable() {
        assertThat(Graph.of(squaredHidden().sum()).memory()).hasToString("""
                4 operators hold 4 saved tensors in 768 bytes, of which backward frees 768 bytes
                parameters: 128 bytes

                operator  runs  tensors  bytes  by it alone
                mul          1        2    512            0
                sigmoid      1        1    512            0
                matmul       1        1    256          256
                sum          1        0      0            0

                largest           tensor               bytes  saved as well by
                sigmoid output 0  float32 (16, 8)        512  mul input 0, mul input 1
                matmul input 0    'x' float32 (16, 4)    256""");
    }

    @Test
    void namesFewOfManyThatShareAStorage() {
        Tensor h = hidden();
        Tensor sum = h.mul(h);
        for (int i = 0; i < 1_000; i++) {
            sum = sum.add(h.mul(h));
        }
        GraphMemory memory = Graph.of(sum).memory();
        assertThat(memory.largest().getFirst().holders()).isEqualTo(2003);
        assertThat(memory.toString())
                .contains("sigmoid output 0  float32 (16, 8)        512  "
                        + "mul input 0, mul input 1, mul input 0, mul input 1 and 1,998 more");
    }

    @Test
    void deepChainsAreCountedWithoutRecursion() {
        countsAChain(100_000);
    }

    @Test
    @Tag("slow")
    void aChainOfAMillionNodesIsCounted() {
        countsAChain(1_000_000);
    }

    private static void countsAChain(int length) {
        Tensor y = Tensor.of(0.5f).requiresGrad_();
        for (int i = 0; i < length; i++) {
            y = y.sigmoid();
        }
        GraphMemory memory = TapeMemory.of(new Tensor[] {y}, 3);
        assertThat(memory.nodes()).isEqualTo(length);
        assertThat(memory.savedBytes()).isEqualTo(4L * length);
        assertThat(memory.largest()).hasSize(3);
    }
}
