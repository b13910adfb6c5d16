package dev.autograd.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("model.bin");
    }

    @Test
    void aNewFileIsWrittenAndAnOldOneReplaced() throws IOException {
        AtomicFile.write(file, body("first"));
        assertThat(file).hasContent("first");
        AtomicFile.write(file, body("2"));
        assertThat(file).hasContent("2");
        assertThat(namesInFolder()).containsExactly("model.bin");
    }

    @ParameterizedTest
    @ValueSource(classes = {EOFException.class, IllegalStateException.class, StackOverflowError.class})
    void aFailingWriterLeavesTheOldFileAndNothingElse(Class<? extends Throwable> kind) throws Exception {
        AtomicFile.write(file, body("old"));
        Throwable failure = kind.getConstructor(String.class).newInstance("no more");
        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
                    body("half of the n").writeTo(channel);
                    throwAny(failure);
                }))
                .isSameAs(failure);
        assertThat(file).hasContent("old");
        assertThat(namesInFolder()).containsExactly("model.bin");
        AtomicFile.write(file, body("new"));
        assertThat(file).hasContent("new");
    }

    @Test
    void anErrorOfTheSystemIsGivenTheNameOfTheFile() throws IOException {
        AtomicFile.write(file, body("old"));
        IOException full = new IOException("No space left on device");
        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
                    body("half of the n").writeTo(channel);
                    throw full;
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": cannot be written and is left as it was: No space left on device")
                .hasCause(full);
        assertThat(file).hasContent("old");
        assertThat(namesInFolder()).containsExactly("model.bin");
    }

    @Test
    void theOldFileStaysUntilTheNewOneIsComplete() throws IOException {
        AtomicFile.write(file, body("old"));
        AtomicFile.write(file, channel -> {
            body("new").writeTo(channel);
            assertThat(file).hasContent("old");
            assertThat(namesInFolder()).hasSize(2).allMatch(name -> name.contains("model.bin"));
        });
        assertThat(file).hasContent("new");
    }

    @Test
    void anInterruptStopsTheWriteAndStaysSet() throws IOException {
        AtomicFile.write(file, body("old"));
        try {
            assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
                        Thread.currentThread().interrupt();
                        body("new").writeTo(channel);
                    }))
                    .isInstanceOf(ClosedByInterruptException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(file).hasContent("old");
        assertThat(namesInFolder()).containsExactly("model.bin");
    }

    @Test
    void leftoversOfDeadProcessesAreRemovedAndOthersFilesAreNot() throws IOException {
        Files.writeString(folder.resolve(".model.bin.0123456789abcdef-0.tmp"), "dead");
        Files.writeString(folder.resolve(".model.bin.0123456789abcdef-17.tmp"), "dead");
        List<String> others = List.of(
                ".other.bin.0123456789abcdef-0.tmp",
                ".model.bin.tmp",
                ".model.bin.0123456789abcdef-0.tmp.txt",
                ".modelxbin.0123456789abcdef-0.tmp",
                "model.bin.0123456789abcdef-0.tmp");
        for (String name : others) {
            Files.writeString(folder.resolve(name), "not ours");
        }
        AtomicFile.write(file, body("new"));
        assertThat(namesInFolder()).containsExactlyInAnyOrderElementsOf(with(others, "model.bin"));
    }

    /// A lock held by another channel stands for a writer that lives.
    @Test
    void theFileOfALivingWriterIsLeftAlone() throws IOException {
        Path living = folder.resolve(".model.bin.0123456789abcdef-0.tmp");
        Files.writeString(living, "half");
        try (FileChannel channel = FileChannel.open(living, StandardOpenOption.WRITE)) {
            assertThat(channel.lock().isValid()).isTrue();
            AtomicFile.write(file, body("new"));
            assertThat(living).exists();
        }
        AtomicFile.write(file, body("newer"));
        assertThat(living).doesNotExist();
    }

    @Test
    void ofRacingWritersOneWinsWhole() throws Exception {
        int writers = 8;
        CountDownLatch start = new CountDownLatch(1);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, writers)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    try {
                        start.await();
                        for (int k = 0; k < 10; k++) {
                            AtomicFile.write(file, body(("" + i).repeat(100_000)));
                        }
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                }))
                .toList();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        String contents = Files.readString(file);
        assertThat(contents).hasSize(100_000).isEqualTo(contents.substring(0, 1).repeat(100_000));
        assertThat(namesInFolder()).containsExactly("model.bin");
    }

    @Test
    void aTargetThatIsAFolderIsRefusedBeforeAnyWork() throws IOException {
        Files.createDirectory(file);
        refused(file, "is a folder");
        refused(Path.of("/"), "is a folder");
        assertThat(namesInFolder()).containsExactly("model.bin");
    }

    @Test
    void aMissingFolderIsNamed() throws IOException {
        refused(folder.resolve("missing/model.bin"), "the folder " + folder.resolve("missing") + " does not exist");
        Path plain = Files.writeString(folder.resolve("plain"), "");
        refused(plain.resolve("model.bin"), plain + " is not a folder");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatMayNotBeWrittenIsNamed() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(locked), "the superuser may write anywhere");
            refused(locked.resolve("model.bin"), "this process may not write to the folder " + locked);
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatTakesNoFileIsNamed() {
        Path proc = Path.of("/proc");
        assumeTrue(Files.isWritable(proc), "only to the superuser it says that it can be written to");
        refused(proc.resolve("model.bin"), "no file can be made in the folder /proc");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSymbolicLinkStaysOne() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("data.bin");
        Files.writeString(real, "old");
        Path link = Files.createSymbolicLink(file, real);
        AtomicFile.write(link, body("new"));
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(real).hasContent("new");
    }

    @Test
    void aRelativePathIsFine() throws IOException {
        Path relative = Path.of("").toAbsolutePath().relativize(file);
        AtomicFile.write(relative, body("new"));
        assertThat(file).hasContent("new");
    }

    private static void refused(Path target, String reason) {
        assertThatThrownBy(() -> AtomicFile.write(target, channel -> {
                    throw new AssertionError("the body must not run");
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(target + ": cannot be written: ")
                .hasMessageContaining(reason);
    }

    private static AtomicFile.Body body(String contents) {
        return channel -> channel.write(ByteBuffer.wrap(contents.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> namesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static List<String> with(List<String> names, String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return all;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAny(Throwable failure) throws E {
        throw (E) failure;
    }
}
