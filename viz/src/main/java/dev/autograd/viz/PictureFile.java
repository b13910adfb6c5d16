package dev.autograd.viz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a picture whole or not at all.
final class PictureFile {
    private PictureFile() {}

    /// Replaces `target` by a file of the given bytes: a temporary file beside it, forced to disk, then renamed.
    static void write(Path target, byte[] bytes) throws IOException {
        var absolute = target.toAbsolutePath();
        var folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new IOException("the picture cannot be written to " + target + ", because that is a directory");
        }
        var temporary = folder.resolve("." + absolute.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().threadId() + ".tmp");
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            rename(temporary, absolute);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
