package dev.autograd.cli.train;

import dev.autograd.Tensor;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// One number that follows from all examples of a problem: a resumed training must see the same.
final class Fingerprint {
    private Fingerprint() {}

    static long of(Problem problem) {
        CRC32C sum = new CRC32C();
        add(sum, problem.train());
        add(sum, problem.test());
        return sum.getValue();
    }

    private static void add(CRC32C sum, Split split) {
        add(sum, split.x());
        add(sum, split.y());
    }

    private static void add(CRC32C sum, Tensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * 1024);
        for (long size : tensor.shape().sizes()) {
            sum.update(bytes.clear().putLong(size).flip());
        }
        bytes.clear();
        for (float value : elements(tensor)) {
            if (!bytes.hasRemaining()) {
                sum.update(bytes.flip());
                bytes.clear();
            }
            bytes.putFloat(value);
        }
        sum.update(bytes.flip());
    }

    /// The array beneath where it is just the elements: pictures may fill a good part of the heap.
    private static float[] elements(Tensor tensor) {
        return tensor.storage().array() instanceof float[] all && all.length == tensor.numel()
                ? all
                : tensor.toFloatArray();
    }
}
