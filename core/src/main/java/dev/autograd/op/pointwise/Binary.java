package dev.autograd.op.pointwise;

import dev.autograd.Tensor;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.value.DType;
import dev.autograd.value.DType.Category;

/// A pointwise operator of two operands, either of which may be a Java number.
public final class Binary {
    private final Row row;
    private final Pointwise op;

    Binary(Row row) {
        this.row = row;
        this.op = Pointwise.of(row);
    }

    Binary gradient(int operand, Row.GradientRule rule) {
        row.gradient(operand, rule);
        return this;
    }

    Binary onnx(String operator) {
        row.onnx(operator);
        return this;
    }

    Binary family(OperatorFamily special) {
        row.family(special);
        return this;
    }

    /// Computes it for every pair of elements; the operands broadcast.
    public Tensor of(Tensor x, Tensor y) {
        row.checkTypes(x, y);
        return op.run(x, y);
    }

    /// Computes it for every element and a number, which makes integers float32.
    public Tensor of(Tensor x, double y) {
        return Pointwise.withScalar(row.right(), y, Category.FLOATING).run(x);
    }

    /// Computes it for every element and a number, which leaves integers and floats what they are.
    public Tensor of(Tensor x, long y) {
        if ((long) (double) y != y && !x.dtype().isFloating()) { // settings are doubles, which do not have this number
            return of(x, number(x, y));
        }
        return Pointwise.withScalar(row.right(), (double) y, Category.INTEGER).run(x);
    }

    /// Replaces every element by it; the other operand broadcasts.
    public Tensor inPlace(Tensor x, Tensor y) {
        return InPlace.apply(row.inPlaceName(), x, y, old -> of(old, y));
    }

    /// Replaces every element of a floating tensor that nobody else knows, of the other's type and shape,
    /// by it: off the tape, and without a new tensor where both are dense.
    public void into(Tensor x, Tensor y) {
        if (!op.overwrite(x, y)) {
            inPlace(x, y);
        }
    }

    /// Replaces every element by it and a number, which only fits where its result does: not in an integer tensor.
    public Tensor inPlace(Tensor x, double y) {
        return InPlace.apply(row.inPlaceName(), x, old -> of(old, y));
    }

    /// Replaces every element by it and a number, which leaves integers what they are.
    public Tensor inPlace(Tensor x, long y) {
        return InPlace.apply(row.inPlaceName(), x, old -> of(old, y));
    }

    /// Computes it with the number first: `y - x`, `y / x`.
    public Tensor reversed(Tensor x, double y) {
        return Pointwise.withScalar(row.left(), y, Category.FLOATING).run(x);
    }

    /// Computes it with the number first, which leaves integers and floats what they are.
    public Tensor reversed(Tensor x, long y) {
        if ((long) (double) y != y && !x.dtype().isFloating()) { // as above
            return of(number(x, y), x);
        }
        return Pointwise.withScalar(row.left(), (double) y, Category.INTEGER).run(x);
    }

    private static Tensor number(Tensor x, long y) {
        return Tensor.scalar(y).to(x.dtype() == DType.INT32 ? DType.INT32 : DType.INT64);
    }
}
