package dev.autograd;

/// What [Autograd#jvp(java.util.function.Function, Tensor, Tensor)] returns.
///
/// @param output the function's value
/// @param tangent the Jacobian-vector product, of the output's shape
public record Jvp(Tensor output, Tensor tangent) {
    /// As [Jvp] for functions of several inputs and outputs.
    ///
    /// @param outputs the values
    /// @param tangents the product for each output
    public record All(Tensor[] outputs, Tensor[] tangents) {}
}
