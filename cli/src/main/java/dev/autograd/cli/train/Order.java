package dev.autograd.cli.train;

/// The order in which an epoch takes its examples.
public enum Order {
    /// As they come, the same in every epoch.
    AS_GIVEN,
    /// Another one in every epoch, which follows from the seed and the epoch's number.
    SHUFFLED
}
