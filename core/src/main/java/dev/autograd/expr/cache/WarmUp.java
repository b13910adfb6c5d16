package dev.autograd.expr.cache;

import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.value.DType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The warming of one vector loop: calls on scratch arrays, until they take the time of compiled code.
final class WarmUp implements Warming {
    /// A vector operation takes half a nanosecond or so when compiled, 30 and more when each makes an object,
    /// and hundreds when interpreted.
    private static final double FAST_NANOS_PER_OPERATION = 8;

    private static final double NANOS_PER_CALL = 50;

    /// Vectors in a call: so many that C2 is asked for the loop as soon as it has been called often enough at
    /// all, 600 times, because it has gone round 15,000 times by then.
    private static final int VECTORS = 26;

    private static final int CALLS_PER_ROUND = 48;

    /// In the first attempt, every second one of the vector loop.
    private static final int CALLS = 3_000;

    /// In every further one: C2 needs the processor more than these calls do.
    private static final int FURTHER_CALLS = 4 * CALLS_PER_ROUND;

    /// A busy machine may take long to compile what it was asked for.
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final AdaptiveKernel kernel;
    private final Supplier<PointwiseKernel> maker;
    private @Nullable PointwiseKernel vector; // made by the thread that warms it, as the program has better to do
    private final int n;
    private final double fastNanos;
    private final Object out;
    private final Object[] in;
    private final int[] offsets;
    private final double[] params;
    private final long start = System.nanoTime();
    private int attempts;

    /// @param maker makes the vector loop
    /// @param lanes the elements of its vectors
    WarmUp(AdaptiveKernel kernel, Supplier<PointwiseKernel> maker, int lanes) {
        this.kernel = kernel;
        this.maker = maker;
        KernelSpec spec = kernel.spec();
        this.n = VECTORS * lanes;
        int operations = 1 + spec.vectorOperations();
        this.fastNanos = NANOS_PER_CALL + VECTORS * operations * FAST_NANOS_PER_OPERATION;
        this.out = spec.out().newArray(n);
        List<DType> operands = spec.operands();
        this.in = operands.stream().map(type -> type.newArray(n)).toArray();
        this.offsets = new int[in.length];
        this.params = new double[spec.parameters()];
    }

    @Override
    public Outcome attempt() {
        PointwiseKernel vector = made();
        PointwiseKernel[] blanks = BlankKernel.ofEachClass(vector.spec());
        PointwiseKernel[] turns = {blanks[0], vector, blanks[1], vector, blanks[2], vector};
        // Whole vectors only, a rest only, both: what C2 has never seen happen it does not compile.
        int[] lengths = {n, n, 1, 1, n - 1, n - 1};
        int most = attempts++ == 0 ? CALLS : FURTHER_CALLS;
        for (int calls = 0; calls < most; calls += CALLS_PER_ROUND) {
            long round = System.nanoTime();
            for (int i = 0; i < CALLS_PER_ROUND; i++) {
                int turn = i % turns.length;
                turns[turn].runN(out, 0, in, offsets, params, lengths[turn]);
            }
            if (System.nanoTime() - round < CALLS_PER_ROUND / 2 * fastNanos) {
                return Outcome.FAST;
            }
        }
        return System.nanoTime() - start < PATIENCE_NANOS ? Outcome.NOT_YET : Outcome.HOPELESS;
    }

    private PointwiseKernel made() {
        PointwiseKernel made = vector;
        if (made == null) {
            vector = made = maker.get();
        }
        return made;
    }

    @Override
    public void decide(boolean fast) {
        kernel.decide(fast ? vector : null);
    }

    @Override
    public String toString() {
        return "kernel " + kernel;
    }
}
