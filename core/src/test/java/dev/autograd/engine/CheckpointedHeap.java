package dev.autograd.engine;

import dev.autograd.Autograd;
import dev.autograd.Tensor;

/// Goes through a network whose activations do not fit into the heap of this process, with and without checkpoints.
public final class CheckpointedHeap {
    private static final int LENGTH = 1 << 18; // a megabyte
    private static final int BLOCKS = 20;
    private static final int DEPTH = 8;

    private CheckpointedHeap() {}

    /// Says what has room, and whether the gradient is the one that a few elements alone have.
    public static void main(String[] args) {
        Tensor few = Tensor.ones(16).requiresGrad_();
        network(few, false).backward();

        Tensor all = Tensor.ones(LENGTH).requiresGrad_();
        String plain = "room";
        try {
            network(all, false).backward();
        } catch (OutOfMemoryError e) {
            plain = "no room";
        }
        network(all, true).backward();
        boolean same = all.grad().get(5) == few.grad().get(5) && all.grad().get(5) != 0;
        System.out.println("plain: " + plain + ", checkpointed: " + (same ? "the same gradient" : "another one"));
    }

    private static Tensor network(Tensor x, boolean checkpointed) {
        Tensor y = x;
        for (int i = 0; i < BLOCKS; i++) {
            y = checkpointed ? Autograd.checkpoint(CheckpointedHeap::block, y) : block(y);
        }
        return y.sum();
    }

    private static Tensor block(Tensor x) {
        Tensor y = x;
        for (int i = 0; i < DEPTH; i++) {
            y = y.cos();
        }
        return y;
    }
}
