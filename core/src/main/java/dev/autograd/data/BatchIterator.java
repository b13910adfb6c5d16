package dev.autograd.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntConsumer;

/// The batches of one epoch. An exception that preparing a batch throws, on whatever thread, is thrown by [#hasNext()]
/// or [#next()]; there are no more batches after it.
public final class BatchIterator implements Iterator<Batch>, AutoCloseable {
    private final Source source;
    private final IntConsumer taken;
    private int count;

    /// Where batches come from.
    interface Source {
        boolean hasNext();

        Batch next();

        void close();
    }

    BatchIterator(Source source, IntConsumer taken) {
        this.source = source;
        this.taken = taken;
    }

    @Override
    public boolean hasNext() {
        return source.hasNext();
    }

    @Override
    public Batch next() {
        if (!source.hasNext()) {
            throw new NoSuchElementException("there is no further batch in this epoch");
        }
        Batch batch = prepared();
        taken.accept(++count);
        return batch;
    }

    private Batch prepared() {
        try {
            return source.next();
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    /// Ends the iteration. A second call does nothing.
    @Override
    public void close() {
        source.close();
    }
}
