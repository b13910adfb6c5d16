package dev.autograd.viz;

/// What was measured after one epoch of training. A value that was not measured is [Double#NaN], and its curve has no
/// point there.
///
/// @param epoch         the number of the epoch
/// @param trainLoss     the mean loss on the data learned from
/// @param trainAccuracy the share of right answers on that data, from 0 to 1
/// @param testLoss      the mean loss on data never learned from
/// @param testAccuracy  the share of right answers on that data, from 0 to 1
public record EpochResult(int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy) {}
