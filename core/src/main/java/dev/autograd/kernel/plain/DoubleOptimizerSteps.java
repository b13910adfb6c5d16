package dev.autograd.kernel.plain;

import dev.autograd.kernel.AdamStep;
import dev.autograd.kernel.Goal;
import dev.autograd.kernel.OptimizerSteps;
import dev.autograd.kernel.SgdStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Optimiser steps in loops that C2 vectorises: all arrays share one index, and what is the same for all elements is
/// decided outside.
final class DoubleOptimizerSteps implements OptimizerSteps<double[]> {
    /// Elements that go through all loops of a step before the next do, so that they come out of memory once.
    private static final int BLOCK = 2048;

    @Override
    public void sgd(List<SgdPiece<double[]>> pieces) {
        for (SgdPiece<double[]> piece : pieces) {
            for (int from = piece.from(); from < piece.to(); from += BLOCK) {
                int to = Math.min(piece.to(), from + BLOCK);
                sgd(piece.p(), piece.g(), piece.buffer(), piece.step(), from, to);
            }
        }
    }

    private static void sgd(double[] p, double[] g, double @Nullable [] buffer, SgdStep step, int from, int to) {
        double sign = step.goal() == Goal.MAXIMIZE ? -1 : 1;
        double decay = (step.weightDecay());
        double rate = (-step.lr());
        if (step.momentum() == 0) {
            descend(p, g, sign, decay, rate, from, to);
            return;
        }
        if (buffer == null) {
            throw new IllegalArgumentException("sgd: momentum " + step.momentum() + " needs a buffer");
        }
        double momentum = (step.momentum());
        switch (step.kind()) {
            case FIRST -> {
                fill(p, g, buffer, sign, decay, from, to);
                descend(p, buffer, 1, 0, rate, from, to);
            }
            case FIRST_NESTEROV -> {
                fill(p, g, buffer, sign, decay, from, to);
                descendAhead(p, g, buffer, sign, decay, momentum, rate, from, to);
            }
            case CLASSICAL -> {
                accumulate(p, g, buffer, sign, decay, momentum, (1 - step.dampening()), from, to);
                descend(p, buffer, 1, 0, rate, from, to);
            }
            case NESTEROV -> {
                accumulate(p, g, buffer, sign, decay, momentum, (1 - step.dampening()), from, to);
                descendAhead(p, g, buffer, sign, decay, momentum, rate, from, to);
            }
        }
    }

    private static void descend(double[] p, double[] g, double sign, double decay, double rate, int from, int to) {
        for (int i = from; i < to; i++) {
            double gradient = sign * g[i] + decay * p[i];
            p[i] = p[i] + rate * gradient;
        }
    }

    private static void fill(double[] p, double[] g, double[] buffer, double sign, double decay, int from, int to) {
        for (int i = from; i < to; i++) {
            buffer[i] = sign * g[i] + decay * p[i];
        }
    }

    private static void accumulate(
            double[] p,
            double[] g,
            double[] buffer,
            double sign,
            double decay,
            double momentum,
            double share,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            double gradient = sign * g[i] + decay * p[i];
            buffer[i] = momentum * buffer[i] + share * gradient;
        }
    }

    private static void descendAhead(
            double[] p,
            double[] g,
            double[] buffer,
            double sign,
            double decay,
            double momentum,
            double rate,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            double gradient = sign * g[i] + decay * p[i];
            p[i] = p[i] + rate * (gradient + momentum * buffer[i]);
        }
    }

    @Override
    public void adam(List<AdamPiece<double[]>> pieces) {
        for (AdamPiece<double[]> piece : pieces) {
            for (int from = piece.from(); from < piece.to(); from += BLOCK) {
                int to = Math.min(piece.to(), from + BLOCK);
                adam(piece.p(), piece.g(), piece.mean(), piece.square(), piece.largest(), piece.step(), from, to);
            }
        }
    }

    private static void adam(
            double[] p,
            double[] g,
            double[] mean,
            double[] square,
            double @Nullable [] largest,
            AdamStep step,
            int from,
            int to) {
        double sign = step.goal() == Goal.MAXIMIZE ? -1 : 1;
        boolean shrinks = step.decay() == AdamStep.Decay.PARAMETER;
        double kept = shrinks ? (1 - step.lr() * step.weightDecay()) : 1;
        double decay = shrinks ? 0 : (step.weightDecay());
        moments(p, g, mean, square, step, sign, kept, decay, from, to);
        if (largest != null) {
            raise(square, largest, from, to);
        }
        double rate = (-step.stepSize());
        update(p, mean, largest == null ? square : largest, rate, (step.rootCorrection()), (step.eps()), from, to);
    }

    private static void moments(
            double[] p,
            double[] g,
            double[] mean,
            double[] square,
            AdamStep step,
            double sign,
            double kept,
            double decay,
            int from,
            int to) {
        double weight = (1 - step.beta1());
        double beta2 = (step.beta2());
        double share = (1 - step.beta2());
        // Linear interpolation from the nearer end, as PyTorch's lerp does.
        if (weight < 0.5) {
            for (int i = from; i < to; i++) {
                p[i] = p[i] * kept;
                double gradient = sign * g[i] + decay * p[i];
                mean[i] = mean[i] + weight * (gradient - mean[i]);
                square[i] = square[i] * beta2 + share * gradient * gradient;
            }
        } else {
            for (int i = from; i < to; i++) {
                p[i] = p[i] * kept;
                double gradient = sign * g[i] + decay * p[i];
                mean[i] = gradient - (gradient - mean[i]) * (1 - weight);
                square[i] = square[i] * beta2 + share * gradient * gradient;
            }
        }
    }

    private static void raise(double[] square, double[] largest, int from, int to) {
        for (int i = from; i < to; i++) {
            largest[i] = Math.max(largest[i], square[i]);
        }
    }

    private static void update(
            double[] p, double[] mean, double[] square, double rate, double correction, double eps, int from, int to) {
        for (int i = from; i < to; i++) {
            double denominator = Math.sqrt(square[i]) / correction + eps;
            p[i] = p[i] + rate * mean[i] / denominator;
        }
    }
}
