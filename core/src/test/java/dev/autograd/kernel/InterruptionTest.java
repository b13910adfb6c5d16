package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import dev.autograd.nn.Conv2dOptions;
import dev.autograd.nn.F;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// An interrupt ends long products and convolutions, and nothing but these.
final class InterruptionTest {
    private static final Tensor LONG = Tensor.zeros(600, 600);
    private static final Tensor IMAGES = Tensor.zeros(8, 32, 40, 40);
    private static final Tensor FILTERS = Tensor.zeros(64, 32, 3, 3);

    @AfterEach
    void forget() {
        Thread.interrupted();
    }

    static Stream<Runnable> longComputations() {
        return Stream.of(
                () -> LONG.matmul(LONG),
                () -> LONG.mT().matmul(LONG),
                () -> F.conv2d(IMAGES, FILTERS, null, Conv2dOptions.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource
    void longComputations(Runnable computation) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(computation::run)
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("the thread was interrupted in the middle of a long computation");
        assertThat(Thread.interrupted()).isTrue();
        computation.run(); // the next one works
    }

    /// Without what cuts them for threads, which asks as well, before it begins.
    @ParameterizedTest
    @CsvSource({"2, 70, 1000000", "4000, 64, 550", "600, 600, 400", "9, 16, 1000000"})
    void everyProductAsksOnItsWay(int M, int N, int K) {
        float[] a = new float[M * K];
        float[] b = new float[N * K];
        float[] c = new float[M * N];
        Subject.backends().map(backend -> backend.float32().gemm()).forEach(gemm -> {
            for (int[] strides : new int[][] {{K, 1, N, 1}, {K, 1, 1, K}, {1, M, N, 1}, {1, M, 1, K}}) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> gemm.gemm(
                                M,
                                N,
                                K,
                                a,
                                0,
                                strides[0],
                                strides[1],
                                b,
                                0,
                                strides[2],
                                strides[3],
                                null,
                                0,
                                0,
                                c,
                                0,
                                N))
                        .as("%s with strides %s", gemm, Arrays.toString(strides))
                        .isInstanceOf(CancellationException.class);
                assertThat(Thread.interrupted()).isTrue();
            }
        });
    }

    @Test
    void aBackwardThatIsEndedLeavesTheGradientsAsTheyWere() {
        Tensor w = Tensor.zeros(600, 600).requiresGrad_();
        Tensor before = Tensor.ones(600, 600);
        w.setGrad(before);
        Tensor loss = LONG.matmul(w).sum();
        Thread.currentThread().interrupt();
        assertThatThrownBy(loss::backward).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(w.grad()).isSameAs(before);
        assertThat(before.sum().item()).isEqualTo(360_000);
    }

    @Test
    void shortComputationsAreNotEnded() {
        Thread.currentThread().interrupt();
        Tensor x = Tensor.ones(100, 100);
        assertThat(x.matmul(x).sum().item()).isEqualTo(1_000_000);
    }
}
