package dev.autograd.cli.train;

/// What was measured in one epoch.
///
/// @param epoch counted from 1
/// @param trainLoss the mean loss on the training examples, each measured just before it was learned from
/// @param trainScore the score on them
/// @param testLoss the mean loss on the test examples after the epoch
/// @param testScore the score on them
public record EpochMetrics(int epoch, double trainLoss, double trainScore, double testLoss, double testScore) {}
