package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Tape;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType;
import dev.autograd.value.Storage;

/// Class indices after checking them, int64: the index itself, or 0 where it is to be ignored, so that whatever is
/// looked up by it exists. Without a gradient.
///
/// @param loss whose targets they are, for errors
/// @param count how many classes there are
/// @param ignoreIndex the index that names no class and is no mistake
record KnownClasses(String loss, int count, long ignoreIndex) implements Op {
    @Override
    public String name() {
        return "knownClasses";
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }

    /// @throws IndexOutOfBoundsException when an index names no class
    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor classes = Copy.dense(inputs[0]);
        long[] index = (long[]) classes.storage().array();
        int from = (int) classes.layout().offset();
        long[] known = new long[(int) classes.numel()];
        for (int row = 0; row < known.length; row++) {
            long target = index[from + row];
            if (target != ignoreIndex) {
                if (target < 0 || target >= count) {
                    throw new IndexOutOfBoundsException(loss + ": target " + target + " of row " + row
                            + " must lie in [0, " + count + ") for input with " + count + " classes");
                }
                known[row] = target;
            }
        }
        return new Tensor[] {
            Tape.wrap(Storage.wrap(DType.INT64, known), classes.shape().contiguous())
        };
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(this);
    }
}
