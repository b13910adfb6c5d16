package dev.autograd;

import java.util.function.UnaryOperator;

/// What [Autograd#linearize(java.util.function.Function, Tensor)] returns: a function's value at a point, and its
/// derivative there as a linear function, which is applied without running the function again.
///
/// @param output the value
/// @param pushforward from a tangent of the input's shape to the Jacobian-vector product, of the output's shape
public record Linearized(Tensor output, UnaryOperator<Tensor> pushforward) {
    /// As [Linearized] for functions of several inputs and outputs.
    ///
    /// @param outputs the values
    /// @param pushforward from a tangent for each input to a product for each output
    public record All(Tensor[] outputs, UnaryOperator<Tensor[]> pushforward) {}
}
