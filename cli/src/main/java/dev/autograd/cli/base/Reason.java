package dev.autograd.cli.base;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why the system refused, in words: the exceptions of many refusals have a file's name for a message and nothing else.
public final class Reason {
    private Reason() {}

    /// The file and what is wrong with it.
    public static String of(IOException e) {
        if (e instanceof FileSystemException refused && refused.getReason() == null) {
            return refused.getFile() + ": " + words(refused);
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static String words(FileSystemException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "this process may not do that";
            case FileAlreadyExistsException _ -> "a file is there";
            default -> e.getClass().getSimpleName();
        };
    }
}
