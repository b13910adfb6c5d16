package dev.autograd.kernel;

import dev.autograd.value.DType;

/// Reading, writing and moving elements of any type: the one place that knows all five array types.
public final class Elements {
    private Elements() {}

    /// One element as a double; true is 1.
    public static double getDouble(Object array, int i) {
        return switch (array) {
            case float[] a -> a[i];
            case double[] a -> a[i];
            case long[] a -> a[i];
            case int[] a -> a[i];
            case boolean[] a -> a[i] ? 1 : 0;
            default -> throw notAnArray(array);
        };
    }

    /// One element as a long: fractions are cut off, NaN is 0, what does not fit saturates; true is 1.
    public static long getLong(Object array, int i) {
        return switch (array) {
            case float[] a -> (long) a[i];
            case double[] a -> (long) a[i];
            case long[] a -> a[i];
            case int[] a -> a[i];
            case boolean[] a -> a[i] ? 1 : 0;
            default -> throw notAnArray(array);
        };
    }

    /// Writes one element given as a double, converted as [#getLong] does for integers.
    public static void set(Object array, int i, double value) {
        switch (array) {
            case float[] a -> a[i] = (float) value;
            case double[] a -> a[i] = value;
            case long[] a -> a[i] = (long) value;
            case int[] a -> a[i] = (int) value;
            case boolean[] a -> a[i] = value != 0;
            default -> throw notAnArray(array);
        }
    }

    /// Writes one element given as a long; an int keeps the low 32 bits.
    public static void set(Object array, int i, long value) {
        switch (array) {
            case float[] a -> a[i] = value;
            case double[] a -> a[i] = value;
            case long[] a -> a[i] = value;
            case int[] a -> a[i] = (int) value;
            case boolean[] a -> a[i] = value != 0;
            default -> throw notAnArray(array);
        }
    }

    /// Sets `n` elements from `offset` to one value.
    public static void fill(Object array, int offset, int n, double value) {
        int end = offset + n;
        switch (array) {
            case float[] a -> java.util.Arrays.fill(a, offset, end, (float) value);
            case double[] a -> java.util.Arrays.fill(a, offset, end, value);
            case long[] a -> java.util.Arrays.fill(a, offset, end, (long) value);
            case int[] a -> java.util.Arrays.fill(a, offset, end, (int) value);
            case boolean[] a -> java.util.Arrays.fill(a, offset, end, value != 0);
            default -> throw notAnArray(array);
        }
    }

    /// Copies `n` elements, `step` apart in the source, to neighbouring places, converting between types.
    public static void copy(Object from, int offset, int step, Object to, int at, int n) {
        if (from.getClass() == to.getClass()) {
            if (step == 1) {
                System.arraycopy(from, offset, to, at, n);
            } else {
                copySame(from, offset, step, to, at, n);
            }
        } else {
            convert(from, offset, step, to, at, n);
        }
    }

    private static void copySame(Object from, int offset, int step, Object to, int at, int n) {
        switch (from) {
            case float[] a -> {
                float[] b = (float[]) to;
                for (int i = 0; i < n; i++) {
                    b[at + i] = a[offset + i * step];
                }
            }
            case double[] a -> {
                double[] b = (double[]) to;
                for (int i = 0; i < n; i++) {
                    b[at + i] = a[offset + i * step];
                }
            }
            case long[] a -> {
                long[] b = (long[]) to;
                for (int i = 0; i < n; i++) {
                    b[at + i] = a[offset + i * step];
                }
            }
            case int[] a -> {
                int[] b = (int[]) to;
                for (int i = 0; i < n; i++) {
                    b[at + i] = a[offset + i * step];
                }
            }
            case boolean[] a -> {
                boolean[] b = (boolean[]) to;
                for (int i = 0; i < n; i++) {
                    b[at + i] = a[offset + i * step];
                }
            }
            default -> throw notAnArray(from);
        }
    }

    private static void convert(Object from, int offset, int step, Object to, int at, int n) {
        switch (to) {
            case float[] b -> {
                if (from instanceof double[] a) {
                    for (int i = 0; i < n; i++) {
                        b[at + i] = (float) a[offset + i * step];
                    }
                } else {
                    for (int i = 0; i < n; i++) {
                        b[at + i] = getLong(from, offset + i * step); // integers round once, straight to float
                    }
                }
            }
            case double[] b -> {
                for (int i = 0; i < n; i++) {
                    b[at + i] = getDouble(from, offset + i * step);
                }
            }
            case long[] b -> {
                for (int i = 0; i < n; i++) {
                    b[at + i] = getLong(from, offset + i * step);
                }
            }
            case int[] b -> {
                if (from instanceof long[] a) {
                    for (int i = 0; i < n; i++) {
                        b[at + i] = (int) a[offset + i * step];
                    }
                } else {
                    for (int i = 0; i < n; i++) {
                        b[at + i] = (int) getDouble(from, offset + i * step);
                    }
                }
            }
            case boolean[] b -> {
                for (int i = 0; i < n; i++) {
                    b[at + i] = getDouble(from, offset + i * step) != 0;
                }
            }
            default -> throw notAnArray(to);
        }
    }

    /// Spreads `n` neighbouring elements to places `step` apart; both arrays are of one type.
    public static void spread(Object from, int offset, Object to, int at, int step, int n) {
        switch (from) {
            case float[] a -> {
                float[] b = (float[]) to;
                for (int i = 0; i < n; i++) {
                    b[at + i * step] = a[offset + i];
                }
            }
            case double[] a -> {
                double[] b = (double[]) to;
                for (int i = 0; i < n; i++) {
                    b[at + i * step] = a[offset + i];
                }
            }
            case long[] a -> {
                long[] b = (long[]) to;
                for (int i = 0; i < n; i++) {
                    b[at + i * step] = a[offset + i];
                }
            }
            case int[] a -> {
                int[] b = (int[]) to;
                for (int i = 0; i < n; i++) {
                    b[at + i * step] = a[offset + i];
                }
            }
            case boolean[] a -> {
                boolean[] b = (boolean[]) to;
                for (int i = 0; i < n; i++) {
                    b[at + i * step] = a[offset + i];
                }
            }
            default -> throw notAnArray(from);
        }
    }

    /// `to[at + i] = from[places[i]]` for every place.
    public static void take(Object from, int[] places, Object to, int at) {
        switch (from) {
            case float[] a -> {
                float[] b = (float[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[at + i] = a[places[i]];
                }
            }
            case double[] a -> {
                double[] b = (double[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[at + i] = a[places[i]];
                }
            }
            case long[] a -> {
                long[] b = (long[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[at + i] = a[places[i]];
                }
            }
            case int[] a -> {
                int[] b = (int[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[at + i] = a[places[i]];
                }
            }
            case boolean[] a -> {
                boolean[] b = (boolean[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[at + i] = a[places[i]];
                }
            }
            default -> throw notAnArray(from);
        }
    }

    /// `to[places[i]] = from[offset + i]` for every place, in order, so that the last of several writers wins.
    public static void put(Object from, int offset, Object to, int[] places) {
        switch (from) {
            case float[] a -> {
                float[] b = (float[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[places[i]] = a[offset + i];
                }
            }
            case double[] a -> {
                double[] b = (double[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[places[i]] = a[offset + i];
                }
            }
            case long[] a -> {
                long[] b = (long[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[places[i]] = a[offset + i];
                }
            }
            case int[] a -> {
                int[] b = (int[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[places[i]] = a[offset + i];
                }
            }
            case boolean[] a -> {
                boolean[] b = (boolean[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[places[i]] = a[offset + i];
                }
            }
            default -> throw notAnArray(from);
        }
    }

    /// `to[places[i]] += from[offset + i]` for every place, in order; booleans are or-ed.
    public static void putAdd(Object from, int offset, Object to, int[] places) {
        switch (from) {
            case float[] a -> {
                float[] b = (float[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[places[i]] += a[offset + i];
                }
            }
            case double[] a -> {
                double[] b = (double[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[places[i]] += a[offset + i];
                }
            }
            case long[] a -> {
                long[] b = (long[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[places[i]] += a[offset + i];
                }
            }
            case int[] a -> {
                int[] b = (int[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[places[i]] += a[offset + i];
                }
            }
            case boolean[] a -> {
                boolean[] b = (boolean[]) to;
                for (int i = 0; i < places.length; i++) {
                    b[places[i]] |= a[offset + i];
                }
            }
            default -> throw notAnArray(from);
        }
    }

    /// The length of an array of any element type.
    public static int length(Object array) {
        return java.lang.reflect.Array.getLength(array);
    }

    /// A copy of `n` elements from `offset`.
    public static Object slice(DType dtype, Object array, int offset, int n) {
        Object copy = dtype.newArray(n);
        System.arraycopy(array, offset, copy, 0, n);
        return copy;
    }

    private static IllegalArgumentException notAnArray(Object array) {
        return new IllegalArgumentException("not an array of a tensor's element type: " + array.getClass());
    }
}
