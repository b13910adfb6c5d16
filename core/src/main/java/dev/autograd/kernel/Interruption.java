package dev.autograd.kernel;

import java.util.concurrent.CancellationException;

/// Lets an interrupt end a long computation. Kernels ask between blocks of some milliseconds; what takes less
/// is never ended, so a thread that was interrupted can still compute small things on its way out.
public final class Interruption {
    /// Multiplications and additions of a computation that is long: some milliseconds.
    private static final long LONG = 1L << 27;

    private Interruption() {}

    /// Ends a long computation if the thread was interrupted, which it still is afterwards.
    ///
    /// @param multiplications that the whole computation takes
    /// @throws CancellationException when it was
    public static void check(long multiplications) {
        if (multiplications >= LONG && Thread.currentThread().isInterrupted()) {
            throw new CancellationException(
                    "the thread was interrupted in the middle of a long computation, whose result is dropped");
        }
    }
}
