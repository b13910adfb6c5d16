package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands behind a tensor inside `vmap`: all examples at once, one after another along the first dimension. The
/// tensor that the mapped function sees has the shape of one example.
public final class Batched {
    private final Tensor value;
    private final Scope scope;

    /// @param value all examples; itself batched when maps are nested
    /// @param scope the map that the tensor belongs to
    Batched(Tensor value, Scope scope) {
        this.value = value;
        this.scope = scope;
    }

    /// One run of `vmap`.
    static final class Scope {
        private final @Nullable Scope outer; // the map on the same thread that this one runs inside
        private final int level; // 1 for the outermost on its thread
        private final long size;
        private boolean ended;

        Scope(@Nullable Scope outer, long size) {
            this.outer = outer;
            this.level = outer == null ? 1 : outer.level + 1;
            this.size = size;
        }

        @Nullable
        Scope outer() {
            return outer;
        }

        int level() {
            return level;
        }

        long size() {
            return size;
        }

        /// A shape with the examples of this map and all outer ones in front.
        Shape inFrontOf(Shape example) {
            long[] sizes = new long[level + example.rank()];
            int at = level;
            for (Scope scope = this; scope != null; scope = scope.outer) {
                sizes[--at] = scope.size;
            }
            System.arraycopy(example.sizes(), 0, sizes, level, example.rank());
            return Shape.of(sizes);
        }

        void end() {
            ended = true;
        }

        /// Whether the calling thread is inside: the map goes on, or a function runs again that ran inside it.
        boolean isOpen() {
            if (!ended) {
                return true;
            }
            Scope inside = ThreadState.current().map();
            while (inside != null && inside != this) {
                inside = inside.outer;
            }
            return inside != null;
        }
    }

    /// All examples; itself batched when maps are nested.
    public Tensor value() {
        return value;
    }

    /// Other values in the same map.
    public Batched with(Tensor other) {
        return new Batched(other, scope);
    }

    Scope scope() {
        return scope;
    }

    /// How many examples there are.
    public long size() {
        return scope.size();
    }

    /// The tensors behind a tensor, of all maps that it belongs to.
    static List<Tensor> behind(Tensor tensor) {
        List<Tensor> values = new ArrayList<>();
        Batched batched = TensorAccess.get().batched(tensor);
        while (batched != null) {
            values.add(batched.value);
            batched = TensorAccess.get().batched(batched.value);
        }
        return values;
    }

    /// Where the first example lies.
    public Layout example() {
        Layout all = value.layout();
        Shape shape = all.shape();
        long[] strides = all.strides();
        return Layout.of(
                Shape.of(Arrays.copyOfRange(shape.sizes(), 1, shape.rank())),
                Arrays.copyOfRange(strides, 1, strides.length),
                all.offset());
    }

    /// All examples, for an operator.
    ///
    /// @throws IllegalStateException when the map has ended
    Tensor checked() {
        if (!scope.isOpen()) {
            throw new IllegalStateException(
                    "vmap: a tensor " + example().shape()
                            + " was kept after the vmap that it belongs to had ended; return it from the mapped function instead");
        }
        return value;
    }

    /// Why values cannot be read here.
    public IllegalStateException refusal() {
        return new IllegalStateException("vmap: this tensor " + example().shape() + " stands for all " + size()
                + " examples at once, so its values cannot be read inside the mapped function (item, toArray, a branch on"
                + " a value); use operators such as where, or read them after vmap");
    }
}
