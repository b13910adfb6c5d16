package dev.autograd.optim;

import dev.autograd.Tensor;
import dev.autograd.kernel.AdamStep;
import java.util.List;

/// Adam: steps along the mean gradient, divided by the root of the mean squared gradient, both over the recent past.
///
/// With gradient `g = grad + weightDecay p` in step `t`: `m = beta1 m + (1 - beta1) g`, `v = beta2 v + (1 - beta2)
/// g^2`, and `p -= lr m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + eps)`.
///
/// Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015; AMSGrad: Reddi et al., "On the
/// convergence of Adam and beyond", 2018.
public final class Adam extends Optimizer {
    /// One group with the usual settings.
    ///
    /// @throws IllegalArgumentException when there are no parameters, or `lr` is negative or not finite
    public Adam(List<Tensor> parameters, double lr) {
        this(parameters, settings(lr));
    }

    /// One group.
    ///
    /// @throws IllegalArgumentException when there are no parameters
    public Adam(List<Tensor> parameters, AdamSettings settings) {
        this(List.of(new ParameterGroup(parameters, settings)));
    }

    private Adam(List<ParameterGroup> groups) {
        super(groups, AdamUpdate.SLOTS);
    }

    /// Several groups, all with settings made by [#settings].
    ///
    /// @throws IllegalArgumentException when there are no parameters, one is in two groups, or settings are of
    /// another kind
    public static Adam of(ParameterGroup... groups) {
        return new Adam(AdamUpdate.checked("Adam", groups));
    }

    /// The usual settings, to be refined: betas 0.9 and 0.999, epsilon 1e-8, no weight decay.
    ///
    /// @throws IllegalArgumentException when `lr` is negative or not finite
    public static AdamSettings settings(double lr) {
        return new AdamSettings(lr, 0.9, 0.999, 1e-8, 0, false, false);
    }

    @Override
    protected void update(List<Update> updates) {
        AdamUpdate.apply(AdamStep.Decay.GRADIENT, updates);
    }
}
