package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.History;
import dev.autograd.op.Check;
import java.util.function.UnaryOperator;

/// In-place forms of views: a tensor becomes the view of itself that the operator makes.
public final class LayoutInPlace {
    private LayoutInPlace() {}

    /// Gives `x` the layout and the place on the tape of what `view` makes of it.
    ///
    /// @param view shows all elements of `x`
    /// @throws IllegalStateException when `x` may not be changed, or its place on the tape or its gradient
    ///     is bound to its shape
    public static Tensor apply(String name, Tensor x, UnaryOperator<Tensor> view) {
        boolean recorded = History.records(name, x, false);
        if (x.requiresGrad() && !recorded) {
            throw new IllegalStateException(name + ": this tensor " + x.shape()
                    + " requires a gradient of its shape, so the shape may not change under noGrad; use the operation that"
                    + " returns a view");
        }
        if (x.grad() != null) {
            throw new IllegalStateException(
                    name + ": this tensor " + x.shape()
                            + " holds a gradient of its shape; call setGrad(null) first, or use the operation that returns a view");
        }
        History.relaid(x, view.apply(x));
        return x;
    }

    /// Swaps the dimensions of a matrix `x`; a vector and a scalar stay as they are.
    ///
    /// @throws IllegalArgumentException when there are more than two dimensions
    public static Tensor transposeMatrix(String name, Tensor x) {
        Check.that(
                x.dim() <= 2,
                () -> name + ": the tensor must have at most 2 dimensions, but its shape is " + x.shape()
                        + ", which has " + x.dim());
        return apply(name, x, y -> y.dim() == 2 ? y.transpose(0, 1) : Alias.of(y)[0]);
    }
}
