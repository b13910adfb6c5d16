package dev.autograd.kernel;

/// Copying and adding rows by index, along the middle axis of contiguous `(outer, size, inner)` arrays of any element
/// type.
public final class Picks {
    private Picks() {}

    /// `to[o, i] = from[o, index[i]]`, where `to` is `(outer, index.length, inner)` from its start.
    public static void select(Object from, int offset, int outer, int size, int inner, int[] index, Object to) {
        if (inner == 1) {
            Elements.take(from, places(offset, outer, size, index), to, 0);
            return;
        }
        int at = 0;
        for (int o = 0; o < outer; o++) {
            for (int i : index) {
                System.arraycopy(from, offset + (o * size + i) * inner, to, at, inner);
                at += inner;
            }
        }
    }

    /// `to[o, index[i]] += from[o, i]` in the order of `i`, where `to` is `(outer, size, inner)` from its start;
    /// booleans are or-ed.
    public static void add(Object from, int offset, int outer, int size, int inner, int[] index, Object to) {
        if (inner == 1) {
            Elements.putAdd(from, offset, to, places(0, outer, size, index));
            return;
        }
        int at = offset;
        for (int o = 0; o < outer; o++) {
            for (int i : index) {
                addRow(from, at, to, (o * size + i) * inner, inner);
                at += inner;
            }
        }
    }

    private static int[] places(int offset, int outer, int size, int[] index) {
        int[] places = new int[outer * index.length];
        int at = 0;
        for (int o = 0; o < outer; o++) {
            for (int i : index) {
                places[at++] = offset + o * size + i;
            }
        }
        return places;
    }

    private static void addRow(Object from, int offset, Object to, int at, int n) {
        switch (to) {
            case float[] b -> addFloats((float[]) from, offset, b, at, n);
            case double[] b -> addDoubles((double[]) from, offset, b, at, n);
            case long[] b -> {
                long[] a = (long[]) from;
                for (int i = 0; i < n; i++) {
                    b[at + i] += a[offset + i];
                }
            }
            case int[] b -> {
                int[] a = (int[]) from;
                for (int i = 0; i < n; i++) {
                    b[at + i] += a[offset + i];
                }
            }
            case boolean[] b -> {
                boolean[] a = (boolean[]) from;
                for (int i = 0; i < n; i++) {
                    b[at + i] |= a[offset + i];
                }
            }
            default -> throw new IllegalArgumentException("not an array of a tensor's element type: " + to.getClass());
        }
    }

    private static void addFloats(float[] a, int offset, float[] b, int at, int n) {
        for (int i = 0; i < n; i++) {
            b[at + i] += a[offset + i];
        }
    }

    private static void addDoubles(double[] a, int offset, double[] b, int at, int n) {
        for (int i = 0; i < n; i++) {
            b[at + i] += a[offset + i];
        }
    }
}
