package dev.autograd.op.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Gradcheck;
import dev.autograd.Index;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.Shape;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class IndexingGradientsTest {
    private static final Tensor INDEX = Tensor.of(new long[] {2, 0, 0, 1, 1, 1}, Shape.of(2, 3));
    private static final Tensor SMALL = Tensor.of(new long[] {1, 1}, Shape.of(1, 2));
    private static final Tensor TWICE = Tensor.of(2L, 0, 2);
    private static final Tensor MASK = Tensor.of(new boolean[] {true, false, true, false, true, true}, Shape.of(2, 3));

    /// A function of a `(2, 3)` and, where it takes a second argument, another `(2, 3)`; squared, so that second
    /// derivatives exist.
    private record Case(String name, int arguments, Function<Tensor[], Tensor> function) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("indexSelect(0)", 1, x -> x[0].indexSelect(0, Tensor.of(1L, 1, 0))),
                new Case("indexSelect(1)", 1, x -> x[0].indexSelect(1, TWICE)),
                new Case("gather(0)", 1, x -> x[0].gather(0, INDEX.clamp(0, 1).to(INDEX.dtype()))),
                new Case("gather(1)", 1, x -> x[0].gather(1, INDEX)),
                new Case("gather, smaller", 1, x -> x[0].gather(1, SMALL)),
                new Case("takeAlongDim", 1, x -> x[0].takeAlongDim(SMALL, 1)),
                new Case("scatter", 2, x -> x[0].scatter(1, INDEX, x[1])),
                new Case("scatter, smaller", 2, x -> x[0].scatter(1, SMALL, x[1])),
                new Case("scatter a number", 1, x -> x[0].scatter(1, SMALL, 3)),
                new Case("scatterAdd", 2, x -> x[0].scatterAdd(1, INDEX, x[1])),
                new Case("scatterAdd, smaller", 2, x -> x[0].scatterAdd(0, SMALL, x[1])),
                new Case("indexAdd(1)", 2, x -> x[0].indexAdd(1, TWICE, x[1])),
                new Case("indexAdd(0)", 2, x -> x[0].indexAdd(0, Tensor.of(0L, 0), x[1])),
                new Case("indexAdd, scaled", 2, x -> x[0].indexAdd(1, TWICE, x[1], 0.3)),
                new Case("put", 2, x -> x[0].put(Tensor.of(5L, 0, 5, 2, 1, 4), x[1])),
                new Case("putAdd", 2, x -> x[0].putAdd(Tensor.of(5L, 0, 5, 2, 1, 4), x[1])),
                new Case("indexFill", 1, x -> x[0].indexFill(1, TWICE, 3)),
                new Case("indexFill a tensor", 2, x -> x[0].indexFill(1, TWICE, x[1].sum())),
                new Case("maskedSelect", 1, x -> x[0].maskedSelect(MASK)),
                new Case("maskedSelect, broadcast", 1, x -> x[0].narrow(0, 0, 1).maskedSelect(MASK)),
                new Case("take", 1, x -> x[0].take(INDEX)),
                new Case("sort(1)", 1, x -> x[0].sort(1).values()),
                new Case("sortDescending(0)", 1, x -> x[0].sortDescending(0).values()),
                new Case("topk", 1, x -> x[0].topk(2).values()),
                new Case("topkSmallest(0)", 1, x -> x[0].topkSmallest(1, 0).values()),
                new Case("embedding", 1, x -> Embedding.of(INDEX.clamp(0, 1).to(INDEX.dtype()), x[0])),
                new Case("index, duplicates", 1, x -> x[0].index(Index.of(1, 1, 0), Index.of(2, 2, 2))),
                new Case(
                        "index, apart", 1, x -> x[0].unsqueeze(1).index(Index.of(1, 1), Index.all(), Index.of(-1, -1))),
                new Case("index, views", 1, x -> x[0].index(Index.ellipsis(), Index.newAxis(), Index.range(0, 3, 2))),
                new Case("index, mask", 1, x -> x[0].index(Index.of(MASK))),
                new Case("indexPut", 2, x -> x[0].indexPut(x[1].narrow(0, 0, 1), Index.all(), Index.of(0, 2, 0))),
                new Case("indexPutAdd", 2, x -> x[0].indexPutAdd(x[1], Index.all(), Index.of(0, 2, 0))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithDifferencesAtBothOrders(Case c) {
        Tensor x = Inputs.of(2, 3);
        Tensor y = Inputs.of(3, 2).reshape(2, 3).add(3);
        Function<Tensor[], Tensor> squared = in -> c.function.apply(in).square();
        if (c.arguments == 1) {
            Gradcheck.gradgradcheck(squared, x);
        } else {
            Gradcheck.gradgradcheck(squared, x, y);
        }
    }

    @Test
    void ofStridedOperands() {
        Gradcheck.gradcheck(
                x -> x[0].transpose(0, 1).scatterAdd(1, INDEX, x[1].flip(1).transpose(0, 1)),
                Inputs.of(3, 2),
                Inputs.of(3, 2));
    }

    @Test
    void whatWasOverwrittenHasNoGradient() {
        Tensor source = Tensor.of(1f, 2, 3).requiresGrad_();
        Tensor.zeros(2).scatter(0, Tensor.of(1L, 1, 0), source).sum().backward();
        assertThat(source.grad().toFloatArray()).containsExactly(0, 1, 1);
    }

    @Test
    void indicesAndMasksHaveNoGradient() {
        Tensor x = Inputs.of(2, 3).requiresGrad_();
        assertThat(x.sort(0).indices().requiresGrad()).isFalse();
        assertThat(x.argsort(0).requiresGrad()).isFalse();
        assertThat(x.nonzero().requiresGrad()).isFalse();
        assertThat(x.topk(1).values().requiresGrad()).isTrue();
    }

    @Test
    void gradientsOfNothingAreZero() {
        Tensor x = Tensor.zeros(2, 3).requiresGrad_();
        Tensor none = Tensor.of(new long[0]);
        x.indexSelect(0, none)
                .sum()
                .add(x.index(Index.all(), Index.of(none)).sum())
                .backward();
        assertThat(x.grad().toFloatArray()).containsOnly(0).hasSize(6);
    }
}
