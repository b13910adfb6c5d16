package dev.autograd.kernel;

/// The numbers of one step of Adam or AdamW, made by [#of].
///
/// @param lr the learning rate
/// @param beta1 how much of the mean gradient is kept
/// @param beta2 how much of the mean squared gradient is kept
/// @param eps added to the denominator
/// @param weightDecay the strength of the decay; 0 for none
/// @param decay what the decay acts on
/// @param stepSize the learning rate over the first bias correction
/// @param rootCorrection the square root of the second bias correction
/// @param goal whether to descend or ascend
public record AdamStep(
        double lr,
        double beta1,
        double beta2,
        double eps,
        double weightDecay,
        Decay decay,
        double stepSize,
        double rootCorrection,
        Goal goal) {
    /// What weight decay acts on.
    public enum Decay {
        /// Adam: it is added to the gradient.
        GRADIENT,
        /// AdamW: it shrinks the parameter.
        PARAMETER
    }

    /// The step with both bias corrections.
    ///
    /// @param step its number, from 1
    public static AdamStep of(
            double lr, double beta1, double beta2, double eps, double weightDecay, Decay decay, long step, Goal goal) {
        double stepSize = lr / (1 - Math.pow(beta1, (double) step));
        double rootCorrection = Math.sqrt(1 - Math.pow(beta2, (double) step));
        return new AdamStep(lr, beta1, beta2, eps, weightDecay, decay, stepSize, rootCorrection, goal);
    }
}
