package dev.autograd;

import dev.autograd.engine.Batch;
import org.jspecify.annotations.Nullable;

/// Functions as users write them, for the tests of [Function].
final class Functions {
    private Functions() {}

    /// x sigmoid(beta x), with all rules.
    record Swish(double beta) implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            ctx.saveForBackward(in);
            return in[0].mul(in[0].mul(beta).sigmoid());
        }

        private Tensor slope(Tensor x) {
            Tensor s = x.mul(beta).sigmoid();
            return s.add(x.mul(beta).mul(s).mul(s.rsub(1)));
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            return new Tensor[] {grad.mul(slope(ctx.saved(0)))};
        }

        @Override
        public @Nullable Tensor jvp(Context ctx, @Nullable Tensor... tangents) {
            return slope(ctx.saved(0)).mul(tangents[0]);
        }
    }

    /// The exponential, whose gradient reads the output.
    record Exp() implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            Tensor y = in[0].exp();
            ctx.saveForBackward(y);
            return y;
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            return new Tensor[] {grad.mul(ctx.saved(0))};
        }

        @Override
        public @Nullable Tensor jvp(Context ctx, @Nullable Tensor... tangents) {
            return ctx.saved(0).mul(tangents[0]);
        }

        @Override
        public @Nullable Tensor vmap(Context ctx, Batch batch) {
            Tensor y = apply(batch.in(0));
            ctx.saveForBackward(y);
            return y;
        }
    }

    /// The product of two tensors of one shape, which saves only what is needed.
    record Times() implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            ctx.saveForBackward(in[1], in[0]);
            return in[0].mul(in[1]);
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            return new @Nullable Tensor[] {
                ctx.needsInputGrad(0) ? grad.mul(ctx.saved(0)) : null,
                ctx.needsInputGrad(1) ? grad.mul(ctx.saved(1)) : null
            };
        }
    }

    /// Sine, cosine, and a mask, from which no gradient flows.
    record SinCos() implements Function.All {
        @Override
        public Tensor[] forward(Function.Context ctx, Tensor... in) {
            Tensor[] out = {in[0].sin(), in[0].cos(), in[0].gt(0), in[0].mul(2)};
            ctx.saveForBackward(out[0], out[1]);
            ctx.markNonDifferentiable(out[3]);
            return out;
        }

        @Override
        public @Nullable Tensor[] backward(Function.Context ctx, @Nullable Tensor... grads) {
            return new Tensor[] {grads[0].mul(ctx.saved(1)).sub(grads[1].mul(ctx.saved(0)))};
        }

        @Override
        public @Nullable Tensor[] jvp(Function.Context ctx, @Nullable Tensor... tangents) {
            Tensor t = tangents[0];
            return new @Nullable Tensor[] {
                t.mul(ctx.saved(1)), t.mul(ctx.saved(0)).neg(), null, t.mul(2)
            };
        }
    }

    /// The square, in place.
    record Square_() implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            ctx.saveForBackward(in[0].clone());
            ctx.markDirty(in[0]);
            return in[0].mul_(in[0].clone());
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            return new Tensor[] {grad.mul(ctx.saved(0)).mul(2)};
        }
    }

    /// The reciprocal in place, whose gradient -y^2 reads the output.
    record Reciprocal_() implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            ctx.markDirty(in[0]);
            ctx.saveForBackward(in[0]);
            return in[0].copy_(in[0].reciprocal());
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            return new Tensor[] {grad.mul(ctx.saved(0).square()).neg()};
        }
    }

    /// The identity, with the gradient reversed: domain-adversarial training (Ganin et al., 2016).
    record ReverseGradient(double strength) implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            return in[0];
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            return new Tensor[] {grad.mul(-strength)};
        }
    }

    /// Sigmoid, which saves a float that it computed, and reads it as `use` says.
    record Sigmoid(java.util.function.UnaryOperator<Tensor> use) implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            Tensor s = in[0].sigmoid();
            ctx.saveForBackward(s.mul(s.rsub(1)));
            return s;
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            return new Tensor[] {grad.mul(use.apply(ctx.saved(0)))};
        }
    }

    /// x^3 with a gradient that leaves tensors.
    record Cube() implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            ctx.saveForBackward(in);
            return in[0].pow(3);
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            double[] x = ctx.saved(0).toDoubleArray();
            double[] g = grad.toDoubleArray();
            for (int i = 0; i < x.length; i++) {
                g[i] *= 3 * x[i] * x[i];
            }
            return new Tensor[] {Tensor.of(g, grad.shape())};
        }

        @Override
        public boolean onceDifferentiable() {
            return true;
        }
    }

    /// The sum of any number of tensors' squares.
    record SumOfSquares() implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            ctx.saveForBackward(in);
            Tensor sum = in[0].mul(in[0]);
            for (int i = 1; i < in.length; i++) {
                sum = sum.add(in[i].mul(in[i]));
            }
            return sum;
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            Tensor[] saved = ctx.saved();
            @Nullable Tensor[] gradients = new Tensor[saved.length];
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = saved[i].mul(2).mul(grad);
            }
            return gradients;
        }
    }
}
