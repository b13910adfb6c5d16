package dev.autograd.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
