package dev.autograd.kernel.parallel;

import dev.autograd.kernel.OptimizerSteps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Optimiser steps by parts of equally many elements: large parameters are cut, small ones put together. Parameters
/// that
/// share an array are left to one thread.
///
/// @param <A> the array type, `float[]` or `double[]`
final class ParallelOptimizerSteps<A> implements OptimizerSteps<A> {
    /// Elements from which several threads pay.
    private static final long LEAST = 1 << 18;

    /// Elements of a part.
    private static final int PART = 1 << 14;

    private final OptimizerSteps<A> whole;
    private final Workers workers;

    ParallelOptimizerSteps(OptimizerSteps<A> whole, Workers workers) {
        this.whole = whole;
        this.workers = workers;
    }

    @Override
    public void sgd(List<SgdPiece<A>> pieces) {
        cut(pieces, whole::sgd);
    }

    @Override
    public void adam(List<AdamPiece<A>> pieces) {
        cut(pieces, whole::adam);
    }

    private <P extends Piece<P>> void cut(List<P> pieces, Consumer<List<P>> step) {
        if (!workers.areSeveral() || elements(pieces) < LEAST || shareArrays(pieces)) {
            step.accept(pieces);
            return;
        }
        List<List<P>> parts = parts(pieces);
        workers.run(parts.size(), i -> step.accept(parts.get(i)));
    }

    private static long elements(List<? extends Piece<?>> pieces) {
        long elements = 0;
        for (Piece<?> piece : pieces) {
            elements += piece.to() - piece.from();
        }
        return elements;
    }

    private static boolean shareArrays(List<? extends Piece<?>> pieces) {
        Set<Object> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Piece<?> piece : pieces) {
            if (!arrays.add(piece.p())) {
                return true;
            }
        }
        return false;
    }

    private static <P extends Piece<P>> List<List<P>> parts(List<P> pieces) {
        List<List<P>> parts = new ArrayList<>();
        List<P> part = new ArrayList<>();
        int room = PART;
        for (P piece : pieces) {
            for (int from = piece.from(); from < piece.to(); ) {
                int count = Math.min(room, piece.to() - from);
                part.add(piece.within(from, from + count));
                from += count;
                room -= count;
                if (room == 0) {
                    parts.add(part);
                    part = new ArrayList<>();
                    room = PART;
                }
            }
        }
        parts.add(part);
        return parts;
    }
}
