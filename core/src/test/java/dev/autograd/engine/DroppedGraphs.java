package dev.autograd.engine;

import dev.autograd.Tensor;

/// Builds graphs and drops them without backward, in a process of its own with a small heap.
public final class DroppedGraphs {
    private static final int GRAPHS = 100_000;

    private DroppedGraphs() {}

    /// Prints by how many bytes the live heap grew over the last nine tenths of the graphs.
    public static void main(String[] args) {
        Tensor w = Tensor.ones(4, 8).requiresGrad_();
        Tensor x = Tensor.ones(16, 4);
        long early = 0;
        for (int i = 1; i <= GRAPHS; i++) {
            build(x, w);
            if (i == GRAPHS / 10) {
                early = live();
            }
        }
        System.out.println("grew by " + (live() - early) + " bytes");
    }

    private static void build(Tensor x, Tensor w) {
        Tensor h = x.matmul(w).sigmoid();
        Tensor loss = h.mul(h).sum().add(w.mean());
        if (!loss.requiresGrad()) {
            throw new IllegalStateException("there is no graph to drop");
        }
    }

    private static long live() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
