package dev.autograd.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConfusionMatrixTest {
    @Test
    void showsATable() {
        var matrix = ConfusionMatrix.of(List.of("cat", "dog"), new int[] {0, 0, 0, 1, 1}, new int[] {0, 0, 1, 1, 1});
        assertThat(matrix.right()).isEqualTo(4);
        assertThat(matrix.total()).isEqualTo(5);
        assertThat(matrix.text()).isEqualTo("""
                confusion matrix (rows: what it is, columns: what was predicted)
                      cat dog
                 cat    2   1
                 dog    .   2
                """);
    }

    @Test
    void listsMistakesWhereATableWouldNotFit() {
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "c" + i).toList();
        var matrix = ConfusionMatrix.of(names, new int[] {3, 3, 3, 29, 7}, new int[] {4, 4, 3, 0, 7});
        assertThat(matrix.text().lines())
                .containsExactly(
                        "the most frequent mistakes among 30 classes",
                        "       2  c3 taken for c4",
                        "       1  c29 taken for c0");
    }

    @Test
    void cutsLongNames() {
        var matrix = ConfusionMatrix.of(List.of("a very long name of a class", "b"), new int[] {0}, new int[] {1});
        assertThat(matrix.text()).contains(" a very long~ ").doesNotContain("class ");
    }
}
