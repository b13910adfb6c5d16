package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.op.Op;
import dev.autograd.op.fused.CrossEntropy;
import dev.autograd.op.fused.NllLoss;
import dev.autograd.op.fused.Reduction;
import dev.autograd.value.DType;
import org.junit.jupiter.api.Test;

/// An operator that would drop a gradient is refused when it runs.
final class MissingRuleTest {
    /// An operator of two inputs and of one output of a type, without a gradient rule.
    private record Bare(DType result) implements Op {
        @Override
        public String name() {
            return "bare";
        }

        @Override
        public Tensor[] forward(Tensor[] inputs) {
            return new Tensor[] {Tensor.ones(inputs[0].shape(), result)};
        }
    }

    /// An operator through which a gradient flows to its first input alone.
    private record Half() implements Op {
        @Override
        public String name() {
            return "half";
        }

        @Override
        public boolean differentiable(int input) {
            return input == 0;
        }

        @Override
        public Tensor[] forward(Tensor[] inputs) {
            return new Tensor[] {Modes.quiet(() -> inputs[0].mul(inputs[1]))};
        }

        @Override
        public long saves(int input) {
            return Op.input(1);
        }

        @Override
        public Tensor gradient(int input, Backward b) {
            return b.grad().mul(b.in(1));
        }
    }

    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    @Test
    void anOperatorWithoutARuleIsRefused() {
        Tensor x = leaf(1, 2);
        assertThatIllegalStateException()
                .isThrownBy(() -> Tape.run(new Bare(DType.FLOAT64), x))
                .withMessage("bare: this operator declares no gradient, but an input is on the tape; "
                        + "run it under noGrad, or on detach() of its inputs");
        assertThat(Tape.run(new Bare(DType.FLOAT64), x.detach()).requiresGrad()).isFalse();
        assertThat(Autograd.noGrad(() -> Tape.run(new Bare(DType.FLOAT64), x)).requiresGrad())
                .isFalse();
    }

    @Test
    void integersAndTruthsNeedNone() {
        for (DType dtype : new DType[] {DType.INT64, DType.INT32, DType.BOOL}) {
            assertThat(Tape.run(new Bare(dtype), leaf(1, 2)).requiresGrad()).isFalse();
        }
        Tensor x = leaf(1, 2);
        assertThat(x.argmax(0).requiresGrad()).isFalse();
        assertThat(x.gt(1).requiresGrad()).isFalse();
        assertThat(x.nonzero().requiresGrad()).isFalse();
        assertThat(x.any().requiresGrad()).isFalse();
        assertThat(x.argsort(0).requiresGrad()).isFalse();
        assertThat(x.to(DType.INT64).requiresGrad()).isFalse();
    }

    @Test
    void anInputThatGetsNoneIsRefused() {
        Tensor x = leaf(1, 2);
        Tensor constant = Tensor.of(3.0, 4.0);
        assertThatIllegalStateException()
                .isThrownBy(() -> Tape.run(new Half(), constant, x))
                .withMessage("half: no gradient flows to input 1 (2), but it is on the tape; "
                        + "use detach() of it, or noGrad");
        assertThatIllegalStateException().isThrownBy(() -> Tape.run(new Half(), x, x));
        Tape.run(new Half(), x, constant).sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(3, 4);
    }

    @Test
    void weightsOfClassesGetNone() {
        Tensor scores = leaf(1, 2).view(1, 2);
        Tensor target = Tensor.of(1L);
        Tensor weight = leaf(0.5, 2);
        CrossEntropy.Options options = CrossEntropy.Options.DEFAULT.withWeight(weight);
        assertThatIllegalStateException()
                .isThrownBy(() -> CrossEntropy.of(scores, target, Reduction.MEAN, options))
                .withMessage("crossEntropy: no gradient flows to weight (2), but it is on the tape; "
                        + "use detach() of it");
        assertThatIllegalStateException()
                .isThrownBy(() -> CrossEntropy.of(scores, scores.detach(), Reduction.MEAN, options));
        assertThatIllegalStateException()
                .isThrownBy(() -> NllLoss.of(scores, target, Reduction.MEAN, weight, -100))
                .withMessageStartingWith("nllLoss: no gradient flows to weight (2)");
        assertThat(NllLoss.of(scores, target, Reduction.SUM, weight.detach(), -100)
                        .item())
                .isEqualTo(-4);
        assertThat(Autograd.noGrad(() -> NllLoss.of(scores, target, Reduction.SUM, weight, -100))
                        .item())
                .isEqualTo(-4);
    }
}
