package dev.autograd.engine;

import dev.autograd.Tensor;

/// Builds and walks the graphs of [DepthTest], in a process of its own with a small heap and a small stack.
public final class DeepGraphs {
    private DeepGraphs() {}

    /// Prints the visits and the gradient of a chain of a million additions and of a ladder of 10,000 diamonds.
    public static void main(String[] args) {
        Tensor x = Tensor.of(0f).requiresGrad_();
        Tensor y = x;
        for (int i = 0; i < 1_000_000; i++) {
            y = y.add(1.0);
        }
        report("chain", y, x);

        x = Tensor.of(-3f).requiresGrad_();
        y = x;
        for (int i = 0; i < 10_000; i++) {
            y = y.add(y.sigmoid());
        }
        report("ladder", y, x);
    }

    private static void report(String what, Tensor root, Tensor leaf) {
        long visits = Walk.accumulate(
                new Tensor[] {root}, new Tensor[] {Tensor.onesLike(root)}, GraphUse.FREE, Caller.of("backward", root));
        System.out.println(what + " " + visits + " " + leaf.grad().item());
    }
}
