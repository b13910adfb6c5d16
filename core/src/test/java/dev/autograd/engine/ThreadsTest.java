package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autograd.Autograd;
import dev.autograd.BackwardException;
import dev.autograd.BackwardOptions;
import dev.autograd.RemovableHandle;
import dev.autograd.Tensor;
import dev.autograd.nn.Linear;
import dev.autograd.nn.Sequential;
import dev.autograd.nn.Tanh;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What eight threads may do at once. Numbers in the tests are small integers, so that every order of additions gives
/// the same sum.
@Timeout(120)
final class ThreadsTest {
    private static final int THREADS = 8;

    /// What one thread does; it may wait for the others at the barrier.
    @FunctionalInterface
    private interface Work {
        void run(int thread, CyclicBarrier barrier) throws Exception;
    }

    /// Runs the same in all threads, and fails when one of them does.
    private static void inAllThreads(Work work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                Callable<?> call = () -> {
                    try {
                        work.run(thread, barrier);
                    } catch (Exception | AssertionError e) {
                        threads.shutdownNow(); // the others would wait at the barrier for ever
                        throw e;
                    }
                    return null;
                };
                running.add(threads.submit(call));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad_();
    }

    @Test
    @DisplayName("graphs that share leaves add each gradient exactly once")
    void sharedLeaves() throws Exception {
        Tensor w = leaf(1, 1);
        Tensor v = leaf(3);
        inAllThreads((thread, barrier) -> {
            Tensor[] losses = new Tensor[100];
            for (int round = 0; round < 30; round++) {
                Arrays.setAll(
                        losses,
                        i -> w.mul(thread + 1.0)
                                .add(w)
                                .mul(3.0)
                                .sum()
                                .add(v.mul(i))
                                .sum());
                barrier.await();
                for (Tensor loss : losses) {
                    loss.backward();
                }
            }
        });
        assertThat(w.grad().toDoubleArray()).containsOnly(30 * 100 * 3 * (36 + 8));
        assertThat(v.grad().item()).isEqualTo(THREADS * 30 * 99 * 100 / 2.0);
    }

    /// A small graph with diamonds, whose nodes save values.
    private static Tensor graph(Tensor x) {
        Tensor y = x;
        for (int i = 0; i < 12; i++) {
            y = y.mul(x).add(y).sub(y.mul(x));
        }
        return y.mul(x).sum();
    }

    @Test
    @DisplayName("186: one retained graph is gone through by all threads, each a whole pass")
    void oneRetainedGraph() throws Exception {
        Tensor x = leaf(2, 3);
        Tensor root = graph(x);
        root.backward(BackwardOptions.DEFAULT.withRetainGraph());
        double[] once = x.grad().toDoubleArray();
        x.setGrad(null);
        AtomicInteger arrivals = new AtomicInteger(); // of the complete gradient, once in each pass
        x.registerHook(g -> {
            arrivals.incrementAndGet();
            return null;
        });
        inAllThreads((thread, barrier) -> {
            barrier.await();
            for (int round = 0; round < 500; round++) {
                root.backward(BackwardOptions.DEFAULT.withRetainGraph());
            }
        });
        assertThat(arrivals).hasValue(THREADS * 500);
        assertThat(x.grad().toDoubleArray()).containsExactly(once[0] * THREADS * 500, once[1] * THREADS * 500);
    }

    @Test
    @DisplayName("186: one graph that is freed by whoever comes first is gone through wholly or not at all")
    void oneFreedGraph() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        Tensor[] x = new Tensor[1];
        Tensor[] root = new Tensor[1];
        AtomicInteger succeeded = new AtomicInteger();
        for (int round = 0; round < 20; round++) {
            x[0] = leaf(2);
            root[0] = graph(x[0]);
            succeeded.set(0);
            inAllThreads((thread, barrier) -> {
                barrier.await();
                try {
                    root[0].backward();
                    succeeded.incrementAndGet();
                } catch (BackwardException e) {
                    assertThat(e).hasMessageContainingAll("freed by an earlier backward()", "retainGraph");
                    refused.incrementAndGet();
                }
            });
            Tensor alone = leaf(2);
            graph(alone).backward();
            double expected = succeeded.get() * alone.grad().item();
            assertThat(x[0].grad() == null ? 0 : x[0].grad().item()).isEqualTo(expected);
        }
        assertThat(refused.get()).isPositive();
    }

    @Test
    @DisplayName("185: one module in all threads collects what it would one after another")
    void oneModule() throws Exception {
        Random random = Random.seed(4);
        Sequential model = new Sequential(new Linear(5, 7, random), new Tanh(), new Linear(7, 2, random));
        Tensor[] inputs = new Tensor[THREADS];
        for (int i = 0; i < THREADS; i++) {
            inputs[i] = Tensor.randn(random, Shape.of(3, 5), DType.FLOAT32);
        }
        for (Tensor input : inputs) {
            model.forward(input).sum().backward();
        }
        List<double[]> expected =
                model.parameters().stream().map(p -> p.grad().toDoubleArray()).toList();
        model.zeroGrad();
        inAllThreads((thread, barrier) -> {
            barrier.await();
            model.forward(inputs[thread]).sum().backward();
        });
        for (int p = 0; p < expected.size(); p++) {
            assertThat(model.parameters().get(p).grad().toDoubleArray())
                    .as("parameter %d", p)
                    .containsExactly(expected.get(p), within(1e-4));
        }
    }

    @Test
    @DisplayName("hooks run once for each pass, and see the gradient of their own")
    void hooks() throws Exception {
        Tensor w = leaf(1);
        Linear shared = new Linear(1, 1, Random.seed(1));
        AtomicInteger ofTensor = new AtomicInteger();
        AtomicInteger ofModule = new AtomicInteger();
        AtomicInteger mixed = new AtomicInteger();
        double[] total = new double[1]; // guarded by the leaf's lock
        w.registerHook(g -> {
            ofTensor.incrementAndGet();
            return null;
        });
        w.registerPostAccumulateGradHook(leaf -> {
            total[0] += leaf.grad().item();
            leaf.setGrad(null);
        });
        shared.registerFullBackwardHook((m, in, out) -> {
            ofModule.incrementAndGet();
            if (out[0].item() != Thread.currentThread().threadId()) {
                mixed.incrementAndGet();
            }
            return null;
        });
        int rounds = 200;
        inAllThreads((thread, barrier) -> {
            for (int round = 0; round < rounds; round++) {
                Tensor loss = w.mul(thread + 1.0).sum();
                Tensor other = shared.forward(Tensor.ones(1, 1).requiresGrad_())
                        .mul(Thread.currentThread().threadId());
                barrier.await();
                loss.backward();
                other.sum().backward();
            }
        });
        assertThat(ofTensor).hasValue(THREADS * rounds);
        assertThat(ofModule).hasValue(THREADS * rounds);
        assertThat(mixed).hasValue(0);
        assertThat(total[0]).isEqualTo(rounds * 36);
        assertThat(w.grad()).isNull();
    }

    @Test
    @DisplayName("one graph with a watched module is gone through by all threads")
    void oneBorder() throws Exception {
        Tensor x = Tensor.ones(1, 1).requiresGrad_();
        Linear linear = new Linear(1, 1, Random.seed(1));
        AtomicInteger mixed = new AtomicInteger();
        linear.registerFullBackwardHook((m, in, out) -> {
            if (out[0].item() != Thread.currentThread().threadId()) {
                mixed.incrementAndGet();
            }
            return null;
        });
        Tensor y = linear.forward(x);
        inAllThreads((thread, barrier) -> {
            Tensor start = Tensor.full(Shape.of(1, 1), Thread.currentThread().threadId());
            for (int round = 0; round < 200; round++) {
                barrier.await();
                y.backward(start, BackwardOptions.DEFAULT.withRetainGraph());
            }
        });
        assertThat(mixed).hasValue(0);
    }

    @Test
    @DisplayName("hooks come and go while others go backward")
    void hooksComeAndGo() throws Exception {
        Tensor w = leaf(1);
        AtomicInteger afterRemoval = new AtomicInteger();
        inAllThreads((thread, barrier) -> {
            for (int round = 0; round < 200; round++) {
                AtomicBoolean removed = new AtomicBoolean();
                Thread owner = Thread.currentThread();
                RemovableHandle handle = w.registerHook(g -> {
                    if (removed.get() && Thread.currentThread() == owner) {
                        afterRemoval.incrementAndGet();
                    }
                    return null;
                });
                barrier.await();
                w.mul(1.0).sum().backward();
                handle.remove();
                removed.set(true);
                w.mul(1.0).sum().backward();
            }
        });
        assertThat(w.grad().item()).isEqualTo(THREADS * 400);
        assertThat(afterRemoval).hasValue(0);
    }

    @Test
    @DisplayName("187: a parameter that changes during another thread's step is used, or noticed, and nothing breaks")
    void aParameterThatChangesMeanwhile() throws Exception {
        Tensor w = leaf(1, 2, 3);
        AtomicInteger done = new AtomicInteger();
        inAllThreads((thread, barrier) -> {
            for (int round = 0; round < 200; round++) {
                barrier.await();
                if (thread == 0) {
                    Autograd.noGrad(() -> w.add_(1.0));
                    continue;
                }
                try {
                    Autograd.grad(w.mul(w).exp().sum(), w);
                    done.incrementAndGet();
                } catch (BackwardException e) {
                    assertThat(e).hasMessageContaining("version");
                }
            }
        });
        assertThat(done.get()).isPositive();
        assertThat(w.toDoubleArray()).containsExactly(201, 202, 203);
        assertThat(Autograd.grad(w.mul(2.0).sum(), w)[0].toDoubleArray()).containsOnly(2);
    }
}
