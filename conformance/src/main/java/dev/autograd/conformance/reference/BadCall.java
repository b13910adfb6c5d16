package dev.autograd.conformance.reference;

import java.util.Map;

/// A call that must be refused.
///
/// @param tensors the tensors in the arguments
/// @param torchType the exception that PyTorch throws
/// @param torchMessage what PyTorch says
public record BadCall(
        Label label, Arguments arguments, Map<String, Described> tensors, String torchType, String torchMessage)
        implements ReferenceCase {
    /// A tensor as text.
    ///
    /// @param dtype PyTorch's name of its type
    /// @param data its elements in row-major order; empty where they do not matter
    public record Described(String dtype, long[] shape, double[] data) {}
}
