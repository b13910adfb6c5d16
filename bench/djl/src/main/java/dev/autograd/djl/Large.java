package dev.autograd.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.function.Supplier;

/// Operators whose arithmetic or memory traffic is all that counts.
final class Large {
    private static final Shape ONE = new Shape(1, 1);

    static final Map<String, Supplier<Runnable>> ALL = Map.of(
            "softmax",
            () -> {
                NDArray x = Arrays.randn(1024, 1024);
                return Arrays.quiet(() -> x.softmax(1));
            },
            "layernorm",
            Large::layerNorm,
            "matmul-16x64x64",
            matmul(16, 64, 64),
            "matmul-64",
            matmul(64, 64, 64),
            "matmul-256",
            matmul(256, 256, 256),
            "matmul-512",
            matmul(512, 512, 512),
            "matmul-1024",
            matmul(1024, 1024, 1024),
            "conv",
            Large::conv,
            "conv-train",
            Large::convTrain);

    private Large() {}

    private static Supplier<Runnable> matmul(int rows, int inner, int columns) {
        return () -> {
            NDArray a = Arrays.randn(rows, inner);
            NDArray b = Arrays.randn(inner, columns);
            return Arrays.quiet(() -> a.matMul(b));
        };
    }

    private static Runnable layerNorm() {
        NDArray x = Arrays.randn(1024, 1024);
        NDArray weight = Arrays.rand(1024);
        NDArray bias = Arrays.rand(1024);
        return Arrays.quiet(() ->
                LayerNorm.layerNorm(x, new Shape(1024), weight, bias, 1e-5f).singletonOrThrow());
    }

    @SuppressWarnings("NullAway") // no bias is null there, which DJL does not declare
    private static NDArray padded(NDArray x, NDArray w) {
        return Conv2d.conv2d(x, w, null, ONE, ONE).singletonOrThrow();
    }

    private static Runnable conv() {
        NDArray x = Arrays.randn(32, 64, 56, 56);
        NDArray w = Arrays.randn(64, 64, 3, 3);
        return Arrays.quiet(() -> padded(x, w));
    }

    /// DJL goes backward from ones, and cannot be given another gradient; the work is the same.
    private static Runnable convTrain() {
        NDArray x = Arrays.randn(32, 64, 56, 56);
        NDArray w = Arrays.randn(64, 64, 3, 3);
        x.setRequiresGradient(true);
        w.setRequiresGradient(true);
        return () -> {
            try (var _ = new NDScope();
                    GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(padded(x, w));
            }
            Arrays.zeroGradient(x);
            Arrays.zeroGradient(w);
        };
    }
}
