package dev.autograd.kernel.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.kernel.Backends;
import dev.autograd.kernel.Reductions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In pieces of sixteen elements the same as in whole rows, of small whole numbers, whose sums are exact.
class ParallelReductionsTest {
    private static final int OFFSET = 3;

    private final Reductions<float[], float[]> whole =
            Backends.current().float32().reductions();
    private final Reductions<float[], float[]> pieces = new ParallelReductions<>(whole, new Workers(2), 16);

    private interface Kernel {
        void run(Reductions<float[], float[]> kernels, float[] x, float[] out, long[] places);
    }

    @ParameterizedTest
    @CsvSource({"1,1000,1", "1,999,3", "3,64,5", "7,33,40", "9,100,1", "2,3,500", "1,5000,1", "1,1,1", "0,5,5", "2,0,3"
    })
    void piecesAgainstWholeRows(int outer, int len, int inner) {
        float[] x = new float[OFFSET + outer * len * inner];
        var random = new Random(len);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(40) - 20;
        }
        int scans = outer * len * inner;
        check(outer * inner, x, (k, in, out, places) -> k.sum(in, OFFSET, out, 1, outer, len, inner));
        check(scans, x, (k, in, out, places) -> k.cumsum(in, OFFSET, out, 1, outer, len, inner));
        if (len == 0) {
            return;
        }
        for (float special : new float[] {20, Float.NaN}) {
            for (int i = x.length / 2; i < x.length; i += 97) {
                x[i] = special;
            }
            check(outer * inner, x, (k, in, out, places) -> k.max(in, OFFSET, out, 1, outer, len, inner));
            check(outer * inner, x, (k, in, out, places) -> k.min(in, OFFSET, out, 1, outer, len, inner));
            check(outer * inner, x, (k, in, out, places) -> k.argmax(in, OFFSET, places, 1, outer, len, inner));
            check(outer * inner, x, (k, in, out, places) -> k.argmin(in, OFFSET, places, 1, outer, len, inner));
        }
        Arrays.fill(x, 1.25f);
        check(outer * inner, x, (k, in, out, places) -> k.prod(in, OFFSET, out, 1, outer, len, inner));
        check(scans, x, (k, in, out, places) -> k.cumprod(in, OFFSET, out, 1, outer, len, inner));
    }

    private void check(int size, float[] x, Kernel kernel) {
        float[] expected = new float[size + 1];
        float[] actual = new float[size + 1];
        long[] expectedPlaces = new long[size + 1];
        long[] actualPlaces = new long[size + 1];
        kernel.run(whole, x, expected, expectedPlaces);
        kernel.run(pieces, x, actual, actualPlaces);
        assertThat(actual).isEqualTo(expected);
        assertThat(actualPlaces).isEqualTo(expectedPlaces);
    }
}
