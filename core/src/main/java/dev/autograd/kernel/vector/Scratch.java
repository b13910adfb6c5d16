package dev.autograd.kernel.vector;

/// Working memory of the kernels on one thread, kept between calls because zeroing a fresh array can cost as much as
/// the kernel. A kernel takes what it needs at its start and must not call another kernel that takes the same slot.
final class Scratch {
    /// Arrays beyond this many elements are not kept.
    private static final int KEPT = 1 << 20;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private final float[][] floats = new float[Slot.values().length][0];
    private final double[][] doubles = new double[Slot.values().length][0];

    /// Uses that may be live at the same time.
    enum Slot {
        PACKED_A,
        PACKED_B,
        TRANSPOSE,
        EDGE,
        TAIL,
        PADDED,
        COLUMNS,
        RESULT
    }

    private Scratch() {}

    /// An array of at least `length` elements with unspecified contents.
    static float[] floats(Slot slot, int length) {
        float[][] kept = OF_THREAD.get().floats;
        float[] array = kept[slot.ordinal()];
        if (array.length >= length) {
            return array;
        }
        if (length > KEPT) {
            return new float[length];
        }
        return kept[slot.ordinal()] = new float[Math.min(KEPT, Integer.highestOneBit(length) << 1)];
    }

    /// An array of at least `length` elements with unspecified contents.
    static double[] doubles(Slot slot, int length) {
        double[][] kept = OF_THREAD.get().doubles;
        double[] array = kept[slot.ordinal()];
        if (array.length >= length) {
            return array;
        }
        if (length > KEPT) {
            return new double[length];
        }
        return kept[slot.ordinal()] = new double[Math.min(KEPT, Integer.highestOneBit(length) << 1)];
    }
}
