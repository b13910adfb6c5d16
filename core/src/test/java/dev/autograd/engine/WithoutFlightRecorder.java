package dev.autograd.engine;

import dev.autograd.Profiler;
import dev.autograd.Tensor;

/// A program for a JVM without the module `jdk.jfr`.
@SuppressWarnings("SystemOut") // That is how it answers.
final class WithoutFlightRecorder {
    private WithoutFlightRecorder() {}

    public static void main(String[] args) {
        System.out.println(ModuleLayer.boot().findModule("jdk.jfr").isPresent());
        Tensor x = Tensor.of(1f, 2f).requiresGrad_();
        try (Profiler profiler = Profiler.start()) {
            x.mul(x).sum().backward();
            System.out.println(profiler.table().contains("backward(mul)"));
        }
        System.out.println(x.grad());
    }
}
