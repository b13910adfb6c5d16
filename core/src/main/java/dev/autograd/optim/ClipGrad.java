package dev.autograd.optim;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import java.util.ArrayList;
import java.util.List;

/// Limits gradients before a step: PyTorch's `clip_grad_norm_` and `clip_grad_value_`.
public final class ClipGrad {
    /// What happens when the norm is not finite.
    public enum NonFinite {
        /// Gradients are scaled all the same: an infinite norm makes them 0 or NaN, a NaN norm NaN.
        SCALE,
        /// It is an error, and gradients stay as they are.
        REFUSE
    }

    private ClipGrad() {}

    /// Scales all gradients down so that the Euclidean norm of all of them together is at most `maxNorm`.
    ///
    /// @return the norm before scaling
    public static double norm(List<Tensor> parameters, double maxNorm) {
        return norm(parameters, maxNorm, 2, NonFinite.SCALE);
    }

    /// Scales all gradients down so that the norm of all of them together is at most `maxNorm`. They are multiplied
    /// by `min(1, maxNorm / (norm + 1e-6))`.
    ///
    /// @param normType the p of the norm, above 0; infinity for the largest magnitude
    /// @return the norm before scaling
    /// @throws IllegalArgumentException when `normType` is not above 0 or `maxNorm` is negative
    /// @throws IllegalStateException when the norm is not finite and that is to be refused
    public static double norm(List<Tensor> parameters, double maxNorm, double normType, NonFinite nonFinite) {
        Check.that(normType > 0, () -> "ClipGrad.norm: normType must be above 0, but is " + normType);
        Check.that(maxNorm >= 0, () -> "ClipGrad.norm: maxNorm must not be negative, but is " + maxNorm);
        List<Tensor> gradients = gradients(parameters);
        double norm = Norms.of(gradients, normType);
        if (nonFinite == NonFinite.REFUSE && !Double.isFinite(norm)) {
            throw new IllegalStateException("ClipGrad.norm: the gradients' norm of order " + normType + " is " + norm
                    + ", so they cannot be clipped; NonFinite.SCALE scales them all the same");
        }
        double factor = maxNorm / (norm + 1e-6);
        if (!(factor >= 1)) { // also when it is NaN
            gradients.forEach(gradient -> gradient.detach().mul_(factor));
        }
        return norm;
    }

    /// Brings every element of every gradient into `[-maxValue, maxValue]`.
    ///
    /// @throws IllegalArgumentException when `maxValue` is negative or NaN
    public static void value(List<Tensor> parameters, double maxValue) {
        Check.that(maxValue >= 0, () -> "ClipGrad.value: maxValue must not be negative, but is " + maxValue);
        for (Tensor gradient : gradients(parameters)) {
            Tensor off = gradient.detach();
            off.copy_(off.clamp(-maxValue, maxValue));
        }
    }

    private static List<Tensor> gradients(List<Tensor> parameters) {
        List<Tensor> result = new ArrayList<>();
        for (Tensor parameter : parameters) {
            Tensor gradient = parameter.grad();
            if (gradient != null) {
                result.add(gradient);
            }
        }
        return result;
    }
}
