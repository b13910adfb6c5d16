package dev.autograd.nn;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.value.Random;
import java.util.OptionalInt;

/// Looks vectors up by number: integers `(...)` give `(..., dim)`.
///
/// `weight` (count, dim) starts from the standard normal distribution, as PyTorch's.
public final class Embedding extends Layer {
    private final Tensor weight;
    private final OptionalInt paddingIdx;

    /// So many vectors of so many elements, drawn from the thread's generator.
    ///
    /// @throws IllegalArgumentException when a number is not positive
    public Embedding(int count, int dim) {
        this(count, dim, Autograd.random());
    }

    /// Vectors drawn from a generator.
    ///
    /// @throws IllegalArgumentException when a number is not positive
    public Embedding(int count, int dim, Random random) {
        this(count, dim, OptionalInt.empty(), random);
    }

    private Embedding(int count, int dim, OptionalInt paddingIdx, Random random) {
        Check.that(
                count > 0 && dim > 0,
                () -> "Embedding: both numbers must be positive, but count is " + count + " and dim is " + dim);
        this.paddingIdx = paddingIdx;
        this.weight = parameter("weight", Init.normal_(Tensor.zeros(count, dim), 0, 1, random));
        paddingIdx.ifPresent(row -> Init.zeros_(weight.detach().select(0, row)));
    }

    /// With one number, the padding, whose vector is zero and stays it.
    ///
    /// @throws IndexOutOfBoundsException when there is no such number
    public static Embedding withPadding(int count, int dim, int paddingIdx, Random random) {
        return new Embedding(count, dim, OptionalInt.of(paddingIdx), random);
    }

    /// The vectors, (count, dim).
    public Tensor weight() {
        return weight;
    }

    /// The vectors of the numbers in `x`, int64 or int32.
    @Override
    protected Tensor compute(Tensor x) {
        return paddingIdx.isPresent()
                ? dev.autograd.op.indexing.Embedding.of(x, weight, paddingIdx.getAsInt())
                : dev.autograd.op.indexing.Embedding.of(x, weight);
    }

    @Override
    protected String settings() {
        return weight.size(0) + ", " + weight.size(1)
                + (paddingIdx.isPresent() ? ", paddingIdx=" + paddingIdx.getAsInt() : "");
    }
}
