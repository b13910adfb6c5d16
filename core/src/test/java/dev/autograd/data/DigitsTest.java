package dev.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigitsTest {
    private static final Digits TRAIN = Digits.generate(2_000, 1);
    private static final Digits TEST = Digits.generate(300, 2);

    @Test
    void givesTheSameBytesOnEveryMachine() {
        var crc = new CRC32();
        crc.update(Digits.generate(500, 42).greyLevels());
        assertThat(crc.getValue()).isEqualTo(2313135287L);
    }

    @Test
    void startsWithThePicturesOfAShorterSet() {
        var shorter = Digits.generate(37, 1);
        assertThat(shorter.count()).isEqualTo(37);
        assertThat(shorter.labels()).isEqualTo(Arrays.copyOf(TRAIN.labels(), 37));
        assertThat(shorter.greyLevels()).isEqualTo(Arrays.copyOf(TRAIN.greyLevels(), 37 * Digits.PIXELS));
    }

    @Test
    void differsFromSeedToSeed() {
        assertThat(Digits.generate(10, 1).greyLevels())
                .isNotEqualTo(Digits.generate(10, 2).greyLevels());
        assertThat(Digits.generate(10, 7).labels())
                .isNotEqualTo(Digits.generate(10, 8).labels());
    }

    @Test
    void holdsEachDigitOnceInEveryTenButInChangingOrder() {
        int[] labels = TRAIN.labels();
        for (int i = 0; i < labels.length; i += 10) {
            assertThat(Arrays.copyOfRange(labels, i, i + 10)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
        assertThat(Arrays.copyOfRange(labels, 0, 10)).isNotEqualTo(Arrays.copyOfRange(labels, 10, 20));
    }

    @Test
    void imagesAreTheGreyLevelsDividedBy255() {
        float[] images = TEST.images();
        byte[] levels = TEST.greyLevels();
        assertThat(images).hasSize(300 * 784);
        for (int i = 0; i < images.length; i++) {
            assertThat(images[i]).isEqualTo((levels[i] & 0xFF) / 255f);
        }
    }

    @Test
    void handsOutCopies() {
        var digits = Digits.generate(1, 5);
        digits.greyLevels()[400] ^= 1;
        digits.labels()[0] = 11;
        assertThat(digits.greyLevels()).isEqualTo(Digits.generate(1, 5).greyLevels());
        assertThat(digits.labels()[0]).isBetween(0, 9);
    }

    @Test
    void everyPictureShowsADigitOfReadableSizeAndContrast() {
        byte[] levels = TRAIN.greyLevels();
        for (int i = 0; i < TRAIN.count(); i++) {
            int inked = 0;
            int brightest = 0;
            for (int p = i * Digits.PIXELS; p < (i + 1) * Digits.PIXELS; p++) {
                inked += (levels[p] & 0xFF) > 100 ? 1 : 0;
                brightest = Math.max(brightest, levels[p] & 0xFF);
            }
            assertThat(inked).as("inked pixels of picture %d", i).isBetween(20, 300);
            assertThat(brightest).as("brightest pixel of picture %d", i).isGreaterThan(150);
        }
    }

    /// The nearest mean picture is a linear classifier; the nearest single picture is not.
    @Test
    void isHardForALinearRuleAndEasyForANearRule() {
        float[][] means = new float[10][Digits.PIXELS];
        float[] train = TRAIN.images();
        int[] trainLabels = TRAIN.labels();
        for (int i = 0; i < train.length; i++) {
            means[trainLabels[i / Digits.PIXELS]][i % Digits.PIXELS] += train[i] * 10 / TRAIN.count();
        }
        float[] flatMeans = new float[10 * Digits.PIXELS];
        for (int d = 0; d < 10; d++) {
            System.arraycopy(means[d], 0, flatMeans, d * Digits.PIXELS, Digits.PIXELS);
        }
        assertThat(accuracy(flatMeans, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}))
                .isBetween(0.4, 0.8);
        assertThat(accuracy(train, trainLabels)).isGreaterThan(0.85);
    }

    private static double accuracy(float[] known, int[] knownLabels) {
        float[] images = TEST.images();
        int[] labels = TEST.labels();
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = -1;
            float least = Float.MAX_VALUE;
            for (int k = 0; k < knownLabels.length; k++) {
                float distance = 0;
                for (int p = 0; p < Digits.PIXELS; p++) {
                    float difference = images[i * Digits.PIXELS + p] - known[k * Digits.PIXELS + p];
                    distance += difference * difference;
                }
                if (distance < least) {
                    least = distance;
                    best = knownLabels[k];
                }
            }
            right += best == labels[i] ? 1 : 0;
        }
        return right / (double) labels.length;
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2_739_138, Integer.MAX_VALUE})
    void refusesACountThatNoArrayHolds(int count) {
        assertThatThrownBy(() -> Digits.generate(count, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Digits.generate: count is " + count + ", but it must be from 0 to 2739137");
    }

    @Test
    void mayBeEmpty() {
        assertThat(Digits.generate(0, 1).images()).isEmpty();
    }
}
