package dev.autograd.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomTest {
    private static final float[] PINNED_NORMALS = {-0.9701898f, 0.19401896f, -1.2356207f};
    private static final double[] PINNED_UNIFORMS = {-0.3458732375932305, -0.09136879653022345};
    private static final double PINNED_GAUSSIAN = 0.21637628796618588;
    private static final int[] PINNED_PERMUTATION = {0, 4, 1, 2, 3, 5};
    private static final int[] PINNED_SPLITS = {-1939204926, 2038721969, 1839062020};

    /// The known answers published with Random123 for philox4x32-10, words in counter order.
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1",
    })
    void philoxGivesThePublishedAnswers(String counter, String key, String expected) {
        int[] c = hex(counter);
        int[] k = hex(key);
        int[] words = new int[Philox.WORDS];
        Philox.block(Philox.join(k[0], k[1]), Philox.join(c[0], c[1]), Philox.join(c[2], c[3]), words);
        assertThat(words).containsExactly(hex(expected));
    }

    private static int[] hex(String words) {
        return Arrays.stream(words.split(" "))
                .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
                .toArray();
    }

    @Test
    void theStreamOfASeedIsThePhiloxBlocksInOrder() {
        Random random = Random.seed(0);
        assertThat(random.nextInt()).isEqualTo(0x6627e8d5);
        assertThat(random.nextLong()).isEqualTo(0xbc57ac4ce169c58dL);
        assertThat(random.nextInt()).isEqualTo(0x9b00dbd8);
        int[] second = new int[Philox.WORDS];
        Philox.block(0, 1, 0, second);
        assertThat(random.nextInt()).isEqualTo(second[0]);
    }

    /// Saved runs rest on these numbers: they may never change.
    @Test
    void numbersOfASeedStayTheSameForEver() {
        Random random = Random.seed(42);
        float[] normals = new float[3];
        random.fillNormal(normals, 0, 3, 0f, 1f);
        double[] uniforms = new double[2];
        random.fillUniform(uniforms, 0, 2, -1, 1);
        assertThat(normals).containsExactly(PINNED_NORMALS);
        assertThat(uniforms).containsExactly(PINNED_UNIFORMS);
        assertThat(random.nextGaussian()).isEqualTo(PINNED_GAUSSIAN);
        assertThat(random.permutation(6)).containsExactly(PINNED_PERMUTATION);
        assertThat(random.split().nextInt()).isEqualTo(PINNED_SPLITS[0]);
        assertThat(random.split(7).nextInt()).isEqualTo(PINNED_SPLITS[1]);
        assertThat(random.split("weights").nextInt()).isEqualTo(PINNED_SPLITS[2]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 64, 1000})
    void aFillIsTheSameHoweverItIsCut(int piece) {
        int n = 1003;
        float[] uniform = new float[n];
        float[] normal = new float[n];
        double[] wideUniform = new double[n];
        double[] wideNormal = new double[n];
        Random whole = Random.seed(9);
        whole.nextInt();
        Random cut = Random.fromState(whole.state());
        whole.fillUniform(uniform, 0, n, -2, 3);
        whole.fillNormal(normal, 0, n, 1, 2);
        whole.fillUniform(wideUniform, 0, n, -2, 3);
        whole.fillNormal(wideNormal, 0, n, 1, 2);

        assertThat(inPieces(n, piece, cut.reserve(n), new float[n], Kind.UNIFORM))
                .isEqualTo(uniform);
        assertThat(inPieces(n, piece, cut.reserve(n), new float[n], Kind.NORMAL))
                .isEqualTo(normal);
        assertThat(inPieces(n, piece, cut.reserve(2L * n), new double[n], Kind.UNIFORM))
                .isEqualTo(wideUniform);
        assertThat(inPieces(n, piece, cut.reserve(2L * n), new double[n], Kind.NORMAL))
                .isEqualTo(wideNormal);
        assertThat(cut.nextInt()).isEqualTo(whole.nextInt());
    }

    private enum Kind {
        UNIFORM,
        NORMAL
    }

    private static Object inPieces(int n, int piece, RandomSpan span, Object values, Kind kind) {
        IntStream.iterate(0, from -> from < n, from -> from + piece).parallel().forEach(from -> {
            int len = Math.min(piece, n - from);
            switch (values) {
                case float[] v when kind == Kind.UNIFORM -> span.fillUniform(v, from, len, from, -2, 3);
                case float[] v -> span.fillNormal(v, from, len, from, 1, 2);
                case double[] v when kind == Kind.UNIFORM -> span.fillUniform(v, from, len, from, -2, 3);
                case double[] v -> span.fillNormal(v, from, len, from, 1, 2);
                default -> throw new AssertionError(values);
            }
        });
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 9})
    void aSavedStateContinuesWhereItStood(int drawn) {
        Random random = Random.seed(-5).split("a");
        random.split();
        for (int i = 0; i < drawn; i++) {
            random.nextInt();
        }
        Random restored = Random.fromState(random.state());
        for (int i = 0; i < 6; i++) {
            assertThat(restored.nextInt()).isEqualTo(random.nextInt());
        }
        assertThat(restored.nextGaussian()).isEqualTo(random.nextGaussian());
        assertThat(restored.split().nextLong()).isEqualTo(random.split().nextLong());
        assertThat(restored.state()).isEqualTo(random.state());
    }

    @Test
    void splitsDifferFromEachOtherAndLeaveTheParentAlone() {
        Random parent = Random.seed(1);
        Set<Long> firsts = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            firsts.add(parent.split().nextLong());
            firsts.add(parent.split(i).nextLong());
            firsts.add(parent.split("label" + i).nextLong());
            firsts.add(parent.split(i).split(i).nextLong());
        }
        firsts.add(parent.nextLong());
        assertThat(firsts).hasSize(4001);
        assertThat(Random.seed(1).nextLong()).isIn(firsts);
        assertThat(parent.split("x").nextLong())
                .isEqualTo(Random.seed(1).split("x").nextLong());
        assertThat(parent.split("").nextLong()).isNotEqualTo(parent.split("\0").nextLong());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 10, 1 << 20, (1 << 30) + 1, Integer.MAX_VALUE})
    void boundedIntsAreInRangeAndEven(int bound) {
        Random random = Random.seed(bound);
        int n = 60_000;
        int[] thirds = new int[3];
        for (int i = 0; i < n; i++) {
            int value = random.nextInt(bound);
            assertThat(value >= 0 && value < bound).isTrue();
            thirds[(int) (3L * value / bound)]++;
        }
        for (int third = 0; third < 3; third++) {
            long low = Math.ceilDiv((long) third * bound, 3);
            long high = Math.ceilDiv((third + 1L) * bound, 3);
            double p = (double) (high - low) / bound;
            assertThat(thirds[third] / (double) n).isEqualTo(p, within(5 * Math.sqrt(p * (1 - p) / n) + 1e-12));
        }
    }

    @Test
    void uniformsHaveTheMomentsAndRangeOfTheInterval() {
        int n = 200_000;
        float[] narrow = new float[n];
        double[] wide = new double[n];
        Random random = Random.seed(3);
        random.fillUniform(narrow, 0, n, -1f, 3f);
        random.fillUniform(wide, 0, n, -1, 3);
        for (double[] values : List.of(widen(narrow), wide)) {
            assertThat(Arrays.stream(values).allMatch(value -> value >= -1 && value < 3))
                    .isTrue();
            assertThat(mean(values, 1)).isEqualTo(1, within(5 * 1.155 / Math.sqrt(n)));
            assertThat(mean(values, 2)).isEqualTo(7 / 3.0, within(0.02));
            assertThat(lagCorrelation(values)).isEqualTo(0, within(5 / Math.sqrt(n)));
        }
    }

    @Test
    void normalsHaveTheMomentsAndTailsOfTheDistribution() {
        int n = 200_000;
        float[] narrow = new float[n];
        double[] wide = new double[n];
        double[] single = new double[n];
        Random random = Random.seed(4);
        random.fillNormal(narrow, 0, n, 0f, 1f);
        random.fillNormal(wide, 0, n, 0, 1);
        Arrays.setAll(single, i -> random.nextGaussian());
        for (double[] values : List.of(widen(narrow), wide, single)) {
            assertThat(mean(values, 1)).isEqualTo(0, within(5 / Math.sqrt(n)));
            assertThat(mean(values, 2)).isEqualTo(1, within(5 * Math.sqrt(2.0 / n)));
            assertThat(mean(values, 3)).isEqualTo(0, within(5 * Math.sqrt(15.0 / n)));
            assertThat(mean(values, 4)).isEqualTo(3, within(5 * Math.sqrt(96.0 / n)));
            assertThat(lagCorrelation(values)).isEqualTo(0, within(5 / Math.sqrt(n)));
            assertThat(Arrays.stream(values).filter(v -> Math.abs(v) < 1).count() / (double) n)
                    .isEqualTo(0.682689, within(0.006));
        }
    }

    @Test
    void aGaussianSaysNothingAboutTheNextDraw() {
        int n = 50_000;
        Random random = Random.seed(5);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += random.nextGaussian() * (random.nextDouble() - 0.5);
        }
        assertThat(sum / n).isEqualTo(0, within(5 * 0.2887 / Math.sqrt(n)));
    }

    @Test
    void permutationsAreAllEquallyLikely() {
        Random random = Random.seed(6);
        int n = 48_000;
        int[] counts = new int[24];
        for (int i = 0; i < n; i++) {
            int[] p = random.permutation(4);
            assertThat(Arrays.stream(p).sorted().toArray()).containsExactly(0, 1, 2, 3);
            List<Integer> rest = new ArrayList<>(List.of(0, 1, 2, 3));
            int rank = 0;
            for (int k = 0; k < 4; k++) {
                rank = rank * rest.size() + rest.indexOf(p[k]);
                rest.remove((Integer) p[k]);
            }
            counts[rank]++;
        }
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> (count - n / 24.0) * (count - n / 24.0) / (n / 24.0))
                .sum();
        assertThat(chiSquare).isLessThan(60); // 23 degrees of freedom: probability 4e-5
        assertThat(random.permutation(0)).isEmpty();
    }

    @Test
    void roundingNeverReachesTheExcludedEnd() {
        float[] values = new float[100_000];
        Random.seed(8).fillUniform(values, 0, values.length, 1f, Math.nextUp(1f));
        assertThat(values).containsOnly(1f);
        Random.seed(8).fillUniform(values, 0, values.length, 5f, 5f);
        assertThat(values).containsOnly(5f);
    }

    @Test
    void extremeBitsGiveFiniteNumbers() {
        assertThat(Variates.radius(Variates.positive(0))).isBetween(6.6, 6.7);
        assertThat(Variates.radius(Variates.positive(-1))).isZero();
        assertThat(Variates.radius(Variates.positive(-1L))).isBetween(8.5, 8.6);
        assertThat(Variates.radius(Variates.positive(0L))).isZero();
        assertThat(Variates.uniformFloat(-1)).isEqualTo(1 - 0x1p-24f);
        assertThat(Variates.uniformDouble(-1L)).isEqualTo(1 - 0x1p-53);
    }

    @Test
    void mistakesAreNamedAndChangeNothing() {
        Random random = Random.seed(1);
        long[] before = random.state();
        float[] values = {7, 7};
        List<Consumer<Random>> outOfRange =
                List.of(r -> r.fillUniform(values, 1, 2, 0, 1), r -> r.fillNormal(values, -1, 1, 0, 1));
        for (Consumer<Random> mistake : outOfRange) {
            assertThatThrownBy(() -> mistake.accept(random)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        refused(() -> random.nextInt(0), "nextInt: bound must be positive, but is 0");
        refused(() -> random.permutation(-1), "permutation: n must not be negative, but is -1");
        refused(() -> random.fillUniform(values, 0, 2, 2, 1), "from must be at most to");
        refused(() -> random.fillUniform(values, 0, 2, 0, Float.NaN), "uniform: ");
        refused(() -> random.fillNormal(values, 0, 2, 0, -1), "std finite and not negative");
        refused(() -> random.reserve(-1), "reserve: words must not be negative");
        refused(() -> random.reserve(0).fillUniform(values, 0, 1, -1, 0, 1), "first element must not be negative");
        refused(() -> Random.fromState(new long[3]), "four numbers made by state(), but is [0, 0, 0]");
        refused(() -> Random.fromState(new long[] {1, 2, 0, 0}), "made by state()");
        refused(() -> Random.fromState(new long[] {1, 0, -1, 0}), "made by state()");
        assertThat(random.state()).isEqualTo(before);
        assertThat(values).containsExactly(7, 7);
    }

    private static void refused(Runnable mistake, String message) {
        assertThatThrownBy(mistake::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    private static double mean(double[] values, int power) {
        return Arrays.stream(values).map(value -> Math.pow(value, power)).sum() / values.length;
    }

    private static double lagCorrelation(double[] values) {
        double mean = mean(values, 1);
        double variance = mean(values, 2) - mean * mean;
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += (values[i - 1] - mean) * (values[i] - mean);
        }
        return sum / values.length / variance;
    }
}
