package dev.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetsTest {
    private static final Tensor X = Tensor.of(new float[][] {{0, 1}, {2, 3}, {4, 5}});
    private static final Tensor Y = Tensor.of(7L, 8L, 9L);

    @Test
    void tensorsAreGatheredByRows() {
        TensorDataset data = new TensorDataset(X, Y);
        Batch batch = data.gather(2, 0, 2);
        assertThat(batch.x().toArray()).isEqualTo(new float[][] {{4, 5}, {0, 1}, {4, 5}});
        assertThat(batch.y().toLongArray()).containsExactly(9, 7, 9);
        assertThat(data.get(1).x().toFloatArray()).containsExactly(2, 3);
        assertThat(data.get(1).y().itemLong()).isEqualTo(8);
        assertThat(data.gather().x().shape()).isEqualTo(Shape.of(0, 2));
        assertThatThrownBy(() -> data.gather(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> data.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void tensorsMayBeViewsOfAnyLayout() {
        TensorDataset data =
                new TensorDataset(X.mT().slice(0, 1, 2), Y.slice(0, 1, 2).unsqueeze(1));
        Batch batch = data.gather(0);
        assertThat(batch.x().toArray()).isEqualTo(new float[][] {{1, 3, 5}});
        assertThat(batch.y().toArray()).isEqualTo(new long[][] {{8}});
    }

    @Test
    void tensorsMustHaveEquallyManyRows() {
        assertThatThrownBy(() -> new TensorDataset(X, Tensor.of(1L, 2L))).hasMessageContainingAll("(3, 2)", "(2)");
        assertThatThrownBy(() -> new TensorDataset(Tensor.scalar(1f), Y)).hasMessageContaining("()");
    }

    @Test
    void examplesOfOnesOwnAreStacked() {
        record Squares(int size) implements Dataset {
            @Override
            public Example get(int index) {
                return new Example(Tensor.of((float) index, 1f), Tensor.scalar((float) index * index));
            }
        }
        Batch batch = new Squares(5).gather(3, 1);
        assertThat(batch.x().toArray()).isEqualTo(new float[][] {{3, 1}, {1, 1}});
        assertThat(batch.y().toFloatArray()).containsExactly(9, 1);
    }

    @Test
    void aSubsetHasAnOrderOfItsOwn() {
        Subset subset = new Subset(new TensorDataset(X, Y), 2, 0);
        assertThat(subset.size()).isEqualTo(2);
        assertThat(subset.get(0).y().itemLong()).isEqualTo(9);
        assertThat(subset.gather(1, 0).y().toLongArray()).containsExactly(7, 9);
        assertThatThrownBy(() -> subset.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Subset(subset, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({"10,0.2,2", "10,0,0", "10,1,10", "7,0.5,4", "0,0.3,0"})
    void aSplitKeepsEveryExampleOnce(int size, double fraction, int tests) {
        Dataset whole = new TensorDataset(Tensor.arange(size), Tensor.arange(size));
        Split split = Split.of(whole, fraction, 3);
        int[] train = ((Subset) split.train()).indices();
        int[] test = ((Subset) split.test()).indices();

        assertThat(test).hasSize(tests).isSorted();
        assertThat(train).isSorted();
        assertThat(IntStream.concat(IntStream.of(train), IntStream.of(test)).sorted())
                .containsExactlyElementsOf(IntStream.range(0, size).boxed().toList());
        assertThat(((Subset) Split.of(whole, fraction, 3).test()).indices()).isEqualTo(test);
    }

    @Test
    void aSplitDependsOnTheSeed() {
        Dataset whole = new TensorDataset(Tensor.arange(100), Tensor.arange(100));
        assertThat(((Subset) Split.of(whole, 0.5, 1).test()).indices())
                .isNotEqualTo(((Subset) Split.of(whole, 0.5, 2).test()).indices());
        assertThatThrownBy(() -> Split.of(whole, 1.5, 1)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> Split.of(whole, Double.NaN, 1)).hasMessageContaining("NaN");
    }

    @Test
    void picturesBecomeNumbersFromZeroToOne() {
        ImageDataset images = new ImageDataset(new byte[] {0, (byte) 255, 51, 1, 2, 3}, new int[] {4, 9}, 1, 3);
        Batch batch = images.gather(1, 0);
        assertThat(batch.x().shape()).isEqualTo(Shape.of(2, 1, 1, 3));
        assertThat(batch.x().toFloatArray()).containsExactly(1 / 255f, 2 / 255f, 3 / 255f, 0, 1, 0.2f);
        assertThat(batch.y().toLongArray()).containsExactly(9, 4);
        assertThat(images.get(0).x().shape()).isEqualTo(Shape.of(1, 1, 3));
        assertThat(images.get(0).y().dtype()).isEqualTo(DType.INT64);
        assertThatThrownBy(() -> new ImageDataset(new byte[5], new int[2], 1, 3))
                .hasMessageContainingAll("6", "5");

        ImageDataset digits = ImageDataset.of(Digits.generate(20, 1));
        assertThat(digits.size()).isEqualTo(20);
        assertThat(digits.gather(3, 4).x().shape()).isEqualTo(Shape.of(2, 1, 28, 28));
    }
}
