package dev.autograd.cli.train;

import java.util.List;

/// Is told how a training goes on.
public interface Progress {
    /// A batch has been learned from.
    default void batch(Position position) {}

    /// An epoch is complete.
    void epoch(EpochEnd end);

    /// No more will come.
    void end();

    /// Tells all of `listeners` in their order.
    static Progress all(List<? extends Progress> listeners) {
        List<Progress> all = List.copyOf(listeners);
        return new Progress() {
            @Override
            public void batch(Position position) {
                all.forEach(listener -> listener.batch(position));
            }

            @Override
            public void epoch(EpochEnd end) {
                all.forEach(listener -> listener.epoch(end));
            }

            @Override
            public void end() {
                all.forEach(Progress::end);
            }
        };
    }

    /// Where a training is.
    ///
    /// @param epoch the epoch under way, counted from 1
    /// @param done the examples learned from since the first epoch
    /// @param total the examples that all epochs together learn from
    /// @param loss the mean loss of the epoch's examples so far
    /// @param score their score
    record Position(int epoch, long done, long total, double loss, double score) {}
}
