package dev.autograd;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Compares derivatives with central differences, in float64: the test for an operator, a layer or a loss
/// of one's own.
///
/// ```java
/// Tensor x = Tensor.of(0.3, -0.7, 1.1);
/// Gradcheck.gradcheck(t -> t.sin().mul(t), x);                        // throws when a gradient is wrong
/// Gradcheck.gradgradcheck(t -> t.sin().mul(t), x);                    // at first and second order
/// Gradcheck.gradcheck(GradcheckSettings.DEFAULT.withCheckForward(), t -> t.sin().mul(t), x);
/// ```
///
/// Each element of each float64 input moves by a small step to both sides, and what the outputs do is
/// compared with the Jacobian that reverse mode gives, element by element. Inputs of integer or bool type
/// are passed through; inputs keep their strides; the function gets copies. Whatever else it needs it
/// captures.
///
/// Checked beside: that the function, and its gradient, give the same numbers when run twice, and that no
/// run changes the inputs or the gradient that it is given. The function must be smooth around the inputs:
/// at a kink, such as `relu` at 0, the message says so.
@SuppressWarnings("overloads") // what follows the function tells them apart: one tensor, two, or any number
public final class Gradcheck {
    private Gradcheck() {}

    /// Checks the gradient of a function of one tensor with [GradcheckSettings#DEFAULT].
    ///
    /// @throws GradcheckError when it is wrong
    /// @throws IllegalArgumentException as [#check]
    public static void gradcheck(UnaryOperator<Tensor> function, Tensor input) {
        gradcheck(GradcheckSettings.DEFAULT, function, input);
    }

    /// As [#gradcheck(UnaryOperator, Tensor)], of two tensors.
    public static void gradcheck(BinaryOperator<Tensor> function, Tensor a, Tensor b) {
        gradcheck(GradcheckSettings.DEFAULT, function, a, b);
    }

    /// As [#gradcheck(UnaryOperator, Tensor)], of any number of tensors, which the function gets in an
    /// array.
    public static void gradcheck(Function<Tensor[], Tensor> function, Tensor... inputs) {
        gradcheck(GradcheckSettings.DEFAULT, function, inputs);
    }

    /// As [#gradcheck(UnaryOperator, Tensor)], at first and at second order: a gradient that is wrong can
    /// have the right derivatives, so both are checked.
    public static void gradgradcheck(UnaryOperator<Tensor> function, Tensor input) {
        gradcheck(GradcheckSettings.DEFAULT.withOrder(2), function, input);
    }

    /// As [#gradgradcheck(UnaryOperator, Tensor)], of two tensors.
    public static void gradgradcheck(BinaryOperator<Tensor> function, Tensor a, Tensor b) {
        gradcheck(GradcheckSettings.DEFAULT.withOrder(2), function, a, b);
    }

    /// As [#gradgradcheck(UnaryOperator, Tensor)], of any number of tensors, which the function gets in an
    /// array.
    public static void gradgradcheck(Function<Tensor[], Tensor> function, Tensor... inputs) {
        gradcheck(GradcheckSettings.DEFAULT.withOrder(2), function, inputs);
    }

    /// As [#gradcheck(UnaryOperator, Tensor)], with settings.
    public static void gradcheck(GradcheckSettings settings, UnaryOperator<Tensor> function, Tensor input) {
        check(settings, in -> new Tensor[] {function.apply(in[0])}, input).orThrow();
    }

    /// As [#gradcheck(UnaryOperator, Tensor)], with settings, of two tensors.
    public static void gradcheck(GradcheckSettings settings, BinaryOperator<Tensor> function, Tensor a, Tensor b) {
        check(settings, in -> new Tensor[] {function.apply(in[0], in[1])}, a, b).orThrow();
    }

    /// As [#gradcheck(UnaryOperator, Tensor)], with settings, of any number of tensors, which the function
    /// gets in an array.
    public static void gradcheck(GradcheckSettings settings, Function<Tensor[], Tensor> function, Tensor... inputs) {
        check(settings, in -> new Tensor[] {function.apply(in)}, inputs).orThrow();
    }

    /// Compares the derivatives of a function of any number of inputs and outputs, and says how they
    /// compare.
    ///
    /// @throws IllegalArgumentException when no input is float64, an input or an output is float32 (whose
    ///     differences are too coarse to tell a wrong gradient from rounding), or the function returns no
    ///     tensor
    public static GradcheckReport check(
            GradcheckSettings settings, Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        return GradcheckRun.of(settings, function, inputs);
    }

    /// What a check of some order is called.
    static String name(int order) {
        return switch (order) {
            case 1 -> "gradcheck";
            case 2 -> "gradgradcheck";
            default -> "gradcheck of order " + order;
        };
    }
}
