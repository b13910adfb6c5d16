package dev.autograd.cli.base;

import java.io.Serial;

/// A mistake of the user, or of the world around the program, that one sentence explains: the sentence goes to standard
/// error and the program ends with status 1.
public final class Failure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// A failure explained by `sentence`.
    public Failure(String sentence) {
        super(sentence);
    }

    /// A failure explained by `sentence`, which another exception revealed.
    public Failure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
