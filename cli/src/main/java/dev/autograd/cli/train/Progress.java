package dev.autograd.cli.train;

/// Is told how a training goes on.
public interface Progress {
    /// A batch has been learned from.
    void batch(Position position);

    /// An epoch is complete.
    void epoch(EpochMetrics metrics);

    /// No more will come.
    void end();

    /// Where a training is.
    ///
    /// @param epoch the epoch under way, counted from 1
    /// @param done the examples learned from since the first epoch
    /// @param total the examples that all epochs together learn from
    /// @param loss the mean loss of the epoch's examples so far
    /// @param score their score
    record Position(int epoch, long done, long total, double loss, double score) {}
}
