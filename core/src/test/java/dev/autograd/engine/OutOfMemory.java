package dev.autograd.engine;

import dev.autograd.Autograd;
import dev.autograd.Tensor;

/// Runs out of memory forward and backward, in a process of its own with a small heap, and goes on with smaller steps.
public final class OutOfMemory {
    private static final int LENGTH = 1 << 20; // 4 MiB

    private OutOfMemory() {}

    /// Takes the largest step that has room forward, one that has none, and after each failure a small one.
    public static void main(String[] args) {
        Tensor w = Tensor.ones(LENGTH).requiresGrad_();
        boolean[] failed = {false, false};
        for (int depth = 1; !failed[0]; depth++) {
            failed[0] = !forward(w, depth, failed);
            small(w);
        }
        largerThanTheHeap();
        System.out.println("forward " + failed[0] + " backward " + failed[1]);
    }

    private static void largerThanTheHeap() {
        try {
            Tensor.zeros(1 << 28);
            require(false, "a tensor larger than the heap has no room");
        } catch (OutOfMemoryError e) {
            String start = "cannot allocate 268435456 elements of float32 (1073741824 bytes): ";
            require(e.getMessage().startsWith(start), "the message names the bytes, but is " + e.getMessage());
        }
    }

    /// Whether a chain of that depth has room; whether it has room backward as well is noted.
    private static boolean forward(Tensor w, int depth, boolean[] failed) {
        Tensor loss;
        try {
            loss = chain(w, depth);
        } catch (OutOfMemoryError e) {
            require(Autograd.isGradEnabled(), "the mode is as before");
            require(
                    e.getMessage()
                            .matches("sigmoid: cannot allocate 1048576 elements of float32 \\(4194304 bytes\\): "
                                    + "of the heap's \\d+ bytes \\d+ are free; .*"),
                    "the error says who wanted how much: " + e.getMessage());
            return false;
        }
        try {
            loss.backward();
            w.setGrad(null);
        } catch (OutOfMemoryError e) {
            failed[1] = true;
            require(Autograd.isGradEnabled(), "the mode is as before");
            require(w.grad() == null, "no gradient is left half done");
        }
        return true;
    }

    /// Every node saves its output.
    private static Tensor chain(Tensor w, int depth) {
        Tensor y = w;
        for (int i = 0; i < depth; i++) {
            y = y.sigmoid();
        }
        return y.sum();
    }

    private static void small(Tensor w) {
        Tensor half = w.narrow(0, 0, LENGTH / 2);
        chain(half, 2).backward();
        double s = 1 / (1 + Math.exp(-1));
        double t = 1 / (1 + Math.exp(-s));
        require(Math.abs(w.grad().get(0) - s * (1 - s) * t * (1 - t)) < 1e-6, "the gradient is right");
        require(w.grad().get(LENGTH - 1) == 0, "only that half has a gradient");
        w.setGrad(null);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not so: " + what);
        }
    }
}
