package dev.autograd.cli.train;

import dev.autograd.Tensor;
import dev.autograd.data.Dataset;
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

    private static void add(CRC32C sum, Dataset examples) {
        sum.update(examples.size());
        Chunks.of(examples, chunk -> {
            add(sum, chunk.x());
            add(sum, chunk.y());
        });
    }

    private static void add(CRC32C sum, Tensor tensor) {
        float[] values = tensor.toFloatArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        sum.update(bytes);
    }
}
