package dev.autograd.op.random;

import dev.autograd.Tensor;
import dev.autograd.engine.Tape;
import dev.autograd.engine.Vmap;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// Independent draws that are one value with a probability, and 0 otherwise. Inside `vmap` every example has its own.
public final class Bernoulli {
    private static final int CHUNK = 1024;

    private Bernoulli() {}

    /// True with probability `p`.
    ///
    /// @throws IllegalArgumentException when `p` is not from 0 to 1
    public static Tensor mask(Random random, Shape shape, double p) {
        return of(random, shape, DType.BOOL, p, 1);
    }

    /// `value` with probability `p`, else 0; one number of the generator decides for one element, the same for
    /// every type.
    ///
    /// @throws IllegalArgumentException when `p` is not from 0 to 1
    public static Tensor of(Random random, Shape shape, DType dtype, double p, double value) {
        Check.that(p >= 0 && p <= 1, () -> "bernoulli: the probability p must be from 0 to 1, but is " + p);
        return Vmap.perExample(shape, all -> drawn(random, all, dtype, p, value));
    }

    private static Tensor drawn(Random random, Shape shape, DType dtype, double p, double value) {
        Storage out = Storage.allocate(dtype, shape.numel());
        int n = out.length();
        float[] uniform = new float[Math.min(n, CHUNK)];
        for (int at = 0; at < n; at += CHUNK) {
            int length = Math.min(CHUNK, n - at);
            random.fillUniform(uniform, 0, length, 0, 1);
            draw(uniform, length, (float) p, value, out.array(), at);
        }
        return Tape.wrap(out, shape.contiguous());
    }

    private static void draw(float[] uniform, int n, float p, double value, Object out, int at) {
        switch (out) {
            case float[] a -> {
                float v = (float) value;
                for (int i = 0; i < n; i++) {
                    a[at + i] = uniform[i] < p ? v : 0;
                }
            }
            case double[] a -> {
                for (int i = 0; i < n; i++) {
                    a[at + i] = uniform[i] < p ? value : 0;
                }
            }
            case boolean[] a -> {
                for (int i = 0; i < n; i++) {
                    a[at + i] = uniform[i] < p;
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "bernoulli: the type must be bool, float32 or float64, not that of " + out.getClass());
        }
    }
}
