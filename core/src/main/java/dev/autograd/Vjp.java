package dev.autograd;

import java.util.function.UnaryOperator;

/// What [Autograd#vjp(java.util.function.Function, Tensor)] returns: a function's value, and its derivative applied
/// from the left.
///
/// @param output the value
/// @param pullback from a cotangent of the output's shape to the vector-Jacobian product, of the input's shape; may be
///     called any number of times
public record Vjp(Tensor output, UnaryOperator<Tensor> pullback) {
    /// As [Vjp] for functions of several inputs and outputs.
    ///
    /// @param outputs the values
    /// @param pullback from a cotangent for each output to a product for each input
    public record All(Tensor[] outputs, UnaryOperator<Tensor[]> pullback) {}
}
