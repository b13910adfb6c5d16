package dev.autograd.op.fused;

import dev.autograd.Tensor;

/// What becomes of the losses of single elements.
public enum Reduction {
    /// They are returned as they are.
    NONE,
    /// Their mean; which count it divides by is said by each loss.
    MEAN,
    /// Their sum.
    SUM;

    /// Reduces a tensor of losses by recorded operators; the mean divides by the number of elements.
    Tensor of(Tensor losses) {
        return switch (this) {
            case NONE -> losses;
            case MEAN -> losses.mean();
            case SUM -> losses.sum();
        };
    }

    /// A line of a gradient rule: of one element, and divided by their number for the mean.
    String rule(String operand, String ofEach) {
        return operand + ": " + ofEach + (this == MEAN ? ", divided by n for the mean of n" : "");
    }
}
