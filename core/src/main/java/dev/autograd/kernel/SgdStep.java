package dev.autograd.kernel;

/// The numbers of one step of stochastic gradient descent.
///
/// @param lr the learning rate
/// @param momentum the share of the previous step that is kept; 0 for none
/// @param dampening the share of the gradient that momentum does not take up
/// @param weightDecay added to the gradient times the parameter
/// @param kind how momentum acts
/// @param goal whether to descend or ascend
public record SgdStep(double lr, double momentum, double dampening, double weightDecay, Kind kind, Goal goal) {
    /// How momentum acts in this step.
    public enum Kind {
        /// The first step: the buffer becomes the gradient, undamped.
        FIRST,
        /// The first step with Nesterov momentum.
        FIRST_NESTEROV,
        /// The step goes along the buffer.
        CLASSICAL,
        /// The step goes along the gradient plus `momentum` times the buffer.
        NESTEROV
    }
}
