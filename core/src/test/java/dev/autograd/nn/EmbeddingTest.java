package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Tensor;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    @Test
    void looksVectorsUpAndTrainsThem() {
        Embedding embedding = new Embedding(4, 2, Random.seed(1));
        Tensor y = embedding.forward(Tensor.of(3L, 1L, 3L).reshape(1, 3));
        assertThat(y.shape()).isEqualTo(Shape.of(1, 3, 2));
        assertThat(y.select(0, 0).select(0, 1).toFloatArray())
                .isEqualTo(embedding.weight().select(0, 1).toFloatArray());

        y.sum().backward();
        assertThat(Objects.requireNonNull(embedding.weight().grad()).toFloatArray())
                .containsExactly(0, 0, 1, 1, 0, 0, 2, 2);
        assertThat(embedding).hasToString("Embedding(4, 2)\n8 parameters");
        assertThatThrownBy(() -> embedding.forward(Tensor.of(4L))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Embedding(0, 2)).hasMessageContaining("count is 0");
    }

    @Test
    void longRowsThatAreLookedUpAreShortened() {
        Tensor weight =
                Tensor.of(new float[][] {{3, 4}, {30, 40}, {0.3f, 0.4f}}).requiresGrad_();
        var options = EmbeddingOptions.DEFAULT.withMaxNorm(1).withPaddingIdx(2);
        Tensor y = F.embedding(Tensor.of(0L, 2, 0), weight, options);
        assertThat(y.toFloatArray()).containsExactly(new float[] {0.6f, 0.8f, 0.3f, 0.4f, 0.6f, 0.8f}, within(1e-6f));
        assertThat(weight.select(0, 1).toFloatArray()).containsExactly(30, 40);
        y.sum().backward();
        assertThat(Objects.requireNonNull(weight.grad()).toFloatArray()).containsExactly(2, 2, 0, 0, 0, 0);
        F.embedding(Tensor.of(0L), weight.detach(), options.withMaxNorm(0.7).withNormType(1));
        assertThat(weight.detach().select(0, 0).toFloatArray())
                .containsExactly(new float[] {0.3f, 0.4f}, within(1e-6f));
        assertThatThrownBy(() -> F.embedding(Tensor.of(0L), weight, options.withMaxNorm(-1)))
                .hasMessage("embedding: maxNorm must not be negative, but is -1.0");
    }

    @Test
    void gradientsOfWhatIsOftenLookedUpAreScaled() {
        Tensor weight = Tensor.zeros(2, 1).requiresGrad_();
        F.embedding(Tensor.of(0L, 0, 1), weight, EmbeddingOptions.DEFAULT.withScaleGradByFreq())
                .sum()
                .backward();
        assertThat(Objects.requireNonNull(weight.grad()).toFloatArray()).containsExactly(1, 1);
    }

    @Test
    void thePaddingIsZeroAndStaysIt() {
        Embedding embedding = Embedding.withPadding(3, 2, 1, Random.seed(1));
        embedding.forward(Tensor.of(0L, 1L)).sum().backward();
        assertThat(embedding.weight().select(0, 1).toFloatArray()).containsExactly(0, 0);
        assertThat(Objects.requireNonNull(embedding.weight().grad()).toFloatArray())
                .containsExactly(1, 1, 0, 0, 0, 0);
        assertThat(embedding.toString()).startsWith("Embedding(3, 2, paddingIdx=1)");
        assertThatThrownBy(() -> Embedding.withPadding(3, 2, 3, Random.seed(1)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
