package dev.autograd.data;

/// The random numbers behind one drawing: SplitMix64 (Steele, Lea, Flood 2014), with functions of [StrictMath] on top,
/// so that a seed gives the same drawing on every machine.
final class DigitsRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /// The stream of the given number under `seed`; streams of different numbers are independent of each other.
    DigitsRandom(long seed, long stream) {
        state = mix(seed + GOLDEN) ^ mix(stream * GOLDEN + 1);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /// Even over `[low, high)`.
    double between(double low, double high) {
        return low + (high - low) * ((nextLong() >>> 11) * 0x1.0p-53);
    }

    /// Even over the whole numbers `0 .. bound - 1`; the bias of this is below `bound / 2^53`.
    int below(int bound) {
        return (int) between(0, bound);
    }

    /// Bell-shaped with mean 0 and the given deviation, as the sum of eight even numbers: the tails end at 4.9
    /// deviations, so no drawing leaves its sheet, and no logarithm is taken for each of the 784 pixels.
    double around0(double deviation) {
        long bits = nextLong();
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += (int) (bits & 0xFF);
            bits >>>= 8;
        }
        return (sum - 1020) * (deviation / 209.02153);
    }
}
