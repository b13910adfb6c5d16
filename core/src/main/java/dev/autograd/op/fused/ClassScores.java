package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.value.Shape;
import java.util.Arrays;

/// Scores of classes, `(C)`, `(N, C)` or `(N, C, d1, ...)`, brought to rows `(N d1 ..., C)` by recorded operators, and
/// losses of rows brought back to `()`, `(N)` or `(N, d1, ...)`.
///
/// @param samples the shape of the losses
/// @param classes C
record ClassScores(Shape samples, int classes) {
    static ClassScores of(String op, Tensor scores) {
        Check.floating(op, "input", scores);
        Shape shape = scores.shape();
        Check.that(
                shape.rank() > 0,
                () -> op
                        + ": input is a scalar, but must be (C), (N, C) or (N, C, d1, ...) with C the number of classes");
        int dim = shape.rank() == 1 ? 0 : 1;
        long[] samples = new long[shape.rank() - 1];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = shape.size(i < dim ? i : i + 1);
        }
        return new ClassScores(Shape.of(samples), (int) shape.size(dim));
    }

    /// Checks that there is one class index for each row.
    void checkIndices(String op, Tensor scores, Tensor target) {
        Check.index(op, "target", target);
        Check.that(
                target.shape().equals(samples),
                () -> op + ": target " + target.shape() + " must hold one class index for each sample of input "
                        + scores.shape() + ", that is have shape " + samples);
    }

    /// Scores, or anything of their shape, as rows.
    Tensor rows(Tensor scores) {
        if (scores.dim() == 2) {
            return scores;
        }
        if (scores.dim() > 2) {
            int[] order = new int[scores.dim()];
            Arrays.setAll(order, i -> i == 0 ? 0 : i + 1);
            order[order.length - 1] = 1;
            return scores.permute(order).reshape(samples.numel(), classes);
        }
        return scores.unsqueeze(0);
    }

    /// Losses of rows, reduced or not, in the shape that belongs to the scores.
    Tensor restore(Tensor losses, Reduction reduction) {
        return reduction == Reduction.NONE ? losses.reshape(samples) : losses;
    }
}
