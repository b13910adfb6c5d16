package dev.autograd.cli.train;

import dev.autograd.data.Batch;
import dev.autograd.data.Dataset;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Goes through a data set in order, in pieces small enough that what is made of them stays small.
public final class Chunks {
    private static final int SIZE = 1_000;

    private Chunks() {}

    /// Hands all examples to `each`.
    public static void of(Dataset examples, Consumer<Batch> each) {
        for (int start = 0; start < examples.size(); start += SIZE) {
            int end = Math.min(examples.size(), start + SIZE);
            each.accept(examples.gather(IntStream.range(start, end).toArray()));
        }
    }
}
