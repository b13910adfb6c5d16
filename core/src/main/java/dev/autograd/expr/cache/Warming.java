package dev.autograd.expr.cache;

/// A vector loop that a [Warmer] gets compiled.
public interface Warming {
    /// What an attempt came to.
    enum Outcome {
        /// The loop runs at the speed of compiled code.
        FAST,
        /// It must be tried again.
        NOT_YET,
        /// It will not become fast.
        HOPELESS
    }

    /// Calls the loop for some milliseconds, fewer if it becomes fast.
    Outcome attempt();

    /// Is told the end: that the loop may be used, or never.
    void decide(boolean fast);
}
