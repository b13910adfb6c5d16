package dev.autograd.expr.cache;

import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.PointwiseKernel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A kernel that runs as a plain loop until it has been used a good deal and its vector loop is ready. Both
/// give the same bits, so the moment of the change shows in nothing but speed.
final class AdaptiveKernel extends PointwiseKernel {
    /// Some milliseconds of plain looping. Warming everything at once keeps the JIT compiler so busy that even
    /// the plain loops wait for it; what is hardly used is not worth it at all.
    private static final int WORTH_WARMING = 1_000_000;

    /// What a call is worth in elements.
    private static final int CALL = 256;

    /// Up to so many elements, all of them the rest of a vector, a plain loop is faster: what it writes the next
    /// operator reads at once, while a load of a vector waits until a store under a mask is through.
    private static final int SHORT = 4;

    private final PointwiseKernel plain;
    private final Consumer<AdaptiveKernel> warmer;
    private volatile PointwiseKernel current;
    private volatile String note = "its vector loop is not warm yet";

    // Counted without care: it does not matter if threads lose each other's work.
    private int work;

    /// @param warmer is asked once to have the vector loop warmed
    AdaptiveKernel(PointwiseKernel plain, Consumer<AdaptiveKernel> warmer) {
        super(plain.spec(), Form.PLAIN, "");
        this.plain = plain;
        this.warmer = warmer;
        this.current = plain;
    }

    /// Ends the waiting: with the vector kernel, or with nothing if that did not become fast.
    void decide(@Nullable PointwiseKernel vector) {
        note = vector == null ? "the JIT compiler did not make its vector loop fast" : "";
        if (vector != null) {
            current = vector;
        }
    }

    // Whether it is that very kernel, not one that is equal.
    @SuppressWarnings("ReferenceEquality")
    private PointwiseKernel current(int n) {
        if (n <= SHORT) {
            return plain;
        }
        PointwiseKernel kernel = current;
        if (kernel == plain && work < WORTH_WARMING) {
            work += CALL + Math.min(n, WORTH_WARMING);
            if (work >= WORTH_WARMING) {
                warm();
            }
        }
        return kernel;
    }

    private void warm() {
        boolean taken = false;
        try {
            warmer.accept(this);
            taken = true;
        } finally {
            if (!taken) { // memory ran out: asked for again later, instead of staying slow for good
                work = 0;
            }
        }
    }

    @Override
    public Form form() {
        return current.form();
    }

    @Override
    public String note() {
        return note;
    }

    @Override
    public void run0(Object out, int oo, double[] params, int n) {
        current(n).run0(out, oo, params, n);
    }

    @Override
    public void run1(Object out, int oo, Object a, int ao, double[] params, int n) {
        current(n).run1(out, oo, a, ao, params, n);
    }

    @Override
    public void run2(Object out, int oo, Object a, int ao, Object b, int bo, double[] params, int n) {
        current(n).run2(out, oo, a, ao, b, bo, params, n);
    }

    @Override
    public void run3(Object out, int oo, Object a, int ao, Object b, int bo, Object c, int co, double[] params, int n) {
        current(n).run3(out, oo, a, ao, b, bo, c, co, params, n);
    }

    @Override
    public void runN(Object out, int oo, Object[] in, int[] offsets, double[] params, int n) {
        current(n).runN(out, oo, in, offsets, params, n);
    }
}
