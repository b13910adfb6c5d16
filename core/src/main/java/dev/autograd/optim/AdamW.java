package dev.autograd.optim;

import dev.autograd.Tensor;
import dev.autograd.kernel.AdamStep;
import java.util.List;

/// AdamW: [Adam] whose weight decay shrinks the parameters, `p -= lr weightDecay p`, instead of joining the gradient.
///
/// Source: Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.
public final class AdamW extends Optimizer {
    /// One group with the usual settings.
    ///
    /// @throws IllegalArgumentException when there are no parameters, or `lr` is negative or not finite
    public AdamW(List<Tensor> parameters, double lr) {
        this(parameters, settings(lr));
    }

    /// One group.
    ///
    /// @throws IllegalArgumentException when there are no parameters
    public AdamW(List<Tensor> parameters, AdamSettings settings) {
        this(List.of(new ParameterGroup(parameters, settings)));
    }

    private AdamW(List<ParameterGroup> groups) {
        super(groups, AdamUpdate.SLOTS);
    }

    /// Several groups, all with settings made by [#settings].
    ///
    /// @throws IllegalArgumentException when there are no parameters, one is in two groups, or settings are of
    /// another kind
    public static AdamW of(ParameterGroup... groups) {
        return new AdamW(AdamUpdate.checked("AdamW", groups));
    }

    /// The usual settings, to be refined: betas 0.9 and 0.999, epsilon 1e-8, weight decay 0.01.
    ///
    /// @throws IllegalArgumentException when `lr` is negative or not finite
    public static AdamSettings settings(double lr) {
        return new AdamSettings(lr, 0.9, 0.999, 1e-8, 0.01, false, false);
    }

    @Override
    protected void update(List<Update> updates) {
        AdamUpdate.apply(AdamStep.Decay.PARAMETER, updates);
    }
}
