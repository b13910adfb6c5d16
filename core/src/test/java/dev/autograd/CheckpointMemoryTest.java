package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.graph.GraphMemory;
import dev.autograd.graph.GraphMemory.OperatorMemory;
import dev.autograd.io.SavedTensors;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What checkpoints save, in bytes that graphs hold.
final class CheckpointMemoryTest {
    private static final int BLOCKS = 10;

    /// The bytes of one activation.
    private static final long A = 4 * 16 * 8;

    private static final Tensor W =
            Tensor.randn(Random.seed(1), Shape.of(8, 8), DType.FLOAT32).requiresGrad_();
    private static final Tensor X = Tensor.ones(16, 8);

    /// Saves what comes in, and three activations.
    private static Tensor block(Tensor x) {
        return x.matmul(W).tanh().matmul(W).sigmoid().exp();
    }

    private static Tensor blocks(Tensor x, int count, UnaryOperator<Tensor> each) {
        Tensor y = x;
        for (int i = 0; i < count; i++) {
            y = each.apply(y);
        }
        return y;
    }

    private static Tensor checkpointed(Tensor x) {
        return Autograd.checkpoint(CheckpointMemoryTest::block, x);
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                // the network, activations held, values to be computed again: one less of the constant X
                network("plain", x -> blocks(x, BLOCKS, CheckpointMemoryTest::block), 3 * BLOCKS + 1, 0),
                network(
                        "each block",
                        x -> blocks(x, BLOCKS, CheckpointMemoryTest::checkpointed),
                        BLOCKS,
                        7 * BLOCKS - 1),
                network(
                        "two halves",
                        x -> blocks(
                                x,
                                2,
                                half -> Autograd.checkpoint(
                                        y -> blocks(y, BLOCKS / 2, CheckpointMemoryTest::block), half)),
                        2,
                        7 * BLOCKS - 1),
                network(
                        "the whole",
                        x -> Autograd.checkpoint(y -> blocks(y, BLOCKS, CheckpointMemoryTest::block), x),
                        1,
                        7 * BLOCKS - 1),
                network(
                        "the whole, and each block in it",
                        x -> Autograd.checkpoint(y -> blocks(y, BLOCKS, CheckpointMemoryTest::checkpointed), x),
                        1,
                        8 * BLOCKS - 1));
    }

    private static Arguments network(String name, UnaryOperator<Tensor> network, int held, int packed) {
        return Arguments.of(name, network, held, packed);
    }

    @ParameterizedTest(name = "{0}: {2} activations")
    @MethodSource("networks")
    void holdsTheBordersAlone(String name, UnaryOperator<Tensor> network, int held, int packed) {
        Tensor loss = network.apply(X).sum();
        GraphMemory memory = Graph.of(loss).memory();
        assertThat(memory.savedBytes()).isEqualTo(held * A);
        assertThat(memory.packedTensors()).isEqualTo(packed);
        assertThat(memory.parameterBytes()).isEqualTo(256);
        loss.backward();
        assertThat(Graph.of(loss).memory().totalBytes()).isEqualTo(256);

        double[] found = W.grad().toDoubleArray();
        W.setGrad(null);
        blocks(X, BLOCKS, CheckpointMemoryTest::block).sum().backward();
        assertThat(found).isEqualTo(W.grad().toDoubleArray());
        W.setGrad(null);
    }

    @Test
    void checkpointsAreListedByWhatTheyHold() {
        GraphMemory memory =
                Graph.of(blocks(X, 3, CheckpointMemoryTest::checkpointed)).memory();
        assertThat(memory.operators().getFirst()).isEqualTo(new OperatorMemory("checkpoint", 3, 3, 3 * A, 3 * A));
        assertThat(memory.largest()).hasSize(3);
        assertThat(memory.largest().getFirst().holder()).hasToString("checkpoint input 0");
    }

    @Test
    void hooksOutsideKeepTheBorders(@TempDir Path folder) throws Exception {
        Tensor loss = Autograd.savedTensorHooks(
                SavedTensors.onDisk(folder, 0),
                () -> blocks(X, 3, CheckpointMemoryTest::checkpointed).sum());
        assertThat(Graph.of(loss).memory().savedBytes()).isZero();
        assertThat(count(folder)).isEqualTo(3);
        loss.backward();
        assertThat(count(folder)).isZero();
        double[] found = W.grad().toDoubleArray();
        W.setGrad(null);
        blocks(X, 3, CheckpointMemoryTest::block).sum().backward();
        assertThat(found).isEqualTo(W.grad().toDoubleArray());
        W.setGrad(null);
    }

    private static long count(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
