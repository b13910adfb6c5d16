package dev.autograd.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.BackwardException;
import dev.autograd.RemovableHandle;
import dev.autograd.Tensor;
import dev.autograd.nn.F;
import dev.autograd.nn.Layer;
import dev.autograd.nn.Linear;
import dev.autograd.nn.Tanh;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Steps that are taken within backward, parameter by parameter.
final class StepInBackwardTest {
    private static final Tensor X = Tensor.randn(Random.seed(1), Shape.of(5, 3), DType.FLOAT32);

    /// Layers of which the middle one is used twice.
    private static List<Layer> layers() {
        Random random = Random.seed(7);
        Linear middle = new Linear(4, 4, random);
        return List.of(new Linear(3, 4, random), new Tanh(), middle, new Tanh(), middle, new Linear(4, 1, random));
    }

    private static Tensor loss(List<Layer> layers) {
        Tensor x = X;
        for (Layer layer : layers) {
            x = layer.forward(x);
        }
        return F.mseLoss(x, Tensor.ones(5, 1));
    }

    private static List<Tensor> parameters(List<Layer> layers) {
        return layers.stream()
                .flatMap(layer -> layer.parameters().stream())
                .distinct()
                .toList();
    }

    static Stream<Arguments> optimizers() {
        return Stream.of(
                optimizer("SGD", p -> new SGD(p, 0.1)),
                optimizer(
                        "SGD with all",
                        p -> new SGD(
                                p,
                                SGD.settings(0.1)
                                        .withMomentum(0.9)
                                        .withNesterov()
                                        .withWeightDecay(0.01))),
                optimizer("Adam", p -> new Adam(p, 0.01)),
                optimizer("AdamW", p -> new AdamW(p, 0.01)));
    }

    private static Arguments optimizer(String name, Function<List<Tensor>, Optimizer> of) {
        return arguments(name, of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void comesToTheSameAsAStepAfterBackward(String name, Function<List<Tensor>, Optimizer> of) {
        List<Layer> usual = layers();
        Optimizer after = of.apply(parameters(usual));
        List<Layer> released = layers();
        Optimizer within = of.apply(parameters(released));
        try (RemovableHandle _ = within.stepInBackward()) {
            for (int step = 0; step < 6; step++) {
                after.zeroGrad();
                loss(usual).backward();
                after.step();
                loss(released).backward();
            }
        }
        for (int i = 0; i < parameters(usual).size(); i++) {
            assertThat(parameters(released).get(i).toFloatArray())
                    .as("parameter %d", i)
                    .containsExactly(parameters(usual).get(i).toFloatArray());
            assertThat(parameters(released).get(i).grad()).isNull();
        }
        loss(released).backward();
        assertThat(parameters(released)).allSatisfy(p -> assertThat(p.grad()).isNotNull());
    }

    @Test
    void gradientsDoNotLiveTogether() {
        Tensor[] weights = new Tensor[4];
        List<String> log = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Tensor.of(1.0).requiresGrad_().named("w" + i);
            weights[i].registerHook(g -> {
                log.add("gradient");
                return null;
            });
        }
        SGD sgd = new SGD(List.of(weights), 0.1);
        try (RemovableHandle _ = sgd.stepInBackward()) {
            Tensor h = Tensor.of(1.0);
            for (Tensor w : weights) {
                w.registerPostAccumulateGradHook(
                        leaf -> log.add(leaf.name() + (leaf.grad() == null ? " released" : "")));
                h = h.mul(w).tanh();
                h.registerHook(g -> {
                    log.add("at the output of " + w.name());
                    return null;
                });
            }
            h.sum().backward();
        }
        assertThat(log)
                .containsExactly(
                        "at the output of w3",
                        "gradient",
                        "w3 released",
                        "at the output of w2",
                        "gradient",
                        "w2 released",
                        "at the output of w1",
                        "gradient",
                        "w1 released",
                        "at the output of w0",
                        "gradient",
                        "w0 released");
    }

    @Test
    void aLeafIsReleasedOnceAllItsUsesAreDone() {
        Tensor w = Tensor.of(2.0).requiresGrad_();
        Tensor v = Tensor.of(5.0).requiresGrad_();
        List<String> log = new ArrayList<>();
        w.registerPostAccumulateGradHook(leaf -> log.add("w " + leaf.grad().item()));
        v.registerPostAccumulateGradHook(leaf -> log.add("v " + leaf.grad().item()));
        Tensor early = w.mul(v); // w is used at the very start
        Tensor late = early.mul(1.0).mul(1.0).mul(w); // and at the end
        late.add(v).sum().backward();
        assertThat(log).containsExactly("w 20.0", "v 5.0");
    }

    @Test
    void aPathThatIsCutOffLeavesItsLeavesToTheEnd() {
        Tensor w = Tensor.of(2.0).requiresGrad_();
        Tensor v = Tensor.of(3.0).requiresGrad_();
        List<String> log = new ArrayList<>();
        w.registerPostAccumulateGradHook(leaf -> log.add("w " + leaf.grad().item()));
        v.registerPostAccumulateGradHook(leaf -> log.add("v " + leaf.grad().item()));
        Tensor never = w.mul(10.0).mul(10.0);
        Objects.requireNonNull(never.gradFn()).registerHook((in, out) -> new Tensor[1]);
        never.add(w).mul(v).sum().backward();
        assertThat(log).containsExactly("v 202.0", "w 3.0");
    }

    @Test
    void aFailureLeavesWhatIsDoneDoneAndTheRestUntouched() {
        Tensor w = Tensor.of(2.0).requiresGrad_();
        Tensor v = Tensor.of(3.0).requiresGrad_();
        Tensor u = Tensor.of(4.0).requiresGrad_();
        Tensor h = w.mul(u);
        Objects.requireNonNull(h.gradFn()).registerPreHook(out -> {
            throw new IllegalStateException("stop");
        });
        SGD sgd = new SGD(List.of(w, v), 0.5);
        RemovableHandle stepping = sgd.stepInBackward();
        Tensor loss = h.mul(v).sum();
        assertThatThrownBy(loss::backward).isInstanceOf(BackwardException.class);
        assertThat(v.item()).isEqualTo(3 - 0.5 * 8);
        assertThat(w.item()).isEqualTo(2);
        assertThat(List.of(w, v, u)).allSatisfy(p -> assertThat(p.grad()).isNull());
        w.mul(7.0).sum().backward();
        assertThat(w.item()).isEqualTo(2 - 0.5 * 7);
        stepping.remove();
        w.mul(7.0).sum().backward();
        assertThat(w.grad().item()).isEqualTo(7);
    }

    @Test
    void aFailingHookNamesTheLeaf() {
        Tensor w = Tensor.of(2.0).requiresGrad_().named("w");
        w.registerPostAccumulateGradHook(leaf -> {
            throw new ArithmeticException("too large");
        });
        assertThatThrownBy(() -> w.mul(2.0).sum().backward())
                .isInstanceOf(BackwardException.class)
                .hasMessageContainingAll("backward: a post-accumulate hook of the tensor 'w' (1) failed", "too large")
                .hasCauseInstanceOf(ArithmeticException.class);
        assertThat(w.grad().item()).isEqualTo(2);
    }

    @Test
    void stepsOneParameter() {
        Tensor w = Tensor.of(2.0).requiresGrad_();
        Tensor v = Tensor.of(3.0).requiresGrad_();
        SGD sgd = new SGD(List.of(w, v), 1);
        sgd.step(w);
        w.setGrad(Tensor.of(5.0));
        v.setGrad(Tensor.of(5.0));
        sgd.step(w);
        assertThat(w.item()).isEqualTo(-3);
        assertThat(v.item()).isEqualTo(3);
        assertThatThrownBy(() -> sgd.step(Tensor.of(1f, 2f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SGD.step: the tensor (2) is no parameter of this optimiser");
    }

    @Test
    void isRefusedTwiceAndForWhatIsFrozen() {
        Tensor w = Tensor.of(2.0).requiresGrad_();
        Tensor frozen = Tensor.of(2.0, 1.0);
        SGD sgd = new SGD(List.of(w), 1);
        RemovableHandle first = sgd.stepInBackward();
        assertThatThrownBy(sgd::stepInBackward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SGD.stepInBackward: this optimiser steps in backward already");
        first.remove();
        sgd.stepInBackward().remove();
        assertThatThrownBy(() -> new SGD(List.of(w, frozen), 1).stepInBackward())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parameter 1 (2) of group 0 does not require a gradient");
        w.sum().backward();
        assertThat(w.item()).isEqualTo(2);
    }
}
