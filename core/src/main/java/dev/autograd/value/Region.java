package dev.autograd.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The storages that a thread makes while a region is open, whose arrays can be used again when the region says so,
/// rather than when the garbage collector finds out. Storages of less than 1 KB are left to the collector.
///
/// A storage whose array was given back refuses to be read, so a region that ends too early shows itself as an error,
/// never as wrong numbers. A region is its thread's alone; regions nest, and a storage belongs to the innermost that
/// is not paused. `TensorScope` is what users open; the walk of `backward` has one for its gradients, which it counts.
public final class Region implements AutoCloseable {
    private static final ThreadLocal<@Nullable Region> INNERMOST = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private @Nullable Region outer;
    private final List<Storage> made = new ArrayList<>(0);
    private boolean paused;
    private boolean closed;

    private Region() {}

    /// Opens a region on this thread.
    public static Region open() {
        return unopened().enter();
    }

    /// A region that is to be opened on this thread, once, with [#enter].
    public static Region unopened() {
        return new Region();
    }

    /// Opens the region.
    ///
    /// @return this
    public Region enter() {
        outer = INNERMOST.get();
        INNERMOST.set(this);
        return this;
    }

    /// The region that a storage made now belongs to, or null.
    static @Nullable Region recording() {
        return unpaused(INNERMOST.get());
    }

    private static @Nullable Region unpaused(@Nullable Region innermost) {
        Region region = innermost;
        while (region != null && region.paused) {
            region = region.outer;
        }
        return region;
    }

    void add(Storage storage) {
        storage.region = this;
        made.add(storage);
    }

    /// Pauses: storages made from now on belong to the region outside of this one.
    public void pause() {
        paused = true;
    }

    /// Ends a pause.
    public void resume() {
        paused = false;
    }

    /// Says that a storage is needed until [#letGo] is called as often; nothing for one of another region.
    public void hold(Storage storage) {
        if (storage.region == this) {
            storage.holders++;
        }
    }

    /// Takes back a [#hold], and with the last one gives the array back.
    public void letGo(Storage storage) {
        if (storage.region == this && --storage.holders == 0) {
            storage.giveBack();
        }
    }

    /// Leaves a storage of this region to the region outside of it that is not paused, or to the garbage collector.
    public void keep(Storage storage) {
        if (storage.region == this) {
            storage.region = null;
            storage.holders = 0;
            Region next = unpaused(outer);
            if (next != null) {
                next.add(storage);
            }
        }
    }

    /// Leaves a storage to the garbage collector, whatever region it belongs to.
    public static void exempt(Storage storage) {
        storage.region = null;
    }

    /// Gives back the arrays of all storages made since the last sweep that nobody holds.
    public void sweep() {
        for (Storage storage : made) {
            if (storage.region == this && storage.holders == 0) {
                storage.giveBack();
            }
        }
        made.clear();
    }

    /// Ends the region without giving anything back; a second call does nothing.
    ///
    /// @throws IllegalStateException when called on another thread than the one that opened it, or before a region
    ///     that was opened later
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException("a scope of tensors was opened on one thread and closed on another");
        }
        if (INNERMOST.get() != this) {
            throw new IllegalStateException("a scope of tensors was closed before one that was opened later");
        }
        if (outer == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(outer);
        }
        closed = true;
    }
}
