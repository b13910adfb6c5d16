package dev.autograd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Tensor;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExamplesTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void aNetworkLearnsTheSineFromItsEquation(long seed) {
        assertThat(new Oscillator(3000, seed).solve(_ -> {}).largestError()).isLessThan(1e-3);
    }

    @Test
    void anUntrainedNetworkDoesNotKnowTheSine() {
        assertThat(new Oscillator(1, 0).solve(_ -> {}).largestError()).isGreaterThan(0.1);
    }

    @Test
    void theOscillatorIsDrawn(@TempDir Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        Oscillator.run(folder, lines::add);
        assertThat(folder.resolve("oscillator.svg")).content().contains("learned", "sin t");
        assertThat(lines.getLast()).contains("largest error on [0, pi]");
    }

    /// From the usual start, and from one where the Hessian is not positive.
    @ParameterizedTest
    @ValueSource(doubles = {-1.2, 0.5, 3})
    void newtonFindsRosenbrocksMinimum(double x) {
        List<Tensor> path = Rosenbrock.newton(Tensor.of(x, 1.0));
        assertThat(path.getLast().allClose(Tensor.of(1.0, 1.0), 1e-9, 1e-9)).isTrue();
        assertThat(path).hasSizeLessThan(40);
    }

    @Test
    void mappedGradientsAreThoseOfALoop() {
        Random random = Random.seed(3);
        Tensor[] weights = PerExampleGradients.weights(random);
        Tensor x = Tensor.randn(random, Shape.of(7, 64), weights[0].dtype());
        Tensor y = Tensor.randint(random, 0, 10, Shape.of(7));
        Tensor[] mapped = PerExampleGradients.mapped(weights, x, y);
        Tensor[] looped = PerExampleGradients.looped(weights, x, y);
        for (int i = 0; i < mapped.length; i++) {
            assertThat(mapped[i].shape()).isEqualTo(looped[i].shape());
            assertThat(mapped[i].allClose(looped[i], 1e-5, 1e-6)).isTrue();
        }
    }
}
