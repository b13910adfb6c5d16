package dev.autograd.optim;

import dev.autograd.Tensor;
import dev.autograd.kernel.OptimizerSteps.SgdPiece;
import dev.autograd.kernel.SgdStep;
import java.util.List;

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
    protected void update(List<Update> updates) {
        Pieces<SgdPiece<Object>> pieces = new Pieces<>(updates.size());
        Settings settings = null;
        boolean first = false;
        SgdStep step = null;
        for (Update update : updates) {
            boolean isFirst = !update.state().has(MOMENTUM_BUFFER);
            // The same numbers for all of a group, as long as all of it has had a step.
            if (step == null || update.settings() != settings || isFirst != first) {
                settings = update.settings();
                first = isFirst;
                step = ((SgdSettings) settings).step(first);
            }
            pieces.of(update).add(piece(update, step));
        }
        pieces.each((kernels, some) -> kernels.sgd(some));
    }

    private static SgdPiece<Object> piece(Update update, SgdStep step) {
        return new SgdPiece<>(
                update.parameter().storage().array(),
                update.gradient().storage().array(),
                step.momentum() == 0
                        ? null
                        : update.state().slot(MOMENTUM_BUFFER).storage().array(),
                step,
                0,
                (int) update.parameter().numel());
    }
}
