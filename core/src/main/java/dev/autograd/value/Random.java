package dev.autograd.value;

import java.util.Arrays;

/// A source of random numbers that are the same on every machine, device and number of threads.
///
/// The numbers are the outputs of Philox4x32-10, a function of a key, a stream and a position, so nothing but these
/// makes a value: the generator is only a cursor on its stream. A stream is a sequence of 32-bit words; `nextInt`
/// and `nextFloat` take one word, `nextLong` and `nextDouble` two, and the fills and `nextGaussian` begin on a
/// fresh block of four words.
///
/// ```java
/// Random random = Random.seed(42);
/// Random weights = random.split("weights");   // always this stream for this label
/// weights.fillNormal(values, 0, values.length, 0f, 0.1f);
/// long[] saved = random.state();              // later: Random.fromState(saved)
/// ```
///
/// A generator belongs to one thread at a time: two threads that draw from it at once may see the same numbers.
/// Give each thread its own [#split()], or let threads fill parts of one [#reserve].
///
/// The numbers are for simulation. They are no secret: never make keys or tokens of them.
public final class Random {
    private static final int STATE_LENGTH = 4;

    /// The two low bits of the high half of the counter say what a block is used for, so that no block serves two
    /// ends.
    private static final int USE_DRAW = 0;

    private static final int USE_SPLIT = 1;
    private static final int USE_NUMBER = 2;
    private static final int USE_LABEL = 3;
    private static final long USE_MASK = 3;

    private final long key;
    private final long stream;
    private long position;
    private long splits;

    private final int[] words = new int[Philox.WORDS];
    private long loadedBlock = -1;

    private Random(long key, long stream, long position, long splits) {
        this.key = key;
        this.stream = stream;
        this.position = position;
        this.splits = splits;
    }

    /// A generator at the start of the stream that belongs to `seed`. Every seed is as good as any other, 0
    /// included.
    public static Random seed(long seed) {
        return new Random(seed, USE_DRAW, 0, 0);
    }

    /// A generator that continues where the one whose [#state] this is stood.
    ///
    /// @throws IllegalArgumentException if `state` was not made by [#state]
    public static Random fromState(long[] state) {
        boolean valid =
                state.length == STATE_LENGTH && (state[1] & USE_MASK) == USE_DRAW && state[2] >= 0 && state[3] >= 0;
        if (!valid) {
            throw new IllegalArgumentException(
                    "random: the state must be four numbers made by state(), but is " + Arrays.toString(state));
        }
        return new Random(state[0], state[1], state[2], state[3]);
    }

    /// The whole state, for a checkpoint: key, stream, position in words, and how often [#split()] was called.
    public long[] state() {
        Draws.note(this); // what is made of the state depends on it as drawn numbers do
        return snapshot();
    }

    long[] snapshot() {
        return new long[] {key, stream, position, splits};
    }

    /// Goes back to a state of this generator.
    void restore(long[] state) {
        position = state[2];
        splits = state[3];
    }

    /// What was taken between two states of one generator, in words.
    static String distance(long[] start, long[] end) {
        long splits = end[3] - start[3];
        return (end[2] - start[2]) + " words" + (splits == 0 ? "" : " and " + splits + " splits");
    }

    /// A generator whose stream is independent of this one's and of every other split's. Each call gives another
    /// one; the numbers this generator draws are not affected.
    public Random split() {
        Draws.note(this);
        return child(splits++, USE_SPLIT);
    }

    /// The generator that belongs to `number`: equal numbers give equal streams, however much was drawn before.
    public Random split(long number) {
        return child(number, USE_NUMBER);
    }

    /// The generator that belongs to `label`: equal labels give equal streams, however much was drawn before.
    public Random split(String label) {
        int[] block = new int[Philox.WORDS];
        long low = label.length();
        long high = stream | USE_LABEL;
        for (int i = 0; i < label.length(); i++) {
            Philox.block(key, low, high, block);
            low = Philox.join(block[0], block[1]) ^ label.charAt(i);
            high = Philox.join(block[2], block[3]) | USE_LABEL;
        }
        Philox.block(key, low, high, block);
        return fromBlock(block);
    }

    private Random child(long number, int use) {
        int[] block = new int[Philox.WORDS];
        Philox.block(key, number, stream | use, block);
        return fromBlock(block);
    }

    private static Random fromBlock(int[] block) {
        return new Random(Philox.join(block[0], block[1]), Philox.join(block[2], block[3]) & ~USE_MASK, 0, 0);
    }

    /// Any of the 2^32 ints, with equal probability.
    public int nextInt() {
        Draws.note(this);
        return draw();
    }

    private int draw() {
        long block = position / Philox.WORDS;
        if (block != loadedBlock) {
            Philox.block(key, block, stream, words);
            loadedBlock = block;
        }
        return words[(int) (position++ % Philox.WORDS)];
    }

    /// An int of [0, `bound`), each with exactly the same probability.
    ///
    /// Source: Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29 (2019).
    ///
    /// @throws IllegalArgumentException if `bound` is not positive
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("nextInt: bound must be positive, but is " + bound);
        }
        Draws.note(this);
        return draw(bound);
    }

    private int draw(int bound) {
        long product = Integer.toUnsignedLong(draw()) * bound;
        if (Long.compare(product & 0xFFFFFFFFL, bound) < 0) {
            long unfair = (1L << 32) % bound;
            while ((product & 0xFFFFFFFFL) < unfair) {
                product = Integer.toUnsignedLong(draw()) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /// Any of the 2^64 longs, with equal probability.
    public long nextLong() {
        Draws.note(this);
        int low = draw();
        return Philox.join(low, draw());
    }

    /// A float of [0, 1): a multiple of 2^-24.
    public float nextFloat() {
        return Variates.uniformFloat(nextInt());
    }

    /// A double of [0, 1): a multiple of 2^-53.
    public double nextDouble() {
        return Variates.uniformDouble(nextLong());
    }

    /// A double of the normal distribution with mean 0 and standard deviation 1.
    public double nextGaussian() {
        double[] value = new double[1];
        fillNormal(value, 0, 1, 0, 1);
        return value[0];
    }

    /// The numbers from 0 to `n` - 1 in an order drawn from all orders with equal probability.
    ///
    /// @throws IllegalArgumentException if `n` is negative
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("permutation: n must not be negative, but is " + n);
        }
        Draws.note(this);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = draw(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// Sets `len` values from `off`, uniform on [`from`, `to`).
    ///
    /// @throws IndexOutOfBoundsException if the range is not within `values`
    /// @throws IllegalArgumentException if `from` and `to` are no finite interval
    public void fillUniform(float[] values, int off, int len, float from, float to) {
        peek().fillUniform(values, off, len, 0, from, to);
        reserve(len);
    }

    /// Sets `len` values from `off`, uniform on [`from`, `to`).
    ///
    /// @throws IndexOutOfBoundsException if the range is not within `values`
    /// @throws IllegalArgumentException if `from` and `to` are no finite interval
    public void fillUniform(double[] values, int off, int len, double from, double to) {
        peek().fillUniform(values, off, len, 0, from, to);
        reserve(2L * len);
    }

    /// Sets `len` values from `off`, normally distributed (Box-Muller).
    ///
    /// @throws IndexOutOfBoundsException if the range is not within `values`
    /// @throws IllegalArgumentException if `std` is negative, or `mean` or `std` is not finite
    public void fillNormal(float[] values, int off, int len, float mean, float std) {
        peek().fillNormal(values, off, len, 0, mean, std);
        reserve(len);
    }

    /// Sets `len` values from `off`, normally distributed (Box-Muller).
    ///
    /// @throws IndexOutOfBoundsException if the range is not within `values`
    /// @throws IllegalArgumentException if `std` is negative, or `mean` or `std` is not finite
    public void fillNormal(double[] values, int off, int len, double mean, double std) {
        peek().fillNormal(values, off, len, 0, mean, std);
        reserve(2L * len);
    }

    /// Sets `words` words of this stream aside: a span that any thread may read in any order, and that this
    /// generator will not draw from. A float32 element needs one word, a float64 element two.
    ///
    /// @throws IllegalArgumentException if `words` is negative
    public RandomSpan reserve(long words) {
        if (words < 0) {
            throw new IllegalArgumentException("reserve: words must not be negative, but is " + words);
        }
        Draws.note(this);
        RandomSpan span = peek();
        position = (span.block() + blocks(words)) * Philox.WORDS;
        return span;
    }

    private RandomSpan peek() {
        return new RandomSpan(key, stream, blocks(position));
    }

    /// Blocks that hold `words` words, the last one perhaps in part.
    private static long blocks(long words) {
        return Math.ceilDiv(words, Philox.WORDS);
    }
}
