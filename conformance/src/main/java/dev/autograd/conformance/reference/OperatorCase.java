package dev.autograd.conformance.reference;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call with its outputs and gradients.
///
/// @param arguments the call's arguments, in which inputs stand by name
/// @param inputs the inputs, in order, and whether each wants a gradient
/// @param outputs the names of the outputs
/// @param strides of the inputs that a second run is to give another layout
/// @param inPlace the name of the form that changes its first input, or null
public record OperatorCase(
        Label label,
        Location location,
        Arguments arguments,
        List<Input> inputs,
        List<String> outputs,
        Returns returns,
        Tolerance tolerance,
        Gradients gradients,
        Map<String, Strides> strides,
        @Nullable String inPlace)
        implements ReferenceCase {
    /// An input's name and whether it wants a gradient.
    public record Input(String name, boolean requiresGrad) {}

    /// What kind of value a call returns.
    public enum Returns {
        /// One tensor.
        TENSOR,
        /// Several.
        TUPLE,
        /// A Python number.
        SCALAR
    }

    /// What is known of the gradients, each map from the name of an input, output or cotangent to that of a tensor.
    ///
    /// @param cotangents the gradients to start from, by output
    /// @param first the gradients by input; one that is missing is zero
    /// @param directions what the first gradients are multiplied with to give the scalar that is differentiated
    /// again,
    /// by input; empty where second order is not asked for
    /// @param second that scalar's gradients by input and cotangent; one that is missing is zero
    public record Gradients(
            Map<String, String> cotangents,
            Map<String, String> first,
            Map<String, String> directions,
            Map<String, String> second) {}
}
