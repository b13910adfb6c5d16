package dev.autograd.op;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.function.Supplier;

/// The mistakes that many operators report alike, each as one sentence that names the operator.
public final class Check {
    private Check() {}

    /// A dimension counted from the front, of a tensor of that rank.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    public static int dim(String op, int dim, Shape shape) {
        return dim(op, dim, shape.rank(), shape);
    }

    /// A position for a new dimension, counted from the front: one more than there are dimensions.
    public static int newDim(String op, int dim, Shape shape) {
        return dim(op, dim, shape.rank() + 1, shape);
    }

    private static int dim(String op, int dim, int rank, Shape shape) {
        int n = Math.max(rank, 1);
        if (dim < -n || dim >= n) {
            throw new IndexOutOfBoundsException(
                    op + ": dimension " + dim + " is out of range " + Shape.range(rank) + " of shape " + shape);
        }
        return dim < 0 ? dim + n : dim;
    }

    /// Distinct dimensions counted from the front, ascending; none given means all.
    ///
    /// @throws IndexOutOfBoundsException when there is no such dimension
    /// @throws IllegalArgumentException when one is given twice
    public static int[] dims(String op, int[] dims, Shape shape) {
        if (dims.length == 0) {
            int[] all = new int[shape.rank()];
            Arrays.setAll(all, i -> i);
            return all;
        }
        int[] result = new int[dims.length];
        for (int i = 0; i < dims.length; i++) {
            result[i] = dim(op, dims[i], shape);
        }
        Arrays.sort(result);
        for (int i = 1; i < result.length; i++) {
            if (result[i] == result[i - 1]) {
                throw new IllegalArgumentException(
                        op + ": dimension " + result[i] + " appears twice in " + Arrays.toString(dims));
            }
        }
        return shape.rank() == 0 ? new int[0] : result;
    }

    /// Refuses a tensor that is not of a floating type.
    ///
    /// @throws IllegalArgumentException when it is not
    public static void floating(String op, String argument, Tensor tensor) {
        if (!tensor.dtype().isFloating()) {
            throw new IllegalArgumentException(op + ": " + argument + " " + tensor.shape() + " is " + tensor.dtype()
                    + ", but must be float32 or float64; convert it with to(DType.FLOAT32)");
        }
    }

    /// Refuses tensors of different types.
    ///
    /// @throws IllegalArgumentException when they differ
    public static void sameDtype(String op, String first, Tensor a, String second, Tensor b) {
        if (a.dtype() != b.dtype()) {
            throw new IllegalArgumentException(op + ": " + first + " " + a.shape() + " is " + a.dtype() + ", but "
                    + second + " " + b.shape() + " is " + b.dtype() + "; convert one with to(...)");
        }
    }

    /// Refuses a tensor that is not int64 or int32.
    ///
    /// @throws IllegalArgumentException when it is neither
    public static void index(String op, String argument, Tensor index) {
        if (index.dtype().category() != DType.Category.INTEGER) {
            throw new IllegalArgumentException(op + ": " + argument + " " + index.shape() + " is " + index.dtype()
                    + ", but must be int64 or int32");
        }
    }

    /// Refuses a tensor of another number of dimensions.
    ///
    /// @throws IllegalArgumentException when it has more or fewer
    public static void rank(String op, String argument, Tensor tensor, int rank) {
        if (tensor.shape().rank() != rank) {
            throw new IllegalArgumentException(op + ": " + argument + " must have " + rank + " dimensions, but has "
                    + tensor.shape().rank() + ": " + tensor.shape());
        }
    }

    /// A number as a user may have written it: whole ones without a point.
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /// Refuses unless the condition holds. The message is only put together when it is needed.
    ///
    /// @throws IllegalArgumentException when the condition does not hold
    public static void that(boolean condition, Supplier<String> message) {
        if (!condition) {
            throw new IllegalArgumentException(message.get());
        }
    }
}
