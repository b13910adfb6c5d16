package dev.autograd.torch;

/// Thrown for a function of PyTorch's, or an argument of it, that has no counterpart here. Not a user's mistake: those
/// are answered by the operator itself.
public final class UnsupportedTorchCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message which function or argument there is not
    public UnsupportedTorchCall(String message) {
        super(message);
    }
}
