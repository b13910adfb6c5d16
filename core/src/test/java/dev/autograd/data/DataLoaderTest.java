package dev.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DataLoaderTest {
    /// Example `i` is (i, -i).
    private static Dataset numbers(int n) {
        return new TensorDataset(Tensor.arange(n), Tensor.arange(n).neg());
    }

    private static List<List<Long>> epoch(DataLoader loader) {
        List<List<Long>> batches = new ArrayList<>();
        for (Batch batch : loader) {
            assertThat(batch.y().toLongArray()).isEqualTo(batch.x().neg().toLongArray());
            List<Long> values = new ArrayList<>();
            for (long value : batch.x().toLongArray()) {
                values.add(value);
            }
            assertThat(batch.size()).isEqualTo(values.size());
            batches.add(values);
        }
        assertThat(batches).hasSize(loader.batchCount());
        return batches;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void handsOutEveryExampleOnce(int prefetch) {
        DataLoader loader = new DataLoader(numbers(7), 3).prefetch(prefetch);
        List<List<Long>> wanted = List.of(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L), List.of(6L));
        assertThat(epoch(loader)).isEqualTo(wanted);
        assertThat(epoch(loader)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"0,3,0,0", "2,3,1,0", "3,3,1,1", "7,3,3,2", "6,3,2,2", "1,1,1,1"})
    void countsBatches(int size, int batchSize, int kept, int dropped) {
        assertThat(epoch(new DataLoader(numbers(size), batchSize))).hasSize(kept);
        assertThat(epoch(new DataLoader(numbers(size), batchSize).dropLast()))
                .hasSize(dropped)
                .allMatch(batch -> batch.size() == batchSize);
    }

    @Test
    void theOrderIsAFunctionOfSeedAndEpoch() {
        DataLoader loader = new DataLoader(numbers(100), 100).shuffle(5);
        List<List<Long>> first = epoch(loader);
        List<List<Long>> second = epoch(loader);
        assertThat(first.getFirst()).doesNotHaveDuplicates().hasSize(100).isNotEqualTo(second.getFirst());

        DataLoader same = new DataLoader(numbers(100), 100).shuffle(5).prefetch(2);
        assertThat(epoch(same)).isEqualTo(first);
        assertThat(epoch(same)).isEqualTo(second);
        assertThat(epoch(new DataLoader(numbers(100), 100).shuffle(6))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,2,0", "0,4,2", "3,1,0", "2,4,3"})
    void continuesFromAPosition(int epoch, int batch, int prefetch) {
        DataLoader whole = new DataLoader(numbers(10), 3).shuffle(1);
        for (int i = 0; i < epoch; i++) {
            epoch(whole);
        }
        BatchIterator part = whole.iterator();
        for (int i = 0; i < batch; i++) {
            part.next();
        }
        LoaderPosition position = whole.position();
        List<Long> rest = new ArrayList<>();
        part.forEachRemaining(b -> rest.add((long) b.x().get(0)));

        DataLoader other = new DataLoader(numbers(10), 3).shuffle(1).prefetch(prefetch);
        other.resume(position);
        assertThat(other.position()).isEqualTo(position);
        List<Long> resumed = new ArrayList<>();
        if (batch < 4) { // else the epoch was complete, and the next iteration is the next epoch
            other.forEach(b -> resumed.add((long) b.x().get(0)));
        }
        assertThat(resumed).isEqualTo(rest);
        assertThat(epoch(other)).isEqualTo(epoch(whole));
        assertThat(other.position()).isEqualTo(whole.position()).isEqualTo(new LoaderPosition(epoch + 2, 0));
    }

    @Test
    void leavingAnEpochEarlyStartsTheNext() {
        DataLoader loader = new DataLoader(numbers(10), 3);
        loader.iterator().next();
        assertThat(loader.position()).isEqualTo(new LoaderPosition(0, 1));
        loader.iterator().next();
        assertThat(loader.position()).isEqualTo(new LoaderPosition(1, 1));
    }

    /// Fails at one example.
    private record Broken(int size, int at) implements Dataset {
        @Override
        public Example get(int index) {
            if (index == at) {
                throw new IllegalStateException("example " + index + " is broken");
            }
            return new Example(Tensor.scalar((long) index), Tensor.scalar(0L));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void errorsSurfaceInTheConsumer(int prefetch) {
        BatchIterator batches =
                new DataLoader(new Broken(6, 3), 2).prefetch(prefetch).iterator();
        assertThat(batches.next().x().toLongArray()).containsExactly(0, 1);
        assertThatThrownBy(batches::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("example 3 is broken");
        assertThat(batches.hasNext()).isFalse();
        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }

    /// Endless, and tells when the thread that asks it is interrupted.
    private static final class Watched implements Dataset {
        final CountDownLatch asked = new CountDownLatch(2);
        volatile Thread thread = Thread.currentThread();

        @Override
        public int size() {
            return 1_000_000;
        }

        @Override
        public Example get(int index) {
            thread = Thread.currentThread();
            asked.countDown();
            return new Example(Tensor.scalar((long) index), Tensor.scalar(0L));
        }
    }

    @Test
    void closingStopsThePrefetching() throws InterruptedException {
        Watched watched = new Watched();
        BatchIterator batches = new DataLoader(watched, 1).prefetch(1).iterator();
        assertThat(watched.asked.await(30, TimeUnit.SECONDS)).isTrue();
        batches.close();
        batches.close();

        assertThat(watched.thread).isNotSameAs(Thread.currentThread());
        assertThat(watched.thread.join(Duration.ofSeconds(30))).isTrue();
        assertThat(batches.hasNext()).isFalse();
    }

    @Test
    void forgettingStopsThePrefetching() throws InterruptedException {
        Watched watched = new Watched();
        DataLoader loader = new DataLoader(watched, 1).prefetch(1);
        assertThat(loader.iterator().next().size()).isEqualTo(1);
        assertThat(watched.asked.await(30, TimeUnit.SECONDS)).isTrue();

        boolean stopped = false;
        for (int i = 0; i < 200 && !stopped; i++) {
            System.gc();
            stopped = watched.thread.join(Duration.ofMillis(100));
        }
        assertThat(stopped).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        Dataset slow = new Dataset() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public Example get(int index) {
                try {
                    Thread.sleep(Duration.ofSeconds(30));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return new Example(Tensor.scalar(0L), Tensor.scalar(0L));
            }
        };
        BatchIterator batches = new DataLoader(slow, 1).prefetch(1).iterator();
        Thread.currentThread().interrupt();
        assertThatThrownBy(batches::hasNext).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new DataLoader(numbers(1), 0))
                .hasMessageContaining("batchSize must be positive, but is 0");
        assertThatThrownBy(() -> new DataLoader(numbers(1), 1).prefetch(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new DataLoader(numbers(4), 2).resume(new LoaderPosition(0, 3)))
                .hasMessageContainingAll("3", "has 2");
        assertThatThrownBy(() -> new LoaderPosition(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
