package dev.autograd.io;

import dev.autograd.value.DType;
import java.lang.reflect.Array;
import java.util.Arrays;

/// A tensor as files hold it: an element type, a shape, and the elements in row-major order in a Java array of the
/// type's primitive (`boolean[]`, `int[]`, `long[]`, `float[]` or `double[]`).
///
/// The array is not copied: who passes it in and who reads it out share it. The shape is.
///
/// @param dtype the element type
/// @param shape the sizes; empty for a scalar
/// @param array the elements
public record RawTensor(DType dtype, long[] shape, Object array) {

    /// @throws IllegalArgumentException if `array` is not of the type's primitive, a size is negative, or the sizes
    ///     do not multiply to the array's length
    public RawTensor {
        shape = shape.clone();
        Class<?> wanted = dtype.newArray(0).getClass();
        if (array.getClass() != wanted) {
            throw new IllegalArgumentException("RawTensor: a tensor of " + dtype + " needs a " + wanted.getSimpleName()
                    + ", but the array is a " + array.getClass().getSimpleName());
        }
        long count = Shapes.count(shape);
        if (count != Array.getLength(array)) {
            throw new IllegalArgumentException("RawTensor: shape " + Arrays.toString(shape) + " has "
                    + Shapes.describe(count) + " elements, but the array has " + Array.getLength(array));
        }
    }

    /// A copy of the sizes.
    @Override
    public long[] shape() {
        return shape.clone();
    }

    /// The number of elements.
    public int count() {
        return Array.getLength(array);
    }

    /// Whether `other` has this type and shape and equal elements; a NaN equals a NaN.
    @Override
    public boolean equals(Object other) {
        return other instanceof RawTensor(DType otherType, long[] otherShape, Object otherArray)
                && dtype == otherType
                && Arrays.equals(shape, otherShape)
                && Arrays.deepEquals(new Object[] {array}, new Object[] {otherArray});
    }

    @Override
    public int hashCode() {
        return 31 * dtype.hashCode() + Arrays.deepHashCode(new Object[] {shape, array});
    }

    /// The type and the shape, such as `float32[2, 3]`.
    @Override
    public String toString() {
        return dtype + Arrays.toString(shape);
    }
}
