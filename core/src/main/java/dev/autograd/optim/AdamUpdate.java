package dev.autograd.optim;

import dev.autograd.Tensor;
import dev.autograd.kernel.AdamStep;
import dev.autograd.kernel.Kernels;
import java.util.List;

/// What [Adam] and [AdamW] share: all but what weight decay acts on.
final class AdamUpdate {
    /// The remembered tensors, by PyTorch's names.
    static final List<String> SLOTS = List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq");

    private static final int EXP_AVG = 0;
    private static final int EXP_AVG_SQ = 1;
    private static final int MAX_EXP_AVG_SQ = 2;

    private AdamUpdate() {}

    static void apply(
            AdamSettings settings, AdamStep.Decay decay, Tensor parameter, Tensor gradient, ParameterState state) {
        Kernels.floating(parameter.dtype())
                .optimizerSteps()
                .adam(
                        parameter.storage().array(),
                        gradient.storage().array(),
                        state.slot(EXP_AVG).storage().array(),
                        state.slot(EXP_AVG_SQ).storage().array(),
                        settings.amsgrad()
                                ? state.slot(MAX_EXP_AVG_SQ).storage().array()
                                : null,
                        settings.step(state.step(), decay),
                        0,
                        (int) parameter.numel());
    }

    static List<ParameterGroup> checked(String optimizer, ParameterGroup... groups) {
        for (ParameterGroup group : groups) {
            Numbers.check(
                    group.settings() instanceof AdamSettings,
                    optimizer + ": the settings of a group must be made by " + optimizer + ".settings, but are "
                            + group.settings());
        }
        return List.of(groups);
    }
}
