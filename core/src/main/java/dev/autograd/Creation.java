package dev.autograd;

import dev.autograd.engine.Tape;
import dev.autograd.engine.ThreadState;
import dev.autograd.engine.Vmap;
import dev.autograd.kernel.Elements;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How tensors are made from nothing.
final class Creation {
    private Creation() {}

    static Tensor wrap(Storage storage, Shape shape) {
        Tensor tensor = Tape.wrap(storage, shape.contiguous());
        if (ThreadState.current().inference()) {
            tensor.markInference();
        }
        return tensor;
    }

    static Tensor of(Object array, Shape shape) {
        Class<?> element = array.getClass().getComponentType();
        DType dtype = dtype(element == null ? array.getClass() : element);
        Storage storage = Storage.wrap(dtype, array);
        Check.that(
                storage.length() == shape.numel(),
                () -> "of: the array has " + storage.length() + " elements, but shape " + shape + " needs "
                        + shape.numel());
        return wrap(storage, shape);
    }

    static Tensor fromArray(Object nested) {
        int rank = 0;
        Class<?> element = nested.getClass();
        while (element.isArray()) {
            rank++;
            element = element.componentType();
        }
        DType dtype = dtype(element);
        long[] sizes = new long[rank];
        @Nullable Object level = nested;
        for (int i = 0; i < rank; i++) {
            sizes[i] = Array.getLength(level);
            if (sizes[i] == 0) {
                break;
            }
            level = Array.get(level, 0);
            if (level == null) {
                break; // the copy says which row it is
            }
        }
        Shape shape = Shape.of(sizes);
        Storage storage = Storage.allocate(dtype, shape.numel());
        copy(nested, shape, "", 0, storage, 0);
        return wrap(storage, shape);
    }

    /// @param where the indices of this row, for errors
    private static int copy(@Nullable Object level, Shape shape, String where, int dim, Storage storage, int at) {
        if (level == null) {
            throw new IllegalArgumentException("fromArray: row " + where + " is null");
        }
        int length = Array.getLength(level);
        if (length != shape.size(dim)) {
            throw new IllegalArgumentException(
                    "fromArray: row " + where + " has " + length + " elements, but the first row of its kind has "
                            + shape.size(dim) + "; all must be of one length");
        }
        if (dim == shape.rank() - 1) {
            System.arraycopy(level, 0, storage.array(), at, length);
            return at + length;
        }
        int next = at;
        for (int i = 0; i < length; i++) {
            next = copy(Array.get(level, i), shape, where + "[" + i + "]", dim + 1, storage, next);
        }
        return next;
    }

    private static DType dtype(Class<?> element) {
        for (DType dtype : DType.values()) {
            if (dtype.newArray(0).getClass().componentType() == element) {
                return dtype;
            }
        }
        throw new IllegalArgumentException(
                "a tensor holds boolean, int, long, float or double, not " + element.getTypeName());
    }

    static Tensor full(Shape shape, double value, DType dtype) {
        Storage storage = Storage.allocate(dtype, shape.numel());
        if (value != 0 || 1 / value < 0) { // what is allocated is +0, not -0
            Elements.fill(storage.array(), 0, storage.length(), value);
        }
        return wrap(storage, shape);
    }

    static Tensor arange(long start, long end, long step) {
        checkRange((double) start, (double) end, (double) step);
        long distance = end - start;
        Check.that(
                distance == 0 || (distance > 0) == (step > 0), // else the subtraction has overflowed
                () -> "arange: from " + start + " to " + end + " in steps of " + step + " are too many numbers");
        long n = Math.ceilDiv(distance, step);
        Storage storage = Storage.allocate(DType.INT64, n);
        Arrays.setAll((long[]) storage.array(), i -> start + i * step);
        return wrap(storage, Shape.of(n));
    }

    static Tensor arange(double start, double end, double step, DType dtype) {
        checkRange(start, end, step);
        long n = (long) Math.ceil((end - start) / step);
        Storage storage = Storage.allocate(dtype, n);
        for (int i = 0; i < n; i++) {
            Elements.set(storage.array(), i, start + i * step);
        }
        return wrap(storage, Shape.of(n));
    }

    private static void checkRange(double start, double end, double step) {
        Check.that(
                Double.isFinite(start) && Double.isFinite(end) && !Double.isNaN(step),
                () -> "arange: " + range(start, end, step) + " is not a finite range");
        Check.that(step != 0, () -> "arange: the step must not be 0");
        Check.that(
                (end - start) * Math.signum(step) >= 0,
                () -> "arange: the steps " + range(start, end, step) + " lead away from the end");
    }

    private static String range(double start, double end, double step) {
        return "from " + Check.number(start) + " to " + Check.number(end) + " by " + Check.number(step);
    }

    static Tensor linspace(double start, double end, int steps, DType dtype) {
        Check.that(steps >= 0, () -> "linspace: the number of steps must not be negative, but is " + steps);
        Storage storage = Storage.allocate(dtype, steps);
        double step = steps > 1 ? (end - start) / (steps - 1) : 0;
        for (int i = 0; i < steps; i++) {
            // From both ends inwards, as PyTorch does: the last value is exact.
            double value = i < steps / 2 || steps == 1 ? start + i * step : end - (steps - 1 - i) * step;
            Elements.set(storage.array(), i, value);
        }
        return wrap(storage, Shape.of(steps));
    }

    static Tensor eye(long rows, long columns, DType dtype) {
        Shape shape = Shape.of(rows, columns);
        Storage storage = Storage.allocate(dtype, shape.numel());
        for (long i = 0; i < Math.min(rows, columns); i++) {
            Elements.set(storage.array(), (int) (i * columns + i), 1L);
        }
        return wrap(storage, shape);
    }

    static Tensor rand(Random random, Shape shape, DType dtype) {
        return Vmap.perExample(shape, all -> uniform(random, all, dtype));
    }

    private static Tensor uniform(Random random, Shape shape, DType dtype) {
        Storage storage = Storage.allocate(dtype, shape.numel());
        switch (storage.array()) {
            case float[] a -> random.fillUniform(a, 0, a.length, 0, 1);
            case double[] a -> random.fillUniform(a, 0, a.length, 0, 1);
            default -> throw new IllegalArgumentException("rand: the type must be float32 or float64, not " + dtype);
        }
        return wrap(storage, shape);
    }

    static Tensor randn(Random random, Shape shape, DType dtype) {
        return Vmap.perExample(shape, all -> normal(random, all, dtype));
    }

    private static Tensor normal(Random random, Shape shape, DType dtype) {
        Storage storage = Storage.allocate(dtype, shape.numel());
        switch (storage.array()) {
            case float[] a -> random.fillNormal(a, 0, a.length, 0, 1);
            case double[] a -> random.fillNormal(a, 0, a.length, 0, 1);
            default -> throw new IllegalArgumentException("randn: the type must be float32 or float64, not " + dtype);
        }
        return wrap(storage, shape);
    }

    static Tensor randint(Random random, long low, long high, Shape shape) {
        Check.that(low < high, () -> "randint: low " + low + " must be below high " + high);
        Check.that(
                high - low > 0 && high - low <= Integer.MAX_VALUE,
                () -> "randint: the range from " + low + " to " + high + " has more than " + Integer.MAX_VALUE
                        + " numbers");
        return Vmap.perExample(shape, all -> integers(random, low, high, all));
    }

    private static Tensor integers(Random random, long low, long high, Shape shape) {
        Storage storage = Storage.allocate(DType.INT64, shape.numel());
        long[] array = (long[]) storage.array();
        for (int i = 0; i < array.length; i++) {
            array[i] = low + random.nextInt((int) (high - low));
        }
        return wrap(storage, shape);
    }

    static Tensor randperm(Random random, int n) {
        Check.that(n >= 0, () -> "randperm: the number of elements must not be negative, but is " + n);
        return Vmap.perExample(Shape.of(n), all -> permutations(random, n, all));
    }

    private static Tensor permutations(Random random, int n, Shape shape) {
        long[] orders = new long[Math.toIntExact(shape.numel())];
        for (int start = 0; start < orders.length; start += n) {
            int[] permutation = random.permutation(n);
            for (int i = 0; i < n; i++) {
                orders[start + i] = permutation[i];
            }
        }
        return wrap(Storage.wrap(orders), shape);
    }
}
