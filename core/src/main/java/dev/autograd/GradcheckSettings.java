package dev.autograd;

import dev.autograd.op.Check;

/// How [Gradcheck] compares.
///
/// Two numbers agree when they differ by at most `atol + rtol * |reference|`. The defaults find errors of a
/// millionth: PyTorch's `atol` of 1e-5 and `rtol` of 1e-3 let pass what float64 can see.
///
/// @param eps the step of the differences, which go this far to both sides
/// @param atol the absolute difference that is allowed
/// @param rtol the relative difference that is allowed
/// @param nondetTol the absolute difference that is allowed between two runs of the same function
/// @param order the highest derivative that is checked: 1 for gradients, 2 for gradients of gradients, ...
/// @param fastMode whether one random projection of each Jacobian is compared instead of every element
/// @param checkForward whether forward mode is compared too, with the differences and with reverse mode
/// @param checkBatched whether reverse mode (and forward mode, where it is checked) must give the same
///     inside `vmap` as one by one
public record GradcheckSettings(
        double eps,
        double atol,
        double rtol,
        double nondetTol,
        int order,
        boolean fastMode,
        boolean checkForward,
        boolean checkBatched) {
    /// Steps of 1e-5, tolerances of 1e-6, no difference between two runs, the first order, every element,
    /// reverse mode alone.
    public static final GradcheckSettings DEFAULT = new GradcheckSettings(1e-5, 1e-6, 1e-6, 0, 1, false, false, false);

    /// @throws IllegalArgumentException when the step is not above 0, a tolerance is negative, or the order
    ///     below 1
    public GradcheckSettings {
        Check.that(eps > 0 && Double.isFinite(eps), () -> "gradcheck: eps must be above 0, but is " + eps);
        Check.that(atol >= 0, () -> "gradcheck: atol must not be negative, but is " + atol);
        Check.that(rtol >= 0, () -> "gradcheck: rtol must not be negative, but is " + rtol);
        Check.that(nondetTol >= 0, () -> "gradcheck: nondetTol must not be negative, but is " + nondetTol);
        Check.that(order >= 1, () -> "gradcheck: the order must be at least 1, but is " + order);
    }

    /// The same with another step.
    public GradcheckSettings withEps(double eps) {
        return new GradcheckSettings(eps, atol, rtol, nondetTol, order, fastMode, checkForward, checkBatched);
    }

    /// The same with another absolute tolerance.
    public GradcheckSettings withAtol(double atol) {
        return new GradcheckSettings(eps, atol, rtol, nondetTol, order, fastMode, checkForward, checkBatched);
    }

    /// The same with another relative tolerance.
    public GradcheckSettings withRtol(double rtol) {
        return new GradcheckSettings(eps, atol, rtol, nondetTol, order, fastMode, checkForward, checkBatched);
    }

    /// The same with another tolerance between two runs, for functions that add in no fixed order.
    public GradcheckSettings withNondetTol(double nondetTol) {
        return new GradcheckSettings(eps, atol, rtol, nondetTol, order, fastMode, checkForward, checkBatched);
    }

    /// The same up to another order.
    public GradcheckSettings withOrder(int order) {
        return new GradcheckSettings(eps, atol, rtol, nondetTol, order, fastMode, checkForward, checkBatched);
    }

    /// The same for large inputs: instead of every element of a Jacobian `J`, the projection `v J u` for
    /// random positive unit vectors is compared, which takes two runs and one pass backward for every pair
    /// of input and output.
    public GradcheckSettings withFastMode() {
        return new GradcheckSettings(eps, atol, rtol, nondetTol, order, true, checkForward, checkBatched);
    }

    /// The same for every element.
    GradcheckSettings withEveryElement() {
        return new GradcheckSettings(eps, atol, rtol, nondetTol, order, false, checkForward, checkBatched);
    }

    /// The same with forward mode.
    public GradcheckSettings withCheckForward() {
        return new GradcheckSettings(eps, atol, rtol, nondetTol, order, fastMode, true, checkBatched);
    }

    /// The same with `vmap`.
    public GradcheckSettings withCheckBatched() {
        return new GradcheckSettings(eps, atol, rtol, nondetTol, order, fastMode, checkForward, true);
    }
}
