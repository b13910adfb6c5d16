package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.optim.Adam;
import dev.autograd.optim.AdamW;
import dev.autograd.optim.Optimizer;
import dev.autograd.optim.SGD;
import dev.autograd.value.Random;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The exclusive or, which no linear model can learn.
class LearnsTest {
    private static final Tensor X = Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    private static final Tensor Y = Tensor.of(0L, 1L, 1L, 0L);

    static Stream<Arguments> optimizers() {
        Function<List<Tensor>, Optimizer> sgd =
                p -> new SGD(p, SGD.settings(0.1).withMomentum(0.9));
        Function<List<Tensor>, Optimizer> adam = p -> new Adam(p, 0.02);
        Function<List<Tensor>, Optimizer> adamW = p -> new AdamW(p, 0.02);
        return Stream.of(arguments(sgd), arguments(adam), arguments(adamW));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void learnsTheExclusiveOr(Function<List<Tensor>, Optimizer> make) {
        Random random = Random.seed(4);
        Sequential model = new Sequential(new Linear(2, 16, random), new Tanh(), new Linear(16, 2, random));
        Optimizer optimizer = make.apply(model.parameters());
        double loss = Double.NaN;
        for (int step = 0; step < 300; step++) {
            Tensor error = F.crossEntropy(model.forward(X), Y);
            optimizer.zeroGrad();
            error.backward();
            optimizer.step();
            loss = error.item();
        }

        assertThat(loss).isLessThan(0.02);
        float[] logits = model.forward(X).toFloatArray();
        for (int i = 0; i < 4; i++) {
            assertThat(logits[2 * i + 1] > logits[2 * i]).isEqualTo(Y.get(i) == 1);
        }
    }
}
