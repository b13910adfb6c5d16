package dev.autograd.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The check before a file is opened, so that a wrong path is named as one and not by a system error code.
public final class InputFile {
    private InputFile() {}

    /// Returns `file` if there is something to read.
    ///
    /// @throws NoSuchFileException if nothing is there
    /// @throws FileSystemException if a folder is there, or a file that this process may not read
    public static Path require(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, but a file is needed");
        }
        if (!Files.isReadable(file)) {
            throw new FileSystemException(file.toString(), null, "this process may not read the file");
        }
        return file;
    }
}
