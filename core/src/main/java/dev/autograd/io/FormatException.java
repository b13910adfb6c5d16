package dev.autograd.io;

import java.io.IOException;
import java.io.Serial;

/// A file that is not what its format says. The message is one sentence with the file, the place in it and what is
/// wrong.
public final class FormatException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// An error in `file`, which may be a path or whatever else names the source.
    public FormatException(Object file, String problem) {
        super(file + ": " + problem);
    }

    /// An error in `file` that another exception revealed.
    public FormatException(Object file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
