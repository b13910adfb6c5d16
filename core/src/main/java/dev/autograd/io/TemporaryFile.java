package dev.autograd.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// The file that [AtomicFile] fills. Its name says whose it is: `.TARGET.PROCESS-NUMBER.tmp`.
///
/// A writer holds a lock on its file, which the system drops when the process dies, however it dies. A leftover is
/// thus a file of another process that can be locked. Files of this process are left alone: locks are kept per
/// process, and opening and closing such a file again would drop the writer's.
final class TemporaryFile implements AutoCloseable {
    private static final String SUFFIX = ".tmp";

    /// Tells this process from all others, those before a restart with the same process number included.
    private static final String PROCESS = HexFormat.of().toHexDigits(new SecureRandom().nextLong());

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Path path;
    private final FileChannel channel;

    private TemporaryFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Creates an empty file beside `target` and locks it.
    static TemporaryFile create(Path target) throws IOException {
        while (true) {
            Path path = target.resolveSibling(prefix(target) + PROCESS + "-" + NUMBER.getAndIncrement() + SUFFIX);
            TemporaryFile file;
            try {
                file = new TemporaryFile(
                        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            tryLock(file.channel);
            // Between its creation and its lock, another process may have taken the file for a leftover.
            if (Files.exists(path)) {
                return file;
            }
            file.close();
        }
    }

    /// Removes the temporary files of `target` whose writers are dead. What cannot be removed is left: it is only
    /// litter.
    static void removeLeftovers(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        Pattern leftover = Pattern.compile(
                Pattern.quote(prefix(target)) + "(?!" + PROCESS + ")[0-9a-f]{16}-[0-9]+" + Pattern.quote(SUFFIX));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder,
                file -> leftover.matcher(String.valueOf(file.getFileName())).matches())) {
            for (Path file : files) {
                removeIfDead(file);
            }
        }
    }

    private static void removeIfDead(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (tryLock(channel)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.getLogger(TemporaryFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "the leftover " + file + " cannot be removed", e);
        }
    }

    /// Whether the lock is held now. A file system without locks says no: its leftovers stay. So does a second
    /// thread that removes the same leftover.
    private static boolean tryLock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /// Closes the file and deletes it, unless it has been renamed meanwhile.
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        }
    }
}
