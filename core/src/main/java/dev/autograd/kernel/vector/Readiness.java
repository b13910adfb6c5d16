package dev.autograd.kernel.vector;

import dev.autograd.expr.cache.Warmer;
import dev.autograd.expr.cache.Warming;
import dev.autograd.kernel.Backends;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a vector loop, or those of a group, may be called. Until the JIT has compiled them they are a
/// thousand times slower than afterwards, so a process starts on loops over single elements, which give the
/// same bits; once those have worked for some milliseconds, a background thread rehearses the vector loops,
/// and they take over when all that it rehearses are compiled. What a program does not use is not
/// rehearsed. The loops that only move through a row element by element (the last pass of a softmax or a
/// layer norm) are not rehearsed: they are compiled on the way.
final class Readiness {
    /// Sums along rows of `float`.
    static final Readiness FLOAT_SUMS = new Readiness("sums of float", FloatRowRehearsal::sums);

    /// Extremes along rows of `float`.
    static final Readiness FLOAT_MAXIMA = new Readiness("maxima of float", FloatRowRehearsal::maxima);

    /// Sums of squares along rows of `float`, and what a layer norm does with them.
    static final Readiness FLOAT_SQUARES = new Readiness("squares of float", FloatRowRehearsal::squares);

    /// Sums of exponentials along rows of `float`.
    static final Readiness FLOAT_EXPONENTIAL_SUMS =
            new Readiness("sums of exponentials of float", FloatRowRehearsal::sumsOfExponentials);

    /// Exponentials along rows of `float` that are stored as well, as in a softmax.
    static final Readiness FLOAT_EXPONENTIALS = new Readiness("exponentials of float", FloatRowRehearsal::exponentials);

    /// Exponentials along rows of `float`, scaled, as in the gradient of a cross entropy.
    static final Readiness FLOAT_SCALED_EXPONENTIALS =
            new Readiness("scaled exponentials of float", FloatRowRehearsal::scaledExponentials);

    /// Exponentials along rows of `float`, subtracted, as in the gradient of a logarithm of a softmax.
    static final Readiness FLOAT_SUBTRACTED_EXPONENTIALS =
            new Readiness("subtracted exponentials of float", FloatRowRehearsal::subtractedExponentials);

    /// Sums and extremes down columns of `float`.
    static final Readiness FLOAT_COLUMNS = new Readiness("columns of float", FloatRowRehearsal::columns);

    /// Maxima of two by two elements of `float`.
    static final Readiness FLOAT_POOLS = new Readiness("pooling of float", FloatRowRehearsal::pools);

    /// Dot products of `float`.
    static final Readiness FLOAT_DOTS = new Readiness("dot products of float", FloatProductRehearsal::dots);

    /// Dot products of `double`.
    static final Readiness DOUBLE_DOTS = new Readiness("dot products of double", DoubleProductRehearsal::dots);

    /// Products of `float`.
    static final Readiness FLOAT_PRODUCTS = new Readiness("products of float", FloatProductRehearsal::products);

    /// Products of `double`.
    static final Readiness DOUBLE_PRODUCTS = new Readiness("products of double", DoubleProductRehearsal::products);

    /// Some milliseconds of loops over single elements, in multiplications: what works less is not worth the
    /// compiler's time.
    private static final int WORTH_WARMING = 4_000_000;

    /// What a call is worth.
    private static final int CALL = 256;

    private final String name;
    private final Rehearsal.Maker rehearsal;

    // Read and written without care: a thread that sees an old value takes the other loop, which gives the same bits.
    private boolean ready = !Backends.warmsUp();
    private int work;

    private Readiness(String name, Rehearsal.Maker rehearsal) {
        this.name = name;
        this.rehearsal = rehearsal;
    }

    /// Whether the vector loops may be called; counts the work otherwise.
    ///
    /// @param amount of multiplications or the like that the call needs
    boolean of(long amount) {
        if (!ready) {
            count(amount);
        }
        return ready;
    }

    private void count(long amount) {
        int before = work;
        if (before < WORTH_WARMING) {
            int after = before + CALL + (int) Math.min(amount, WORTH_WARMING);
            work = after;
            if (after >= WORTH_WARMING) {
                Warmer.SHARED.add(new Group(this));
            }
        }
    }

    @Override
    public String toString() {
        return name + (ready ? " as vectors" : " as loops");
    }

    /// The rehearsals of a group, one after the other.
    private static final class Group implements Warming {
        private final Readiness readiness;
        private @Nullable List<Rehearsal> rehearsals; // made by the thread that calls them, which can wait for memory
        private int at;
        private boolean tried;

        Group(Readiness readiness) {
            this.readiness = readiness;
        }

        @Override
        public Outcome attempt() {
            List<Rehearsal> left = rehearsals;
            if (left == null) {
                rehearsals = left = readiness.rehearsal.make();
            }
            while (at < left.size()) {
                Outcome outcome = left.get(at).attempt(!tried);
                tried = outcome != Outcome.FAST;
                if (tried) {
                    return outcome;
                }
                at++;
            }
            return Outcome.FAST;
        }

        @Override
        public void decide(boolean fast) {
            readiness.ready = fast;
        }

        @Override
        public String toString() {
            List<Rehearsal> left = rehearsals;
            return left != null && at < left.size() ? readiness.name + ", " + left.get(at) : readiness.name;
        }
    }
}
