package dev.autograd.optim;

import dev.autograd.Tensor;
import java.util.List;

/// Parameters that are updated by the same settings.
public final class ParameterGroup {
    private final List<Tensor> parameters;
    private Settings settings;

    /// Groups parameters.
    public ParameterGroup(List<Tensor> parameters, Settings settings) {
        this.parameters = List.copyOf(parameters);
        this.settings = settings;
    }

    /// The parameters, in the order given.
    public List<Tensor> parameters() {
        return parameters;
    }

    /// The settings that the next step uses.
    public Settings settings() {
        return settings;
    }

    /// Changes the settings from the next step on.
    ///
    /// @throws IllegalArgumentException when they are those of another kind of optimiser
    public void setSettings(Settings settings) {
        Numbers.check(
                settings.getClass() == this.settings.getClass(),
                "setSettings: this group has " + this.settings + ", which cannot be replaced by " + settings);
        this.settings = settings;
    }

    /// Changes the learning rate from the next step on.
    ///
    /// @throws IllegalArgumentException when it is negative or not finite
    public void setLr(double lr) {
        settings = settings.withLr(lr);
    }
}
