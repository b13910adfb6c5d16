package dev.autograd.op.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Autograd;
import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DropoutTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void dropsThatShareAndScalesTheRest(double p) {
        Tensor x = Tensor.ones(200, 200);
        Tensor y = Dropout.of(x, p, Random.seed(3));
        double kept = y.ne(0).to(DType.FLOAT64).mean().item();
        assertThat(kept).isCloseTo(1 - p, within(0.01)); // four standard deviations at p = 0.5
        assertThat(y.max().item()).isCloseTo(1 / (1 - p), within(1e-6));
        assertThat(y.mean().item()).isCloseTo(1, within(0.06));
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void theSeedDecidesForEveryTypeAlike(DType dtype) {
        Tensor x = Tensor.ones(Shape.of(7, 300), dtype);
        boolean[] first = Dropout.of(x, 0.3, Random.seed(5)).ne(0).toBooleanArray();
        boolean[] mask = Bernoulli.mask(Random.seed(5), x.shape(), 0.7).toBooleanArray();
        boolean[] other = Dropout.of(x, 0.3, Random.seed(6)).ne(0).toBooleanArray();
        assertThat(first).isEqualTo(mask).isNotEqualTo(other);
    }

    @Test
    void callsDrawOn() {
        Random random = Random.seed(1);
        Tensor x = Tensor.ones(50);
        assertThat(Dropout.of(x, 0.5, random).toFloatArray())
                .isNotEqualTo(Dropout.of(x, 0.5, random).toFloatArray());
    }

    @Test
    void everyExampleOfAMapDrawsItsOwn() {
        Tensor x = Tensor.ones(3, 8);
        Tensor shared = Tensor.ones(8);
        Tensor expected = Dropout.of(x, 0.5, Random.seed(4)); // the examples' numbers follow one another
        assertThat(Autograd.vmap(one -> Dropout.of(one, 0.5, Random.seed(4)), x).toFloatArray())
                .isEqualTo(expected.toFloatArray());
        assertThat(Autograd.vmap(one -> one.mul(Dropout.of(shared, 0.5, Random.seed(4))), x)
                        .toFloatArray())
                .isEqualTo(expected.toFloatArray());
    }

    @Test
    void everyExampleOfAMapInAMapDrawsItsOwn() {
        Tensor x = Tensor.ones(2, 3, 8);
        Tensor expected = Dropout.of(x, 0.5, Random.seed(4));
        Tensor actual = Autograd.vmap(some -> Autograd.vmap(one -> Dropout.of(one, 0.5, Random.seed(4)), some), x);
        assertThat(actual.toFloatArray()).isEqualTo(expected.toFloatArray());
    }

    @Test
    void gradientsInAMapAreThoseOfTheDraws() {
        Tensor x = Inputs.of(3, 8);
        Tensor factors = Dropout.of(Tensor.onesLike(x), 0.5, Random.seed(4));
        Tensor gradients = Autograd.vmap(
                one -> Autograd.grad(v -> Dropout.of(v, 0.5, Random.seed(4)).sum())
                        .apply(one),
                x);
        assertThat(gradients.toDoubleArray()).isEqualTo(factors.toDoubleArray());
    }

    @Test
    void allOrNothing() {
        Tensor x = Tensor.of(1f, 2, 3).requiresGrad_();
        assertThat(Dropout.of(x, 0, Random.seed(1))).isSameAs(x);
        Tensor none = Dropout.of(x, 1, Random.seed(1));
        none.sum().backward();
        assertThat(none.toFloatArray()).containsOnly(0);
        assertThat(x.grad().toFloatArray()).containsOnly(0);
        assertThat(Dropout.of(Tensor.zeros(0, 3), 0.5, Random.seed(1)).shape()).isEqualTo(Shape.of(0, 3));
    }

    @Test
    void gradientsAgreeWithDifferencesAtBothOrders() {
        Gradcheck.gradgradcheck(x -> Dropout.of(x.mT().square(), 0.4, Random.seed(2)), Inputs.of(4, 3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, -0.1, Double.NaN})
    void refusesWhatIsNoProbability(double p) {
        assertThatThrownBy(() -> Dropout.of(Tensor.zeros(2), p, Random.seed(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dropout: the probability p must be from 0 to 1, but is " + p);
    }

    @Test
    void refusesIntegers() {
        assertThatThrownBy(() -> Dropout.of(Tensor.arange(3), 0.5, Random.seed(1)))
                .hasMessageStartingWith("dropout: input (3) is int64, but must be float32 or float64");
    }
}
