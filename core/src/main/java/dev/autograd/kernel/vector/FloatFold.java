package dev.autograd.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The sum over the lanes of a vector in one fixed order: the upper half onto the lower half, and so on.
///
/// `reduceLanes(ADD)` leaves the order open, and the interpreter has another one than C2: the same training run would
/// then depend on when its kernels were compiled. Lane by lane shuffles and additions are defined exactly, and C2 makes
/// the same instructions of them.
final class FloatFold {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    // One constant per distance, because C2 compiles a shuffle to an instruction only if it is a constant. The largest
    // vectors that any CPU has are 2,048 bits wide.
    private static final VectorShuffle<Float> BY_32 = by(32);
    private static final VectorShuffle<Float> BY_16 = by(16);
    private static final VectorShuffle<Float> BY_8 = by(8);
    private static final VectorShuffle<Float> BY_4 = by(4);
    private static final VectorShuffle<Float> BY_2 = by(2);
    private static final VectorShuffle<Float> BY_1 = by(1);

    /// Halvings of a vector.
    private static final int STEPS = Integer.numberOfTrailingZeros(L);

    private FloatFold() {}

    /// Lane `i` takes the value of lane `i + distance`, around the end.
    private static VectorShuffle<Float> by(int distance) {
        return VectorShuffle.iota(S, distance, 1, true);
    }

    static float sum(FloatVector v) {
        FloatVector sum = v;
        if (L > 32) {
            sum = sum.add(sum.rearrange(BY_32));
        }
        if (L > 16) {
            sum = sum.add(sum.rearrange(BY_16));
        }
        if (L > 8) {
            sum = sum.add(sum.rearrange(BY_8));
        }
        if (L > 4) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        if (L > 2) {
            sum = sum.add(sum.rearrange(BY_2));
        }
        if (L > 1) {
            sum = sum.add(sum.rearrange(BY_1));
        }
        return sum.lane(0);
    }

    /// The same for sums that are kept in an array, which is overwritten. Lanes from `filled` on are zero,
    /// and none of them -0: to add them changes nothing.
    static float sum(float[] lanes, int filled) {
        for (int distance = Integer.highestOneBit(filled - 1); distance > 0; distance /= 2) {
            for (int j = 0; j < distance; j++) {
                lanes[j] += lanes[j + distance];
            }
        }
        return lanes[0];
    }

    /// The sum of four vectors in an array one after the other, which is overwritten.
    static float sumOfFour(float[] lanes) {
        for (int j = 0; j < L; j++) {
            lanes[j] = (lanes[j] + lanes[L + j]) + (lanes[2 * L + j] + lanes[3 * L + j]);
        }
        return sum(lanes, L);
    }

    /// The sums over the lanes of `n` vectors, a multiple of `L`, which lie one after the other in `lanes` and are
    /// overwritten by their sums. Each is added up by pairs of neighbours, then by pairs of those.
    static void sums(int n, float[] lanes) {
        int left = n;
        for (int step = 0; step < STEPS; step++) {
            left /= 2;
            addNeighbours(step, left, lanes);
        }
    }

    /// Makes `n` vectors of twice as many, each of which holds partial sums of `1 << step` vectors in turn.
    private static void addNeighbours(int step, int n, float[] lanes) {
        FloatVector upper = FloatPack.upper(step);
        FloatVector lower = FloatPack.lower(step);
        for (int i = 0; i < n; i++) {
            FloatVector x = FloatVector.fromArray(S, lanes, 2 * i * L);
            FloatVector y = FloatVector.fromArray(S, lanes, (2 * i + 1) * L);
            upper.selectFrom(x, y).add(lower.selectFrom(x, y)).intoArray(lanes, i * L);
        }
    }
}
