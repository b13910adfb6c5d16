package dev.autograd.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Replaces a file at once or not at all, whatever happens meanwhile: a failing writer, a full disk, a killed
/// process, a power cut.
///
/// The new contents go to a temporary file beside the target, are forced to the disk, and take the target's name in
/// one step; then the folder is forced. A reader sees the old file or the new one, both whole. When two writers
/// race, one wins whole.
///
/// ```java
/// AtomicFile.write(path, channel -> channel.write(ByteBuffer.wrap(bytes)));
/// ```
///
/// A target that is a symbolic link stays one: the file it points at is replaced.
public final class AtomicFile {
    private AtomicFile() {}

    /// What writes the new contents.
    @FunctionalInterface
    public interface Body {
        /// Writes the whole contents to `channel`, which is empty, and leaves it open.
        void writeTo(FileChannel channel) throws IOException;
    }

    /// Replaces `target` by what `body` writes, and removes what killed writers of the same target left behind.
    ///
    /// @throws FileSystemException if the target is a folder, or its folder does not exist or cannot be written to
    /// @throws IOException if writing fails or `body` throws it; the target is then what it was before
    public static void write(Path target, Body body) throws IOException {
        Path file = resolve(target);
        check(target, file);
        TemporaryFile.removeLeftovers(file);
        try {
            replace(target, file, body);
        } catch (IOException e) {
            throw e.getClass() == IOException.class ? named(target, e) : e;
        }
        forceFolder(file);
    }

    private static void replace(Path target, Path file, Body body) throws IOException {
        try (TemporaryFile temporary = temporary(target, file)) {
            body.writeTo(temporary.channel());
            temporary.channel().force(true);
            // The channel stays open, and its lock held, until the name has changed: see TemporaryFile.
            Files.move(temporary.path(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Some folders say that they can be written to and take no file, such as `/proc`.
    private static TemporaryFile temporary(Path target, Path file) throws IOException {
        try {
            return TemporaryFile.create(file);
        } catch (NoSuchFileException e) {
            FileSystemException named =
                    refused(target, "cannot be written: no file can be made in the folder " + file.getParent());
            named.initCause(e);
            throw named;
        }
    }

    /// A plain IOException is the system's word, such as "No space left on device", which does not say for which
    /// file.
    private static FileSystemException named(Path target, IOException e) {
        FileSystemException named = refused(target, "cannot be written and is left as it was: " + e.getMessage());
        named.initCause(e);
        return named;
    }

    /// Replaces `target` by the given bytes.
    ///
    /// @throws FileSystemException if the target is a folder, or its folder does not exist or cannot be written to
    /// @throws IOException if writing fails; the target is then what it was before
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, channel -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        });
    }

    private static Path resolve(Path target) throws IOException {
        Path file = target.toAbsolutePath();
        return Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
    }

    private static void check(Path target, Path file) throws FileSystemException {
        Path folder = file.getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw refused(target, "cannot be written: it is a folder");
        }
        checkFolder(target, folder);
    }

    /// Checks that files can be made in a folder.
    ///
    /// @param target for whose sake, which the error names
    static void checkFolder(Path target, Path folder) throws FileSystemException {
        if (!Files.exists(folder)) {
            throw refused(target, "cannot be written: the folder " + folder + " does not exist");
        }
        if (!Files.isDirectory(folder)) {
            throw refused(target, "cannot be written: " + folder + " is not a folder");
        }
        if (!Files.isWritable(folder)) {
            throw refused(target, "cannot be written: this process may not write to the folder " + folder);
        }
    }

    private static FileSystemException refused(Path target, String reason) {
        return new FileSystemException(target.toString(), null, reason);
    }

    /// Makes the new name last. Not every system can open a folder (Windows cannot) or force it; there, the rename
    /// is as durable as the file system makes it, and either file is whole in any case.
    private static void forceFolder(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            System.getLogger(AtomicFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "the folder " + folder + " cannot be forced to disk", e);
        }
    }
}
