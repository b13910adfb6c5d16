package dev.autograd.optim;

import dev.autograd.kernel.AdamStep;
import dev.autograd.kernel.OptimizerSteps.AdamPiece;
import java.util.List;

/// What [Adam] and [AdamW] share: all but what weight decay acts on.
final class AdamUpdate {
    /// The remembered tensors, by PyTorch's names.
    static final List<String> SLOTS = List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq");

    private static final int EXP_AVG = 0;
    private static final int EXP_AVG_SQ = 1;
    private static final int MAX_EXP_AVG_SQ = 2;

    private AdamUpdate() {}

    static void apply(AdamStep.Decay decay, List<Update> updates) {
        Pieces<AdamPiece<Object>> pieces = new Pieces<>(updates.size());
        Settings settings = null;
        long number = 0;
        AdamStep step = null;
        for (Update update : updates) {
            // The same numbers for all of a group, as long as all of it has had as many steps.
            if (step == null || update.settings() != settings || update.step() != number) {
                settings = update.settings();
                number = update.step();
                step = ((AdamSettings) settings).step(number, decay);
            }
            pieces.of(update).add(piece(update, step));
        }
        pieces.each((kernels, some) -> kernels.adam(some));
    }

    private static AdamPiece<Object> piece(Update update, AdamStep step) {
        ParameterState state = update.state();
        boolean amsgrad = ((AdamSettings) update.settings()).amsgrad();
        return new AdamPiece<>(
                update.parameter().storage().array(),
                update.gradient().storage().array(),
                state.slot(EXP_AVG).storage().array(),
                state.slot(EXP_AVG_SQ).storage().array(),
                amsgrad ? state.slot(MAX_EXP_AVG_SQ).storage().array() : null,
                step,
                0,
                (int) update.parameter().numel());
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
