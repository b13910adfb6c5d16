package dev.autograd.cli.train;

/// What an epoch leaves behind, before the next one changes it: its measures and, in the learner's network, the
/// parameters with the gradients of the last batch.
///
/// @param metrics what was measured
/// @param learner what was taught
/// @param test how the network does on the test examples now
/// @param examples how many examples this process learned from in the epoch: fewer than all where it resumed within
/// @param seconds the time that took
/// @param testSeconds the time of the test
public record EpochEnd(
        EpochMetrics metrics, Learner learner, Evaluation test, long examples, double seconds, double testSeconds) {
    /// Examples that were learned from a second.
    public double perSecond() {
        return examples / seconds;
    }
}
