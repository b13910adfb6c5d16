package dev.autograd.cli.train;

import java.util.List;

/// How far a training has come, between two batches.
///
/// @param epoch the epochs that are complete
/// @param batch the batches of the epoch under way that are done
/// @param lossSum the sum of their examples' losses
/// @param points what they add to the score
/// @param history what was measured in the complete epochs
record Cursor(int epoch, int batch, double lossSum, double points, List<EpochMetrics> history) {
    static final Cursor START = new Cursor(0, 0, 0, 0, List.of());

    Cursor {
        history = List.copyOf(history);
    }
}
