package dev.autograd.bench.workload;

import dev.autograd.Tensor;
import dev.autograd.TensorScope;
import dev.autograd.bench.workload.Workload.Unit;
import dev.autograd.nn.Conv2dOptions;
import dev.autograd.nn.F;
import java.util.List;
import java.util.function.Supplier;

/// Operators whose arithmetic or memory traffic is all that counts.
final class Large {
    static final List<Workload> ALL = List.of(
            of("softmax", "softmax of the rows of 1024x1024", () -> {
                Tensor x = Tensor.randn(1024, 1024);
                return Quiet.scoped(() -> x.softmax(1));
            }),
            of("layernorm", "layer norm of the rows of 1024x1024, with weight and bias", Large::layerNorm),
            of("matmul-16x64x64", "16x64 times 64x64", matmul(16, 64, 64)),
            of("matmul-64", "64x64 times 64x64", matmul(64, 64, 64)),
            of("matmul-256", "256x256 times 256x256", matmul(256, 256, 256)),
            of("matmul-512", "512x512 times 512x512", matmul(512, 512, 512)),
            of("matmul-1024", "1024x1024 times 1024x1024", matmul(1024, 1024, 1024)),
            of("conv", "conv2d of 32x64x56x56, 64 filters 3x3, padding 1", Large::conv),
            of("conv-train", "the same with the gradients of input and filters", Large::convTrain));

    private Large() {}

    private static Workload of(String name, String description, Supplier<Runnable> program) {
        return new Workload(name, description, "run", Unit.MICROSECONDS, 1, program);
    }

    private static Supplier<Runnable> matmul(int rows, int inner, int columns) {
        return () -> {
            Tensor a = Tensor.randn(rows, inner);
            Tensor b = Tensor.randn(inner, columns);
            return Quiet.scoped(() -> a.matmul(b));
        };
    }

    private static Runnable layerNorm() {
        Tensor x = Tensor.randn(1024, 1024);
        Tensor weight = Tensor.rand(1024);
        Tensor bias = Tensor.rand(1024);
        return Quiet.scoped(() -> F.layerNorm(x, new long[] {1024}, weight, bias, 1e-5));
    }

    private static Runnable conv() {
        Tensor x = Tensor.randn(32, 64, 56, 56);
        Tensor w = Tensor.randn(64, 64, 3, 3);
        var options = Conv2dOptions.DEFAULT.withPadding(1);
        return Quiet.scoped(() -> F.conv2d(x, w, null, options));
    }

    private static Runnable convTrain() {
        Tensor x = Tensor.randn(32, 64, 56, 56).requiresGrad_();
        Tensor w = Tensor.randn(64, 64, 3, 3).requiresGrad_();
        Tensor gradient = Tensor.randn(32, 64, 56, 56);
        var options = Conv2dOptions.DEFAULT.withPadding(1);
        return () -> {
            try (var _ = TensorScope.open()) {
                F.conv2d(x, w, null, options).backward(gradient);
            }
            x.setGrad(null);
            w.setGrad(null);
        };
    }
}
