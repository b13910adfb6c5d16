package dev.autograd.data;

import java.lang.ref.Cleaner;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Prepares batches on a virtual thread, a bounded number of them ahead.
///
/// The thread knows the queue but not this object: when this is forgotten, the thread is interrupted by the cleaner.
final class Prefetch implements BatchIterator.Source {
    private static final Cleaner CLEANER = Cleaner.create();

    private final BlockingQueue<Item> queue;
    private final Cleaner.Cleanable stop;
    private @Nullable Item ahead;
    private boolean done;

    /// What goes through the queue.
    private sealed interface Item {}

    private record Ready(Batch batch) implements Item {}

    private record Failed(Throwable cause) implements Item {}

    private record End() implements Item {}

    private Prefetch(BlockingQueue<Item> queue, Thread thread) {
        this.queue = queue;
        this.stop = CLEANER.register(this, thread::interrupt);
    }

    static Prefetch start(BatchIterator.Source source, int batches) {
        BlockingQueue<Item> queue = new ArrayBlockingQueue<>(batches);
        Thread thread = Thread.ofVirtual().name("autograd-prefetch").start(() -> fill(queue, source));
        return new Prefetch(queue, thread);
    }

    private static void fill(BlockingQueue<Item> queue, BatchIterator.Source source) {
        try {
            Item last;
            try {
                while (source.hasNext()) {
                    queue.put(new Ready(source.next()));
                }
                last = new End();
            } catch (RuntimeException | Error e) {
                last = new Failed(e);
            }
            queue.put(last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed or forgotten: nobody waits for more
        }
    }

    @Override
    public boolean hasNext() {
        if (done) {
            return false;
        }
        return switch (peek()) {
            case Ready _ -> true;
            case End _ -> {
                close();
                yield false;
            }
            case Failed(Throwable cause) -> {
                close();
                throw rethrown(cause);
            }
        };
    }

    @Override
    public Batch next() {
        Item item = peek();
        ahead = null;
        return ((Ready) item).batch(); // hasNext() was asked
    }

    private Item peek() {
        Item item = ahead;
        if (item == null) {
            try {
                ahead = item = queue.take();
            } catch (InterruptedException e) {
                close();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a batch", e);
            }
        }
        return item;
    }

    /// The very exception, so that who catches its type sees no difference between threads.
    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    @Override
    public void close() {
        done = true;
        ahead = null;
        queue.clear();
        stop.clean();
    }
}
