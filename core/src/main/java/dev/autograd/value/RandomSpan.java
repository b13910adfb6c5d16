package dev.autograd.value;

import java.util.Objects;

/// A stretch of a random stream set aside by [Random#reserve]: element `i` depends on nothing but the span and `i`.
///
/// However a fill is cut, over however many threads, the numbers are the same:
///
/// ```java
/// RandomSpan span = random.reserve(1_000);
/// span.fillNormal(values, 0, 300, 0, 0f, 1f);      // elements 0 to 299, on one thread
/// span.fillNormal(values, 300, 700, 300, 0f, 1f);  // elements 300 to 999, on another
/// ```
///
/// Spans are immutable and safe to share between threads. A float32 element takes one of the span's 32-bit words, a
/// float64 element two. Elements past the reserved length are defined, but belong to whoever reserves next.
///
/// @param key the Philox key
/// @param stream the high half of the Philox counter
/// @param block the low half of the counter of the first block
public record RandomSpan(long key, long stream, long block) {

    /// Sets `len` values from `off` to elements `first`, `first + 1`, ... of this span, uniform on [`from`, `to`).
    ///
    /// @throws IndexOutOfBoundsException if the range is not within `values`
    /// @throws IllegalArgumentException if `first` is negative, or `from` and `to` are no finite interval
    public void fillUniform(float[] values, int off, int len, long first, float from, float to) {
        checkRange(values.length, off, len, first);
        checkInterval(from, to);
        int[] words = new int[Philox.WORDS];
        for (int done = 0; done < len; ) {
            int lane = blockOf(first + done, Philox.WORDS, words);
            for (; lane < Philox.WORDS && done < len; lane++, done++) {
                values[off + done] = Variates.scale(Variates.uniformFloat(words[lane]), from, to);
            }
        }
    }

    /// Sets `len` values from `off` to elements `first`, `first + 1`, ... of this span, uniform on [`from`, `to`).
    ///
    /// @throws IndexOutOfBoundsException if the range is not within `values`
    /// @throws IllegalArgumentException if `first` is negative, or `from` and `to` are no finite interval
    public void fillUniform(double[] values, int off, int len, long first, double from, double to) {
        checkRange(values.length, off, len, first);
        checkInterval(from, to);
        int[] words = new int[Philox.WORDS];
        for (int done = 0; done < len; ) {
            int lane = blockOf(first + done, 2, words);
            for (; lane < 2 && done < len; lane++, done++) {
                long bits = Philox.join(words[2 * lane], words[2 * lane + 1]);
                values[off + done] = Variates.scale(Variates.uniformDouble(bits), from, to);
            }
        }
    }

    /// Sets `len` values from `off` to elements `first`, `first + 1`, ... of this span, normally distributed.
    /// Elements 2k and 2k + 1 are the two halves of one Box-Muller pair.
    ///
    /// @throws IndexOutOfBoundsException if the range is not within `values`
    /// @throws IllegalArgumentException if `first` or `std` is negative, or `mean` or `std` is not finite
    public void fillNormal(float[] values, int off, int len, long first, float mean, float std) {
        checkRange(values.length, off, len, first);
        checkMoments(mean, std);
        int[] words = new int[Philox.WORDS];
        for (int done = 0; done < len; ) {
            int lane = blockOf(first + done, Philox.WORDS, words);
            while (lane < Philox.WORDS && done < len) {
                double radius = Variates.radius(Variates.positive(words[lane & ~1]));
                double angle = Variates.angle(words[lane | 1]);
                for (int end = (lane | 1) + 1; lane < end && done < len; lane++, done++) {
                    values[off + done] = mean + std * (float) Variates.normal(radius, angle, lane);
                }
            }
        }
    }

    /// Sets `len` values from `off` to elements `first`, `first + 1`, ... of this span, normally distributed.
    /// Elements 2k and 2k + 1 are the two halves of one Box-Muller pair.
    ///
    /// @throws IndexOutOfBoundsException if the range is not within `values`
    /// @throws IllegalArgumentException if `first` or `std` is negative, or `mean` or `std` is not finite
    public void fillNormal(double[] values, int off, int len, long first, double mean, double std) {
        checkRange(values.length, off, len, first);
        checkMoments(mean, std);
        int[] words = new int[Philox.WORDS];
        for (int done = 0; done < len; ) {
            int lane = blockOf(first + done, 2, words);
            double radius = Variates.radius(Variates.positive(Philox.join(words[0], words[1])));
            double angle = Variates.angle(Philox.join(words[2], words[3]));
            for (; lane < 2 && done < len; lane++, done++) {
                values[off + done] = mean + std * Variates.normal(radius, angle, lane);
            }
        }
    }

    /// Computes the block that holds `element` and returns the element's place in it.
    private int blockOf(long element, int elementsPerBlock, int[] words) {
        Philox.block(key, block + element / elementsPerBlock, stream, words);
        return (int) (element % elementsPerBlock);
    }

    private static void checkRange(int length, int off, int len, long first) {
        Objects.checkFromIndexSize(off, len, length);
        if (first < 0) {
            throw new IllegalArgumentException("random: the first element must not be negative, but is " + first);
        }
    }

    static void checkInterval(double from, double to) {
        if (!(from <= to) || Double.isInfinite(to - from) || Double.isInfinite(from)) {
            throw new IllegalArgumentException(
                    "uniform: from must be at most to and both finite, but they are " + from + " and " + to);
        }
    }

    static void checkMoments(double mean, double std) {
        if (!Double.isFinite(mean) || !(std >= 0) || Double.isInfinite(std)) {
            throw new IllegalArgumentException(
                    "normal: mean must be finite and std finite and not negative, but they are " + mean + " and "
                            + std);
        }
    }
}
