package dev.autograd.data;

import java.util.Arrays;

/// Hands out a data set in batches, epoch after epoch.
///
/// ```java
/// var loader = new DataLoader(train, 64).shuffle(42);
/// for (int epoch = 0; epoch < 10; epoch++) {
///     for (var batch : loader) {
///         ...
///     }
/// }
/// ```
///
/// Every iteration is the next epoch. The order of an epoch is a function of the seed and the epoch's number, so that a
/// run that continues from a [#position()] sees the batches that the run before it would have seen.
///
/// Settings are given once, before the first iteration: each returns the loader itself. A loader belongs to one thread.
public final class DataLoader implements Iterable<Batch> {
    private final Dataset dataset;
    private final int batchSize;
    private Order order = Order.GIVEN;
    private boolean dropLast;
    private int prefetch;
    private LoaderPosition position = LoaderPosition.START;
    private LoaderPosition next = LoaderPosition.START;

    /// Batches in the order of the data set; the last one may be smaller.
    ///
    /// @throws IllegalArgumentException when the batch size is not positive
    public DataLoader(Dataset dataset, int batchSize) {
        if (batchSize <= 0) {
            throw new IllegalArgumentException("DataLoader: batchSize must be positive, but is " + batchSize);
        }
        this.dataset = dataset;
        this.batchSize = batchSize;
    }

    /// Takes the examples in another random order in every epoch.
    public DataLoader shuffle(long seed) {
        order = Order.shuffled(seed);
        return this;
    }

    /// Leaves out the last batch of an epoch where it is smaller than the others.
    public DataLoader dropLast() {
        dropLast = true;
        return this;
    }

    /// Prepares up to so many batches ahead on a virtual thread; 0, as at first, prepares each when it is asked
    /// for, which is quicker for what lies in memory.
    ///
    /// @throws IllegalArgumentException when the number is negative
    public DataLoader prefetch(int batches) {
        if (batches < 0) {
            throw new IllegalArgumentException(
                    "prefetch: the number of batches must not be negative, but is " + batches);
        }
        prefetch = batches;
        return this;
    }

    /// The number of batches in an epoch.
    public int batchCount() {
        return dropLast ? dataset.size() / batchSize : Math.ceilDiv(dataset.size(), batchSize);
    }

    /// Where the latest iteration is: what a checkpoint keeps.
    public LoaderPosition position() {
        return position.batch() > 0 && position.batch() >= batchCount()
                ? new LoaderPosition(position.epoch() + 1, 0)
                : position;
    }

    /// Continues from a position: the next iteration is the rest of that epoch.
    ///
    /// @throws IllegalArgumentException when an epoch has fewer batches
    public void resume(LoaderPosition from) {
        if (from.batch() > batchCount()) {
            throw new IllegalArgumentException("resume: the position is behind batch " + from.batch()
                    + " of an epoch, but an epoch of this loader has " + batchCount());
        }
        position = from;
        next = from;
    }

    /// The batches of the next epoch. Close the iterator, or go on to its end, to stop what prefetches for it; when
    /// it is forgotten that stops by itself after some time.
    @Override
    public BatchIterator iterator() {
        LoaderPosition start = next;
        position = start;
        next = new LoaderPosition(start.epoch() + 1, 0);
        BatchSource source = new BatchSource(order.of(start.epoch(), dataset.size()), start.batch());
        return new BatchIterator(prefetch == 0 ? source : Prefetch.start(source, prefetch), taken -> {
            position = new LoaderPosition(start.epoch(), start.batch() + taken);
        });
    }

    /// The batches of one epoch as they are prepared.
    private final class BatchSource implements BatchIterator.Source {
        private final int[] order;
        private int batch;

        BatchSource(int[] order, int batch) {
            this.order = order;
            this.batch = batch;
        }

        @Override
        public boolean hasNext() {
            return batch < batchCount();
        }

        @Override
        public Batch next() {
            int from = batch++ * batchSize;
            return dataset.gather(Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize)));
        }

        @Override
        public void close() {
            batch = batchCount();
        }
    }
}
