package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// Where a leaf's gradient is collected.
public final class LeafNode extends Node {
    private final Tensor tensor;
    private int transform; // how deeply nested the transform is whose input this is; 0 when it is a user's leaf

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
