package dev.autograd.cli.history;

/// The time of an epoch.
///
/// @param epoch counted from 1
/// @param examples how many examples were learned from in the process that completed it
/// @param seconds the time that took
/// @param testSeconds the time of the test after it
/// @param lr the learning rate
public record EpochRow(int epoch, long examples, double seconds, double testSeconds, double lr) {
    /// Examples learned from a second.
    public double perSecond() {
        return examples / seconds;
    }
}
