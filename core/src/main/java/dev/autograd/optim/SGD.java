package dev.autograd.optim;

import dev.autograd.Tensor;
import dev.autograd.kernel.Kernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stochastic gradient descent, with momentum where wanted.
///
/// With gradient `g = grad + weightDecay p`: `b = momentum b + (1 - dampening) g` (at first `b = g`), then `p -= lr b`,
/// or with Nesterov momentum `p -= lr (g + momentum b)`.
public final class SGD extends Optimizer {
    private static final int MOMENTUM_BUFFER = 0;

    /// Plain descent.
    ///
    /// @throws IllegalArgumentException when there are no parameters, or `lr` is negative or not finite
    public SGD(List<Tensor> parameters, double lr) {
        this(parameters, settings(lr));
    }

    /// One group.
    ///
    /// @throws IllegalArgumentException when there are no parameters
    public SGD(List<Tensor> parameters, SgdSettings settings) {
        this(List.of(new ParameterGroup(parameters, settings)));
    }

    private SGD(List<ParameterGroup> groups) {
        super(groups, List.of("momentum_buffer"));
    }

    /// Several groups, all with settings made by [#settings].
    ///
    /// @throws IllegalArgumentException when there are no parameters, one is in two groups, or settings are of
    /// another kind
    public static SGD of(ParameterGroup... groups) {
        for (ParameterGroup group : groups) {
            Numbers.check(
                    group.settings() instanceof SgdSettings,
                    "SGD: the settings of a group must be made by SGD.settings, but are " + group.settings());
        }
        return new SGD(List.of(groups));
    }

    /// Settings of plain descent, to be refined.
    ///
    /// @throws IllegalArgumentException when `lr` is negative or not finite
    public static SgdSettings settings(double lr) {
        return new SgdSettings(lr, 0, 0, 0, false, false);
    }

    @Override
    protected void update(Settings settings, Tensor parameter, Tensor gradient, ParameterState state) {
        SgdSettings s = (SgdSettings) settings;
        boolean first = !state.has(MOMENTUM_BUFFER);
        Tensor buffer = s.momentum() == 0 ? null : state.slot(MOMENTUM_BUFFER);
        Kernels.floating(parameter.dtype())
                .optimizerSteps()
                .sgd(parameter.storage().array(), gradient.storage().array(), array(buffer), s.step(first), 0, (int)
                        parameter.numel());
    }

    private static @Nullable Object array(@Nullable Tensor tensor) {
        return tensor == null ? null : tensor.storage().array();
    }
}
