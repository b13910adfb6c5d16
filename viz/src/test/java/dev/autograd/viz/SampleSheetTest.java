package dev.autograd.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.data.Digits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampleSheetTest {
    @TempDir
    private Path folder;

    @Test
    void showsEveryImageAtItsPlace() throws IOException {
        var digits = Digits.generate(23, 1);
        var labels = Arrays.stream(digits.labels()).mapToObj(Integer::toString).toList();
        var target = folder.resolve("samples.png");
        SampleSheet.save(digits.images(), Digits.SIDE, Digits.SIDE, labels, target);
        var sheet = ImageIO.read(target.toFile());
        assertThat(sheet.getWidth()).isEqualTo(8 + 10 * (84 + 8));
        assertThat(sheet.getHeight()).isEqualTo(8 + 3 * (84 + 8 + 18));
        byte[] levels = digits.greyLevels();
        for (int i = 0; i < 23; i++) {
            for (int p = 0; p < Digits.PIXELS; p++) {
                int x = 8 + i % 10 * 92 + 3 * (p % Digits.SIDE) + 1;
                int y = 8 + i / 10 * 110 + 3 * (p / Digits.SIDE) + 1;
                assertThat(sheet.getRGB(x, y) & 0xFF).isEqualTo(levels[i * Digits.PIXELS + p] & 0xFF);
            }
        }
    }

    @Test
    void clampsWhatIsOutsideTheRange() throws IOException {
        var target = folder.resolve("samples.png");
        SampleSheet.save(new float[] {-5, 7, Float.NaN, Float.POSITIVE_INFINITY}, 2, 2, List.of("odd"), target);
        var sheet = ImageIO.read(target.toFile());
        assertThat(sheet.getRGB(10, 10) & 0xFFFFFF).isZero();
        assertThat(sheet.getRGB(80, 10) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0, 2, 1, 'width is 0, but it must be from 1 to 256'",
        "4, 2, 257, 1, 'height is 257, but it must be from 1 to 256'",
        "4, 2, 2, 0, 'the number of labels is 0, but it must be from 1 to 2000'",
        "4, 2, 2, 2001, 'the number of labels is 2001, but it must be from 1 to 2000'",
        "9, 2, 2, 2, 'pixels has 9 numbers, but 2 images of 2 by 2 need 8'",
    })
    void refusesSizesThatDoNotFit(int pixels, int width, int height, int labels, String message) {
        assertThatThrownBy(() -> SampleSheet.save(
                        new float[pixels], width, height, Collections.nCopies(labels, "x"), folder.resolve("s.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SampleSheet.save: " + message);
        assertThat(folder).isEmptyDirectory();
    }
}
