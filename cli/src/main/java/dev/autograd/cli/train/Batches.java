package dev.autograd.cli.train;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// The batches of every epoch. Any of them can be asked for, so that a resumed run goes on in the middle of an epoch; the last one
/// of an epoch may be smaller.
final class Batches {
    private final Split examples;
    private final int size;
    private final IntFunction<int[]> orderOf;
    private int orderedEpoch = -1;
    private int[] order = {};

    private Batches(Split examples, int size, IntFunction<int[]> orderOf) {
        this.examples = examples;
        this.size = size;
        this.orderOf = orderOf;
    }

    static Batches of(Problem problem, int size, long seed) {
        int count = problem.train().size();
        return new Batches(
                problem.train(),
                size,
                switch (problem.order()) {
                    case AS_GIVEN -> {
                        int[] same = IntStream.range(0, count).toArray();
                        yield _ -> same;
                    }
                    case SHUFFLED -> {
                        Random random = Random.seed(seed).split("order");
                        yield epoch -> random.split(epoch).permutation(count);
                    }
                });
    }

    /// The number of batches in an epoch.
    int count() {
        return Math.ceilDiv(examples.size(), size);
    }

    Batch get(int epoch, int batch) {
        if (epoch != orderedEpoch) {
            order = orderOf.apply(epoch);
            orderedEpoch = epoch;
        }
        int start = batch * size;
        int[] rows = Arrays.copyOfRange(order, start, Math.min(order.length, start + size));
        return new Batch(gather(examples.x(), rows), gather(examples.y(), rows));
    }

    /// Copies rows of the array beneath, which training never changes.
    private static Tensor gather(Tensor all, int[] rows) {
        long[] sizes = all.shape().sizes();
        sizes[0] = rows.length;
        int width = (int) (all.numel() / Math.max(1, all.size(0)));
        Object source = all.storage().array();
        DType dtype = all.dtype();
        Object target = dtype.newArray(rows.length * width);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(source, rows[i] * width, target, i * width, width);
        }
        return Tensor.of(target, Shape.of(sizes));
    }
}
