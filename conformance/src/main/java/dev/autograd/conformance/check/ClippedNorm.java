package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.reference.BoundArguments;
import dev.autograd.optim.ClipGrad;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `nn.utils.clip_grad_norm_` as a function of gradients: the total norm, then the clipped gradients.
final class ClippedNorm {
    private ClippedNorm() {}

    /// @param arguments the gradients, the largest norm and the kind of norm
    static List<Tensor> of(BoundArguments arguments) {
        List<@Nullable Object> args = arguments.args();
        if (!(args.getFirst() instanceof List<?> gradients)
                || !(args.get(1) instanceof Number maxNorm)
                || !(args.get(2) instanceof Number normType)) {
            throw new IllegalStateException("gradients and two numbers are expected, but the case has " + args);
        }
        List<Tensor> parameters = new ArrayList<>();
        for (Object gradient : gradients) {
            Tensor clone = ((Tensor) gradient).clone();
            Tensor parameter = Tensor.zerosLike(clone).requiresGrad_();
            parameter.setGrad(clone);
            parameters.add(parameter);
        }
        double norm =
                ClipGrad.norm(parameters, maxNorm.doubleValue(), normType.doubleValue(), ClipGrad.NonFinite.SCALE);
        List<Tensor> outputs = new ArrayList<>();
        DType dtype = parameters.getFirst().dtype();
        outputs.add(Tensor.scalar(norm).to(dtype));
        for (Tensor parameter : parameters) {
            outputs.add(Objects.requireNonNull(parameter.grad()));
        }
        return outputs;
    }
}
