package dev.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.io.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
    @TempDir
    Path folder;

    @BeforeEach
    void twoPicturesToLearnFromAndOneToBeTestedOn() throws IOException {
        write("train-images-idx3-ubyte.gz", idx(3, 2, 2, 3), 12);
        write("train-labels-idx1-ubyte", idx(1, 2), 2);
        write("t10k-images-idx3-ubyte", idx(3, 1, 2, 3), 6);
        write("t10k-labels-idx1-ubyte.gz", idx(1, 1), 1);
    }

    private static byte[] idx(int rank, int... dims) {
        byte[] header = new byte[4 + 4 * dims.length];
        header[2] = 8;
        header[3] = (byte) rank;
        for (int i = 0; i < dims.length; i++) {
            header[7 + 4 * i] = (byte) dims[i];
        }
        return header;
    }

    /// The header, and so many bytes that count from 0.
    private void write(String name, byte[] header, int count) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
            out.write(header);
            for (int i = 0; i < count; i++) {
                out.write(i);
            }
        }
        Files.write(folder.resolve(name), bytes.toByteArray());
    }

    @Test
    void readsPlainAndGzippedFiles() throws IOException {
        Mnist mnist = Mnist.load(folder);
        assertThat(mnist.train().size()).isEqualTo(2);
        assertThat(mnist.train().height()).isEqualTo(2);
        assertThat(mnist.train().width()).isEqualTo(3);
        assertThat(mnist.train().labels()).containsExactly(0, 1);
        assertThat(mnist.train().get(1).x().get(0, 1, 2)).isEqualTo(11 / 255f);
        assertThat(mnist.test().size()).isEqualTo(1);
    }

    @Test
    void namesAllThatIsMissing() throws IOException {
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
        assertThatThrownBy(() -> Mnist.load(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(folder + ": lacks train-labels-idx1-ubyte, t10k-labels-idx1-ubyte (with or without .gz)");
    }

    @Test
    void refusesPicturesWithoutLabels() throws IOException {
        write("train-labels-idx1-ubyte", idx(1, 3), 3);
        assertThatThrownBy(() -> Mnist.load(folder))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("has 3 labels, but train-images-idx3-ubyte.gz has 2 pictures");
    }

    @Test
    void refusesFilesThatWereMixedUp() throws IOException {
        write("train-labels-idx1-ubyte", idx(3, 2, 2, 3), 12);
        assertThatThrownBy(() -> Mnist.load(folder))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("must hold UBYTE in 1 dimensions, but holds UBYTE[2, 2, 3]");
    }
}
