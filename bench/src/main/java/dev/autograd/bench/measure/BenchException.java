package dev.autograd.bench.measure;

import java.io.Serial;

/// A worker cannot be started, or cannot run what it is asked to.
public final class BenchException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /// @param sentence what went wrong, for the user
    public BenchException(String sentence) {
        super(sentence);
    }
}
