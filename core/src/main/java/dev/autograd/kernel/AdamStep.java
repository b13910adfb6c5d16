package dev.autograd.kernel;

/// The numbers of one step of Adam or AdamW.
///
/// @param lr the learning rate
/// @param beta1 how much of the mean gradient is kept
/// @param beta2 how much of the mean squared gradient is kept
/// @param eps added to the denominator
/// @param weightDecay the strength of the decay; 0 for none
/// @param decay what the decay acts on
/// @param step the number of this step, from 1
/// @param goal whether to descend or ascend
public record AdamStep(
        double lr, double beta1, double beta2, double eps, double weightDecay, Decay decay, long step, Goal goal) {
    /// What weight decay acts on.
    public enum Decay {
        /// Adam: it is added to the gradient.
        GRADIENT,
        /// AdamW: it shrinks the parameter.
        PARAMETER
    }

    /// The learning rate over the first bias correction.
    public double stepSize() {
        return lr / (1 - Math.pow(beta1, (double) step));
    }

    /// The square root of the second bias correction.
    public double rootCorrection() {
        return Math.sqrt(1 - Math.pow(beta2, (double) step));
    }
}
