package dev.autograd.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Autograd;
import dev.autograd.BackwardOptions;
import dev.autograd.Graph;
import dev.autograd.SavedTensorHooks;
import dev.autograd.Tensor;
import dev.autograd.graph.GraphMemory;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Saved tensors in files.
final class SavedTensorsTest {
    @TempDir
    Path folder;

    private final Tensor w =
            Tensor.randn(Random.seed(1), Shape.of(4, 6), DType.FLOAT32).requiresGrad_();

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private SavedTensorHooks<?> everything() throws IOException {
        return SavedTensors.onDisk(folder, 0);
    }

    /// 4 by 6.
    static Stream<Arguments> layouts() {
        return Stream.of(
                layout("dense", x -> x.mul(2)),
                layout("transposed", x -> x.mul(2).mT().contiguous().mT()),
                layout("a part of a larger one", x -> Tensor.cat(1, x, x).narrow(1, 3, 6)),
                layout("expanded", x -> x.narrow(0, 1, 1).mul(2).expand(4, 6)),
                layout(
                        "expanded and permuted",
                        x -> x.narrow(1, 1, 1).mul(3).mT().expand(6, 4).mT()),
                layout("float64", x -> x.to(DType.FLOAT64).mul(2)),
                layout("a scalar, expanded", x -> x.sum().expand(4, 6)));
    }

    private static Arguments layout(String name, UnaryOperator<Tensor> make) {
        return Arguments.of(name, make);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void givesBackWhatItKept(String name, UnaryOperator<Tensor> make) throws IOException {
        Tensor x = make.apply(w.detach());
        SavedTensorHooks<?> hooks = everything();
        Tensor back = roundTrip(hooks, x);
        assertThat(back.dtype()).isEqualTo(x.dtype());
        assertThat(back.toDoubleArray()).isEqualTo(x.toDoubleArray());
        assertThat(back.shape()).isEqualTo(x.shape());
        if (!name.startsWith("a part")) {
            assertThat(back.layout().strides()).isEqualTo(x.layout().strides());
        }
        assertThat(files()).isEmpty();
    }

    private <P> Tensor roundTrip(SavedTensorHooks<P> hooks, Tensor x) {
        P packed = hooks.pack(x);
        assertThat(files()).hasSize(1);
        Tensor back = hooks.unpack(packed);
        hooks.release(packed);
        return back;
    }

    private Tensor loss() {
        Tensor h = Tensor.ones(3, 4).matmul(w).tanh();
        return h.mul(h.exp()).maskedFill(h.gt(0.1), 0).sum();
    }

    @Test
    void backwardReadsTheFilesAndDeletesThem() throws IOException {
        Tensor plain = Autograd.grad(loss(), w)[0];
        Tensor loss = Autograd.savedTensorHooks(everything(), this::loss);
        assertThat(files()).hasSize(6); // of matmul, tanh, exp, two of mul, and the mask
        GraphMemory memory = Graph.of(loss).memory();
        assertThat(memory.savedBytes()).isZero();
        assertThat(memory.packedTensors()).isEqualTo(6);

        loss.backward(BackwardOptions.DEFAULT.withRetainGraph());
        assertThat(files()).hasSize(6);
        loss.backward();
        assertThat(files()).isEmpty();
        assertThat(w.grad().toFloatArray()).isEqualTo(plain.mul(2).toFloatArray());
    }

    @Test
    void smallTensorsAndParametersStayInMemory() throws IOException {
        SavedTensorHooks<?> hooks = SavedTensors.onDisk(folder, 100);
        Autograd.savedTensorHooks(hooks, () -> w.mul(w)); // 96 bytes, and a parameter
        assertThat(files()).isEmpty();
        Tensor h = w.mul(2);
        Autograd.savedTensorHooks(hooks, () -> h.exp());
        assertThat(files()).isEmpty();
        Autograd.savedTensorHooks(SavedTensors.onDisk(folder, 96), () -> h.exp());
        assertThat(files()).hasSize(1);
        Tensor large = Tensor.ones(1 << 14).requiresGrad_(); // 64 KiB
        Autograd.savedTensorHooks(SavedTensors.onDisk(folder), () -> large.exp());
        assertThat(files()).hasSize(2);
    }

    @Test
    void aDroppedGraphLeavesNoFiles() throws Exception {
        buildAndDrop();
        for (int i = 0; i < 1_000 && !files().isEmpty(); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(files()).isEmpty();
    }

    private void buildAndDrop() throws IOException {
        Autograd.savedTensorHooks(everything(), this::loss);
        assertThat(files()).hasSize(6);
    }

    @Test
    void aFolderThatIsGoneIsNamedByTheOperatorThatSaves() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        SavedTensorHooks<?> hooks = SavedTensors.onDisk(gone, 0);
        Files.delete(gone);
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.savedTensorHooks(hooks, () -> w.exp()))
                .withMessage("savedTensorHooks: pack failed for output 0, float32 (4, 6), of exp: "
                        + "onDisk: float32[4, 6] cannot be written to the folder " + gone
                        + ": cannot be written: the folder " + gone + " does not exist");
    }

    @Test
    void aFileThatIsGoneIsNamedByThePassThatReads() throws IOException {
        Tensor loss = Autograd.savedTensorHooks(everything(), () -> w.exp().sum());
        Path file = files().getFirst();
        Files.delete(file);
        assertThatIllegalStateException()
                .isThrownBy(loss::backward)
                .withMessageContaining("unpack failed for output 0, float32 (4, 6), of exp")
                .withMessageContaining("onDisk: the file " + file + " cannot be read back: there is no such file");
        assertThat(w.grad()).isNull();
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        Tensor loss = Autograd.savedTensorHooks(everything(), () -> w.exp().sum());
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        assertThatIllegalStateException()
                .isThrownBy(loss::backward)
                .withMessageContaining("of exp")
                .withMessageContaining(file.toString());
    }

    @Test
    void aWriteThatFailsLeavesNoFile() throws IOException {
        SavedTensorHooks<?> hooks = everything();
        Thread.currentThread().interrupt(); // the channel refuses to write then
        assertThatIllegalStateException()
                .isThrownBy(() -> Autograd.savedTensorHooks(hooks, () -> w.exp()))
                .withMessageContaining("onDisk: float32[4, 6] cannot be written to the folder " + folder);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(files()).isEmpty();
    }

    @Test
    void aFolderIsNeeded() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> SavedTensors.onDisk(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": cannot be written: " + file + " is not a folder");
        assertThatThrownBy(() -> SavedTensors.onDisk(folder.resolve("none")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("does not exist");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SavedTensors.onDisk(folder, -1))
                .withMessage("onDisk: fromBytes must not be negative, but is -1");
    }
}
