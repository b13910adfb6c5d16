package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// Where a leaf's gradient is collected.
public final class LeafNode extends Node {
    private static final long NOBODY = 0;
    private static final long SEVERAL = -1;

    private final Tensor tensor;
    private int transform; // how deeply nested the transform is whose input this is; 0 when it is a user's leaf
    private long adder = NOBODY; // the thread that has added to the gradient since it was set

    /// The node of a leaf.
    public LeafNode(Tensor tensor) {
        super(ThreadState.current().tick(0));
        this.tensor = tensor;
    }

    /// The leaf itself.
    public Tensor tensor() {
        return tensor;
    }

    void belongsTo(int transform) {
        this.transform = transform;
    }

    /// Whether it was there before a transform began: a user's leaf, or the input of a transform around that one.
    boolean isOutside(int transform) {
        return this.transform < transform;
    }

    /// Notes that the gradient was set or cleared from outside: no thread has added to it since.
    public synchronized void gradientSet() {
        adder = NOBODY;
    }

    /// The thread that has added to the gradient since it was set, or what stands for none or several.
    long adder() {
        return adder;
    }

    /// Notes that this thread has added to the gradient, which may have replaced it.
    ///
    /// @param before what [#adder()] was before
    void added(long before) {
        long me = Thread.currentThread().threadId();
        adder = before == NOBODY || before == me ? me : SEVERAL;
    }

    /// Reserves the gradient for this thread, unless another has added to it.
    synchronized SoleAdder.Claim claim() {
        long me = Thread.currentThread().threadId();
        if (adder == me) {
            return SoleAdder.Claim.MINE;
        }
        if (adder != NOBODY) {
            return SoleAdder.Claim.REFUSED;
        }
        adder = me;
        return SoleAdder.Claim.NEW;
    }

    /// Takes back a new claim.
    synchronized void unclaim() {
        adder = NOBODY;
    }

    @Override
    public String name() {
        return "leaf";
    }

    @Override
    public int inputCount() {
        return 0;
    }

    @Override
    public @Nullable Node input(int i) {
        throw new IndexOutOfBoundsException(i);
    }

    @Override
    public int inputSlot(int i) {
        throw new IndexOutOfBoundsException(i);
    }

    @Override
    public int outputCount() {
        return 1;
    }

    @Override
    public Shape shape(int slot) {
        return tensor.shape();
    }

    @Override
    public DType dtype(int slot) {
        return tensor.dtype();
    }
}
