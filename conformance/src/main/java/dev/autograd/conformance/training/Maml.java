package dev.autograd.conformance.training;

import dev.autograd.Autograd;
import dev.autograd.GradOptions;
import dev.autograd.Tensor;
import dev.autograd.conformance.training.Program.Named;
import dev.autograd.nn.F;

/// Learning to learn: the loss on query data after one step of descent on support data, differentiated through that
/// step.
///
/// Source: Finn et al., "Model-agnostic meta-learning", 2017.
final class Maml {
    private static final double INNER_RATE = 0.1;

    private Maml() {}

    static Tensor loss(Named n) {
        Tensor w = n.p("w");
        Tensor b = n.p("b");
        Tensor[] gradients =
                Autograd.grad(error(w, b, n.in("xs"), n.in("ys")), GradOptions.DEFAULT.withCreateGraph(), w, b);
        Tensor adaptedW = w.sub(gradients[0].mul(INNER_RATE));
        Tensor adaptedB = b.sub(gradients[1].mul(INNER_RATE));
        return error(adaptedW, adaptedB, n.in("xq"), n.in("yq"));
    }

    private static Tensor error(Tensor w, Tensor b, Tensor x, Tensor y) {
        return F.mseLoss(x.matmul(w).tanh().matmul(b), y);
    }
}
