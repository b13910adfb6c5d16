package dev.autograd.kernel.plain;

import dev.autograd.kernel.AdamStep;
import dev.autograd.kernel.Goal;
import dev.autograd.kernel.OptimizerSteps;
import dev.autograd.kernel.SgdStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Optimiser steps in loops that C2 vectorises: all arrays share one index, and what is the same for all elements is
/// decided outside.
final class FloatOptimizerSteps implements OptimizerSteps<float[]> {
    /// Elements that go through all loops of a step before the next do, so that they come out of memory once.
    private static final int BLOCK = 2048;

    @Override
    public void sgd(List<SgdPiece<float[]>> pieces) {
        for (SgdPiece<float[]> piece : pieces) {
            for (int from = piece.from(); from < piece.to(); from += BLOCK) {
                int to = Math.min(piece.to(), from + BLOCK);
                sgd(piece.p(), piece.g(), piece.buffer(), piece.step(), from, to);
            }
        }
    }

    private static void sgd(float[] p, float[] g, float @Nullable [] buffer, SgdStep step, int from, int to) {
        float sign = step.goal() == Goal.MAXIMIZE ? -1 : 1;
        float decay = (float) (step.weightDecay());
        float rate = (float) (-step.lr());
        if (step.momentum() == 0) {
            descend(p, g, sign, decay, rate, from, to);
            return;
        }
        if (buffer == null) {
            throw new IllegalArgumentException("sgd: momentum " + step.momentum() + " needs a buffer");
        }
        float momentum = (float) (step.momentum());
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
                accumulate(p, g, buffer, sign, decay, momentum, (float) (1 - step.dampening()), from, to);
                descend(p, buffer, 1, 0, rate, from, to);
            }
            case NESTEROV -> {
                accumulate(p, g, buffer, sign, decay, momentum, (float) (1 - step.dampening()), from, to);
                descendAhead(p, g, buffer, sign, decay, momentum, rate, from, to);
            }
        }
    }

    private static void descend(float[] p, float[] g, float sign, float decay, float rate, int from, int to) {
        for (int i = from; i < to; i++) {
            float gradient = sign * g[i] + decay * p[i];
            p[i] = p[i] + rate * gradient;
        }
    }

    private static void fill(float[] p, float[] g, float[] buffer, float sign, float decay, int from, int to) {
        for (int i = from; i < to; i++) {
            buffer[i] = sign * g[i] + decay * p[i];
        }
    }

    private static void accumulate(
            float[] p,
            float[] g,
            float[] buffer,
            float sign,
            float decay,
            float momentum,
            float share,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float gradient = sign * g[i] + decay * p[i];
            buffer[i] = momentum * buffer[i] + share * gradient;
        }
    }

    private static void descendAhead(
            float[] p,
            float[] g,
            float[] buffer,
            float sign,
            float decay,
            float momentum,
            float rate,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float gradient = sign * g[i] + decay * p[i];
            p[i] = p[i] + rate * (gradient + momentum * buffer[i]);
        }
    }

    @Override
    public void adam(List<AdamPiece<float[]>> pieces) {
        for (AdamPiece<float[]> piece : pieces) {
            for (int from = piece.from(); from < piece.to(); from += BLOCK) {
                int to = Math.min(piece.to(), from + BLOCK);
                adam(piece.p(), piece.g(), piece.mean(), piece.square(), piece.largest(), piece.step(), from, to);
            }
        }
    }

    private static void adam(
            float[] p,
            float[] g,
            float[] mean,
            float[] square,
            float @Nullable [] largest,
            AdamStep step,
            int from,
            int to) {
        float sign = step.goal() == Goal.MAXIMIZE ? -1 : 1;
        boolean shrinks = step.decay() == AdamStep.Decay.PARAMETER;
        float kept = shrinks ? (float) (1 - step.lr() * step.weightDecay()) : 1;
        float decay = shrinks ? 0 : (float) (step.weightDecay());
        moments(p, g, mean, square, step, sign, kept, decay, from, to);
        if (largest != null) {
            raise(square, largest, from, to);
        }
        float rate = (float) (-step.stepSize());
        update(
                p,
                mean,
                largest == null ? square : largest,
                rate,
                (float) (step.rootCorrection()),
                (float) (step.eps()),
                from,
                to);
    }

    private static void moments(
            float[] p,
            float[] g,
            float[] mean,
            float[] square,
            AdamStep step,
            float sign,
            float kept,
            float decay,
            int from,
            int to) {
        float weight = (float) (1 - step.beta1());
        float beta2 = (float) (step.beta2());
        float share = (float) (1 - step.beta2());
        // Linear interpolation from the nearer end, as PyTorch's lerp does.
        if (weight < 0.5) {
            for (int i = from; i < to; i++) {
                p[i] = p[i] * kept;
                float gradient = sign * g[i] + decay * p[i];
                mean[i] = mean[i] + weight * (gradient - mean[i]);
                square[i] = square[i] * beta2 + share * gradient * gradient;
            }
        } else {
            for (int i = from; i < to; i++) {
                p[i] = p[i] * kept;
                float gradient = sign * g[i] + decay * p[i];
                mean[i] = gradient - (gradient - mean[i]) * (1 - weight);
                square[i] = square[i] * beta2 + share * gradient * gradient;
            }
        }
    }

    private static void raise(float[] square, float[] largest, int from, int to) {
        for (int i = from; i < to; i++) {
            largest[i] = Math.max(largest[i], square[i]);
        }
    }

    private static void update(
            float[] p, float[] mean, float[] square, float rate, float correction, float eps, int from, int to) {
        for (int i = from; i < to; i++) {
            float denominator = (float) Math.sqrt(square[i]) / correction + eps;
            p[i] = p[i] + rate * mean[i] / denominator;
        }
    }
}
