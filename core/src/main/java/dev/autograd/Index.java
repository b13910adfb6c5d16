package dev.autograd;

/// One entry of an indexing expression, for [Tensor#index]: Python's `x[..., 0, 1:3, None, i]` is
///
/// ```java
/// x.index(Index.ellipsis(), Index.at(0), Index.range(1, 3), Index.newAxis(), Index.of(i))
/// ```
///
/// Entries stand for dimensions in order; dimensions that are left over are taken whole.
public sealed interface Index {
    /// One position of a dimension, which the result does not have.
    ///
    /// @param index counted from the end when negative
    record At(long index) implements Index {}

    /// Every `step`-th position of a dimension from `start` (included) to `stop` (excluded).
    ///
    /// @param start counted from the end when negative, and cut to the dimension
    /// @param stop as `start`
    /// @param step positive
    record Range(long start, long stop, long step) implements Index {
        /// The whole dimension.
        static final Range ALL = new Range(0, Long.MAX_VALUE, 1);
    }

    /// A new dimension of size 1.
    record NewAxis() implements Index {}

    /// As many whole dimensions as the other entries leave over.
    record Ellipsis() implements Index {}

    /// The positions that a tensor holds, or those where it is true.
    ///
    /// @param tensor integers, counted from the end when negative, or a mask
    record Of(Tensor tensor) implements Index {}

    /// One position of a dimension, which the result does not have; negative ones count from the end.
    static Index at(long index) {
        return new At(index);
    }

    /// A whole dimension: Python's `:`.
    static Index all() {
        return Range.ALL;
    }

    /// The positions from `start`: Python's `start:`.
    static Index from(long start) {
        return new Range(start, Long.MAX_VALUE, 1);
    }

    /// The positions from `start` (included) to `stop` (excluded); negative ones count from the end, and both are
    /// cut to the dimension.
    static Index range(long start, long stop) {
        return new Range(start, stop, 1);
    }

    /// Every `step`-th of the positions from `start` (included) to `stop` (excluded).
    static Index range(long start, long stop, long step) {
        return new Range(start, stop, step);
    }

    /// A new dimension of size 1: Python's `None`.
    static Index newAxis() {
        return new NewAxis();
    }

    /// As many whole dimensions as the other entries leave over: Python's `...`.
    static Index ellipsis() {
        return new Ellipsis();
    }

    /// The given positions of a dimension; several such entries broadcast and pick single elements together.
    ///
    /// @param tensor integers, counted from the end when negative; or a bool mask of the sizes of the dimensions it
    /// stands for
    static Index of(Tensor tensor) {
        return new Of(tensor);
    }

    /// The given positions of a dimension.
    static Index of(long... positions) {
        return new Of(Tensor.of(positions));
    }
}
