package dev.autograd.optim;

import java.util.Map;

/// The numbers that an optimiser works by, such as its learning rate: an immutable value, checked when it is made.
public interface Settings {
    /// The learning rate.
    double lr();

    /// The same with another learning rate.
    ///
    /// @throws IllegalArgumentException when it is negative or not finite
    Settings withLr(double lr);

    /// All settings by PyTorch's names, switches as 0 or 1, for a file.
    Map<String, Double> numbers();

    /// The settings that [#numbers()] gave.
    ///
    /// @throws IllegalArgumentException when a number is missing, unknown or out of range
    Settings withNumbers(Map<String, Double> numbers);
}
