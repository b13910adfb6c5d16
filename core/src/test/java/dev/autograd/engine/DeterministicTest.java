package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.autograd.Autograd;
import dev.autograd.BackwardOptions;
import dev.autograd.Tensor;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Deterministic mode refuses sums whose order threads decide about.
final class DeterministicTest {
    private static final ExecutorService OTHER = Executors.newSingleThreadExecutor();

    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    @AfterAll
    static void end() {
        OTHER.close();
    }

    /// Runs code on the other thread, always the same.
    private static void elsewhere(Runnable body) throws InterruptedException, ExecutionException {
        OTHER.submit(body).get();
    }

    private static void backward(Tensor... leaves) {
        Tensor sum = leaves[0].sum();
        for (int i = 1; i < leaves.length; i++) {
            sum = sum.add(leaves[i].sum());
        }
        sum.backward();
    }

    @Test
    void aLeafThatAnotherThreadAddedToIsRefusedBeforeAnythingChanges() throws Exception {
        Tensor own = leaf(1);
        Tensor shared = leaf(1, 2);
        elsewhere(() -> backward(shared));
        Autograd.deterministic(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> backward(own, shared))
                    .withMessageContaining("another thread has added to the gradient of the leaf (2)")
                    .withMessageContaining("deterministic");
        });
        assertThat(own.grad()).isNull();
        assertThat(shared.grad().toDoubleArray()).containsExactly(1, 1);
        // The refused backward has reserved nothing: the other thread may go on, in this mode as well.
        elsewhere(() -> Autograd.deterministic(() -> backward(own, shared)));
        assertThat(own.grad().toDoubleArray()).containsExactly(1);
        assertThat(shared.grad().toDoubleArray()).containsExactly(2, 2);
    }

    @Test
    void oneThreadMayAddAsOftenAsItLikes() {
        Tensor x = leaf(1);
        Autograd.deterministic(() -> {
            backward(x);
            backward(x);
            Tensor square = x.mul(x).sum();
            square.backward(BackwardOptions.DEFAULT.withCreateGraph());
            backward(x);
        });
        assertThat(x.grad().item()).isEqualTo(5);
    }

    @Test
    void settingOrClearingStartsAnew() throws Exception {
        Tensor x = leaf(1);
        elsewhere(() -> backward(x));
        x.setGrad(null);
        Autograd.deterministic(() -> backward(x));
        assertThat(x.grad().item()).isEqualTo(1);
        elsewhere(() -> backward(x));
        x.setGrad(Tensor.of(10.0));
        Autograd.deterministic(() -> backward(x));
        assertThat(x.grad().item()).isEqualTo(11);
    }

    @Test
    void createGraphReplacesTheGradientButForgetsNobody() throws Exception {
        Tensor x = leaf(1);
        elsewhere(() -> backward(x));
        x.mul(x).sum().backward(BackwardOptions.DEFAULT.withCreateGraph());
        assertThatIllegalStateException().isThrownBy(() -> Autograd.deterministic(() -> backward(x)));
    }

    @Test
    void outsideTheModeNothingIsRefused() throws Exception {
        Tensor x = leaf(1);
        elsewhere(() -> Autograd.deterministic(() -> backward(x)));
        backward(x);
        assertThat(x.grad().item()).isEqualTo(2);
        assertThatIllegalStateException().isThrownBy(() -> Autograd.deterministic(() -> backward(x)));
    }

    /// However the threads meet, exactly one of them adds, as often as it tries, and the others are refused.
    @Test
    void ofManyThreadsOneAdds() throws Exception {
        Tensor x = leaf(1);
        int threads = 8;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        AtomicInteger added = new AtomicInteger();
        var workers = IntStream.range(0, threads)
                .mapToObj(i -> Thread.ofPlatform()
                        .start(() -> Autograd.deterministic(() -> {
                            try {
                                barrier.await();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                            try {
                                backward(x);
                                added.incrementAndGet();
                            } catch (IllegalStateException refused) {
                                assertThat(refused).hasMessageContaining("deterministic");
                            }
                        })))
                .toList();
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(added.get()).isEqualTo(1);
        assertThat(x.grad().item()).isEqualTo(1);
    }
}
