package dev.autograd.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipGradTest {
    private final Tensor p = Tensor.of(0f, 0f, 0f).requiresGrad_();
    private final Tensor q = Tensor.of(0.0).requiresGrad_();
    private final Tensor without = Tensor.of(0f).requiresGrad_();

    private void gradients(float a, float b, float c, double d) {
        p.setGrad(Tensor.of(a, b, c));
        q.setGrad(Tensor.of(d));
    }

    private static double[] gradient(Tensor parameter) {
        return Objects.requireNonNull(parameter.grad()).toDoubleArray();
    }

    @ParameterizedTest
    @CsvSource({
        "2,        5,  10,  0.5",
        "2,        50, 10,  1",
        "1,        9,  18,  0.5",
        "3,        1,  9.25213, 0.108083",
        "Infinity, 2,  8,   0.25"
    })
    void scalesToTheNorm(double type, double maxNorm, double norm, double factor) {
        gradients(0, -6, 4, 8);
        double[] wanted = {0, -6 * factor, 4 * factor};
        if (type == 2) { // 6, 8, 0: a norm of 10
            gradients(0, -6, 0, 8);
            wanted[2] = 0;
        }

        assertThat(ClipGrad.norm(List.of(p, without, q), maxNorm, type, ClipGrad.NonFinite.SCALE))
                .isEqualTo(norm, within(1e-4));
        assertThat(gradient(p)).containsExactly(wanted, within(1e-5));
        assertThat(gradient(q)).containsExactly(new double[] {8 * factor}, within(1e-5));
        assertThat(without.grad()).isNull();
    }

    @Test
    void refusesANormThatIsNotFiniteWhereAsked() {
        gradients(1, Float.NaN, 2, 3);

        assertThatThrownBy(() -> ClipGrad.norm(List.of(p, q), 1, 2, ClipGrad.NonFinite.REFUSE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("order 2.0", "NaN");
        assertThat(gradient(p)).containsExactly(1, Double.NaN, 2);
        ClipGrad.norm(List.of(p, q), 1);
        assertThat(gradient(q)).containsExactly(Double.NaN);
    }

    @Test
    void cutsValues() {
        gradients(1, -6, Float.NEGATIVE_INFINITY, 8);
        ClipGrad.value(List.of(p, without, q), 2.5);

        assertThat(gradient(p)).containsExactly(1, -2.5, -2.5);
        assertThat(gradient(q)).containsExactly(2.5);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> ClipGrad.norm(List.of(p), -1)).hasMessageContaining("maxNorm");
        assertThatThrownBy(() -> ClipGrad.norm(List.of(p), 1, 0, ClipGrad.NonFinite.SCALE))
                .hasMessageContaining("normType");
        assertThatThrownBy(() -> ClipGrad.value(List.of(p), Double.NaN)).hasMessageContaining("maxValue");
    }
}
