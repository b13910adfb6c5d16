package dev.autograd.value;

/// Philox4x32 with ten rounds: a keyed bijection of 128-bit counters whose outputs pass the BigCrush tests of
/// randomness. There is no state to advance, so any block of any stream is computed directly, in any order, on any
/// device.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.
final class Philox {
    /// The 32-bit words in one block.
    static final int WORDS = 4;

    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long LOW_WORD = 0xFFFFFFFFL;

    private Philox() {}

    /// Writes the four words of the block at counter (`low`, `high`) under `key` to `words`, least significant word
    /// first.
    static void block(long key, long low, long high, int[] words) {
        int c0 = (int) low;
        int c1 = (int) (low >>> 32);
        int c2 = (int) high;
        int c3 = (int) (high >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * (c0 & LOW_WORD);
            long p1 = MULTIPLIER_1 * (c2 & LOW_WORD);
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c1 = (int) p1;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        words[0] = c0;
        words[1] = c1;
        words[2] = c2;
        words[3] = c3;
    }

    /// Two neighbouring words as one 64-bit value, the first of them in the low half.
    static long join(int low, int high) {
        return (low & LOW_WORD) | ((long) high << 32);
    }
}
