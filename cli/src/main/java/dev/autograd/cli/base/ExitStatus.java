package dev.autograd.cli.base;

/// How the program ends. The launcher adds 3, for a machine without a JDK that can run it.
public final class ExitStatus {
    /// The work is done.
    public static final int DONE = 0;
    /// The work failed.
    public static final int FAILED = 1;
    /// The command line is wrong.
    public static final int WRONG_USAGE = 2;
    /// The user stopped the work; as shells count, 128 and the signal's number.
    public static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
