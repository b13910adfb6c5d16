package dev.autograd.conformance.training;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.conformance.training.Program.Named;
import dev.autograd.nn.F;

/// A Wasserstein critic with a gradient penalty: the norm of its gradient at the data is drawn to 1, which takes a
/// backward through a backward.
///
/// Source: Gulrajani et al., "Improved training of Wasserstein GANs", 2017.
final class Wgan {
    private static final double PENALTY = 10;

    private Wgan() {}

    static Tensor loss(Named n) {
        Tensor x = n.in("x").detach().requiresGrad_();
        Tensor real = critic(n, x);
        Tensor gradient = Autograd.grad(real.sum(), null, true, x)[0];
        Tensor penalty = gradient.norm(2, 1).sub(1).square().mean();
        return critic(n, n.in("fake")).mean().sub(real.mean()).add(penalty.mul(PENALTY));
    }

    private static Tensor critic(Named n, Tensor x) {
        return F.linear(F.linear(x, n.p("w1"), n.p("b1")).tanh(), n.p("w2"), null);
    }
}
