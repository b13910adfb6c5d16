package dev.autograd.cli.history;

import dev.autograd.data.Histogram;

/// A parameter after an epoch.
///
/// @param epoch counted from 1
/// @param name the parameter's full name
/// @param values its values
/// @param gradient the gradient of the epoch's last batch; of no values where it had none
public record ParameterRow(int epoch, String name, Histogram values, Histogram gradient) {
    /// The norm of the gradient divided by that of the values: about how far a step of rate 1 would move the
    /// parameter, measured by its size. NaN where there are no values, and where both norms are 0.
    public double ratio() {
        return gradient.norm() / values.norm();
    }
}
