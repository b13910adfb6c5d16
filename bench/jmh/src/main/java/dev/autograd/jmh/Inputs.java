package dev.autograd.jmh;

import java.util.SplittableRandom;

/// What the benchmarks of kernels share.
final class Inputs {
    private Inputs() {}

    /// Chooses the kernels of this process, which JMH has started for one benchmark: before anything has asked for
    /// them. They are called from the start, since JMH warms them up.
    static void use(String kernels) {
        System.setProperty("autograd.kernels", kernels);
        System.setProperty("autograd.warmup", "off");
    }

    /// So many numbers from -1 to 1, the same on every run.
    static float[] numbers(int count) {
        var random = new SplittableRandom(count);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }
}
