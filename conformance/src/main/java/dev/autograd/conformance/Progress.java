package dev.autograd.conformance;

/// Is told how far a run is.
@FunctionalInterface
public interface Progress {
    /// Tells nobody.
    Progress NONE = (_, _) -> {};

    /// A case has ended.
    ///
    /// @param done how many have
    /// @param total how many there are
    void ended(int done, int total);
}
