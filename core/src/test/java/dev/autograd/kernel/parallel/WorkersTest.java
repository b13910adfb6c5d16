package dev.autograd.kernel.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkersTest {
    private static final Workers FOUR = new Workers(4);

    @AfterEach
    void forget() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 17, 1000})
    void computesEachPartOnce(int parts) {
        for (int threads : new int[] {1, 2, 4}) {
            var times = new AtomicIntegerArray(parts);
            new Workers(threads).run(parts, times::incrementAndGet);
            for (int i = 0; i < parts; i++) {
                assertThat(times.get(i)).as("part %d on %d threads", i, threads).isEqualTo(1);
            }
        }
    }

    /// Of two threads, so that a helper has just looked out for a call in vain, or is about to, when the next one
    /// comes.
    @Test
    void computesCallsThatFollowEachOtherClosely() throws Exception {
        var workers = new Workers(2);
        Callable<Integer> caller = () -> {
            int wrong = 0;
            for (int call = 0; call < 20_000; call++) {
                var times = new AtomicIntegerArray(3);
                workers.run(3, times::incrementAndGet);
                for (int part = 0; part < 3; part++) {
                    wrong += times.get(part) == 1 ? 0 : 1;
                }
            }
            return wrong;
        };
        try (var callers = Executors.newFixedThreadPool(2)) {
            for (var wrong : callers.invokeAll(List.of(caller, caller))) {
                assertThat(wrong.get()).isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "5, 2", "64, 16", "65, 16", "1000, 7", "100000, 64", "2147483647, 1048576"})
    void cutsWithoutGapsAtMultiplesOfTheUnit(int count, int unit) {
        var ends = new ConcurrentHashMap<Integer, Integer>();
        FOUR.cut(count, unit, true, (from, length) -> ends.put(from, from + length));
        int at = 0;
        while (at < count) {
            assertThat(ends).containsKey(at);
            assertThat(at % unit).isZero();
            at = ends.remove(at);
        }
        assertThat(ends).isEmpty();
    }

    @Test
    void usesAllThreads() {
        var together = new CyclicBarrier(4);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        FOUR.run(4, _ -> {
            threads.add(Thread.currentThread());
            try {
                together.await();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        assertThat(threads).hasSize(4).contains(Thread.currentThread());
    }

    @Test
    void staysOnOneThreadInsideAPart() {
        FOUR.run(8, _ -> {
            Thread outer = Thread.currentThread();
            if (!FOUR.areSeveral()) {
                FOUR.run(8, _ -> assertThat(Thread.currentThread()).isSameAs(outer));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 99})
    void throwsWhatAPartThrows(int failing) {
        var failure = new ArithmeticException("part " + failing);
        assertThatThrownBy(() -> FOUR.run(100, i -> {
                    if (i == failing) {
                        throw failure;
                    }
                }))
                .isSameAs(failure);
        FOUR.run(100, _ -> {}); // and works on
    }

    @Test
    void interruptsPartsWithTheCaller() {
        Thread caller = Thread.currentThread();
        var together = new CyclicBarrier(2);
        assertThatThrownBy(() -> new Workers(2).run(2, _ -> {
                    try {
                        together.await();
                        if (Thread.currentThread() == caller) {
                            throw new CancellationException("the caller's");
                        }
                        while (!Thread.currentThread().isInterrupted()) {
                            Thread.onSpinWait();
                        }
                    } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
                        throw new AssertionError(e);
                    }
                }))
                .hasMessage("the caller's");
    }

    @Test
    void aHelperThatHasNotComeHoldsOnToNothing() throws InterruptedException {
        var workers = new Workers(2);
        var came = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        Thread other = Thread.ofPlatform()
                .start(() -> workers.run(2, _ -> {
                    try {
                        if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
                            came.countDown();
                            end.await();
                        } else {
                            came.await();
                        }
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }));
        came.await();
        WeakReference<byte[]> array = runOnArray(workers);
        for (int i = 0; i < 100 && array.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(array.get()).isNull();
        end.countDown();
        other.join();
    }

    private static WeakReference<byte[]> runOnArray(Workers workers) {
        byte[] array = new byte[1 << 20];
        workers.run(4, i -> array[i] = 1);
        return new WeakReference<>(array);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1025", "-1", "two", "", "1.5", "99999999999"})
    void refusesNumbersOfThreads(String property) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workers.configured(property))
                .withMessage("-Dautograd.threads must be a number from 1 to 1024, but is '" + property + "'");
    }

    @Test
    void takesAsManyThreadsAsThereAreProcessors() {
        assertThat(Workers.configured(null)).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(Arrays.asList(Workers.configured("1"), Workers.configured("1024")))
                .containsExactly(1, 1024);
    }
}
