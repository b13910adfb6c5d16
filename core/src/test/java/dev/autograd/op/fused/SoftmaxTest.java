package dev.autograd.op.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SoftmaxTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 0", "2, 1", "3, 1", "3, -2"})
    void hasGradientsOfBothOrders(int rank, int dim) {
        long[] sizes = java.util.Arrays.copyOf(new long[] {2, 3, 2}, rank);
        Gradcheck.gradgradcheck(x -> x.softmax(dim), Inputs.of(sizes));
        Gradcheck.gradgradcheck(x -> x.logSoftmax(dim), Inputs.of(sizes));
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void survivesLogitsOfAnySize(DType dtype) {
        Tensor x = Tensor.of(1e4, 0, -1e4, 3e30, 3e30, -3e30).reshape(2, 3).to(dtype);
        assertThat(x.softmax(1).toDoubleArray()).containsExactly(1, 0, 0, 0.5, 0.5, 0);
        double half = dtype == DType.FLOAT32 ? (float) Math.log(0.5) : Math.log(0.5);
        assertThat(x.logSoftmax(1).select(0, 0).toDoubleArray()).containsExactly(0, -1e4, -2e4);
        assertThat(x.logSoftmax(1).get(1, 0)).isCloseTo(half, within(1e-7));
    }

    @Test
    void leavesOutWhatIsMasked() {
        assertThat(Tensor.of(-INF, 0, 0).softmax(0).toDoubleArray()).containsExactly(0, 0.5, 0.5);
        assertThat(Tensor.of(-INF, -INF).softmax(0).toDoubleArray()).containsOnly(Double.NaN);
        Tensor x = Tensor.of(-INF, 0, 0).requiresGrad_();
        x.softmax(0).backward(Tensor.of(3f, 1f, 2f));
        assertThat(java.util.Objects.requireNonNull(x.grad()).toDoubleArray()).containsExactly(0, -0.25, 0.25);
    }

    @Test
    void refusesIntegersAndMissingDimensions() {
        assertThatThrownBy(() -> Tensor.of(1L, 2).softmax(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("softmax", "int64", "float32 or float64");
        assertThatThrownBy(() -> Tensor.ones(2, 3).logSoftmax(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContainingAll("logSoftmax", "dimension 2", "[-2, 1]");
    }
}
