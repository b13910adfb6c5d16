package dev.autograd.cli.train;

/// Where the time of training went.
public final class StepTimer {
    private long forward;
    private long backward;
    private long steps;
    private long epochTime;
    private long epochSteps;
    private double bestEpoch = Double.NaN;

    void add(long forwardNanos, long backwardNanos) {
        forward += forwardNanos;
        backward += backwardNanos;
        steps++;
        epochTime += forwardNanos + backwardNanos;
        epochSteps++;
    }

    /// Ends an epoch. Only epochs of `wholeEpoch` steps are candidates for the best: a resumed one has fewer.
    void endEpoch(int wholeEpoch) {
        if (epochSteps == wholeEpoch) {
            double nanos = (double) epochTime / epochSteps;
            bestEpoch = nanos < bestEpoch || Double.isNaN(bestEpoch) ? nanos : bestEpoch;
        }
        epochTime = 0;
        epochSteps = 0;
    }

    /// The number of steps.
    public long steps() {
        return steps;
    }

    /// Seconds spent in forward passes and losses.
    public double forwardSeconds() {
        return forward / 1e9;
    }

    /// Seconds spent in backward passes and optimiser steps.
    public double backwardSeconds() {
        return backward / 1e9;
    }

    /// The mean time of a step in the fastest epoch, in microseconds; NaN where no epoch was complete.
    public double bestEpochMicros() {
        return bestEpoch / 1e3;
    }
}
