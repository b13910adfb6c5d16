package dev.autograd.data;

import dev.autograd.Tensor;

/// Examples by number. A data set of one's own says how many there are and what each one is:
///
/// ```java
/// record Squares(int size) implements Dataset {
///     public Example get(int index) {
///         return new Example(Tensor.scalar((float) index), Tensor.scalar((float) index * index));
///     }
/// }
/// ```
///
/// A loader may ask from another thread than the one that made it, but from one at a time.
public interface Dataset {
    /// The number of examples.
    int size();

    /// One example; those of one data set agree in shapes and types.
    ///
    /// @throws IndexOutOfBoundsException when there is no such example
    Example get(int index);

    /// Several examples, copied into one batch. Who holds examples in one array can do it faster than the stacking
    /// done here.
    ///
    /// @throws IndexOutOfBoundsException when there is no such example
    /// @throws IllegalArgumentException when there are none, or examples differ in shape or type
    default Batch gather(int... indices) {
        Tensor[] x = new Tensor[indices.length];
        Tensor[] y = new Tensor[indices.length];
        for (int i = 0; i < indices.length; i++) {
            Example example = get(indices[i]);
            x[i] = example.x();
            y[i] = example.y();
        }
        return new Batch(Tensor.stack(0, x), Tensor.stack(0, y));
    }
}
