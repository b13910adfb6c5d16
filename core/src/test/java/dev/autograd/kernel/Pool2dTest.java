package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.kernel.Pool2d.Divisor;
import dev.autograd.kernel.Pool2dShape.Rounding;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Pool2dTest {
    private static final Pool2dShape[] SHAPES = {
        new Pool2dShape(3, 8, 6, 2, 2, 2, 2, 0, 0, 1, 1, Rounding.FLOOR),
        new Pool2dShape(3, 9, 7, 2, 2, 2, 2, 0, 0, 1, 1, Rounding.FLOOR),
        new Pool2dShape(3, 9, 7, 2, 2, 2, 2, 0, 0, 1, 1, Rounding.CEIL),
        new Pool2dShape(2, 5, 75, 2, 2, 1, 2, 0, 0, 1, 1, Rounding.FLOOR),
        new Pool2dShape(4, 8, 8, 2, 2, 3, 2, 0, 0, 1, 1, Rounding.FLOOR),
        new Pool2dShape(2, 8, 11, 2, 2, 1, 3, 0, 0, 1, 1, Rounding.FLOOR),
        new Pool2dShape(2, 7, 9, 3, 3, 2, 2, 1, 1, 1, 1, Rounding.CEIL),
        new Pool2dShape(2, 10, 11, 3, 2, 1, 2, 1, 1, 2, 3, Rounding.FLOOR),
        new Pool2dShape(1, 5, 5, 2, 3, 3, 4, 1, 1, 1, 1, Rounding.CEIL),
        new Pool2dShape(0, 4, 4, 2, 2, 2, 2, 0, 0, 1, 1, Rounding.FLOOR),
    };

    @ParameterizedTest
    @CsvSource({
        // PyTorch's output sizes
        "8, 2, 2, 0, 1, FLOOR, 4", "7, 3, 2, 1, 1, FLOOR, 4", "7, 2, 2, 0, 1, FLOOR, 3", "7, 2, 2, 0, 1, CEIL, 4",
        "5, 2, 3, 1, 1, CEIL, 2", "3, 2, 2, 1, 1, CEIL, 2", "10, 3, 1, 1, 2, FLOOR, 8", "2, 3, 1, 1, 1, FLOOR, 2"
    })
    void outputSize(int size, int kernel, int stride, int padding, int dilation, Rounding rounding, int expected) {
        Pool2dShape shape = new Pool2dShape(
                1, size, size, kernel, kernel, stride, stride, padding, padding, dilation, dilation, rounding);
        assertThat(shape.outHeight()).isEqualTo(expected);
        assertThat(shape.outWidth()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2|2|2 | pool2d: padding of height 2 must be at most half of the 2 elements the kernel reaches over",
                "9|2|0 | pool2d: kernel height 9 reaches over 9 elements, more than the padded input's 5",
                "2|1|9 | pool2d: padding of height 9 must be at most half of the 2 elements the kernel reaches over",
                "2|0|0 | pool2d: stride of height 0 must be positive"
            })
    void sizesThatContradict(int kernel, int stride, int padding, String message) {
        assertThatThrownBy(() -> new Pool2dShape(
                        1, 5, 5, kernel, kernel, stride, stride, padding, padding, 1, 1, Rounding.FLOOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void max(Subject<A> subject) {
        for (Pool2dShape s : SHAPES) {
            double[] x = Arrays.stream(Subject.random(s.planes() * s.inPlane(), 1))
                    .map(v -> Math.rint(3 * v))
                    .toArray();
            if (x.length > 20) {
                Arrays.fill(x, 12, 20, Double.NEGATIVE_INFINITY);
                for (int i = 3; i < x.length / 2; i += 5) {
                    x[i] = Double.NaN;
                }
            }
            double[] g = Subject.random(s.planes() * s.outPlane(), 2);
            double[] y = new double[g.length];
            long[] index = new long[g.length];
            double[] dx = new double[x.length];
            for (int out = 0; out < y.length; out++) {
                int plane = out / s.outPlane() * s.inPlane();
                index[out] = -1;
                for (int tap = 0; tap < s.kernelHeight() * s.kernelWidth(); tap++) {
                    int h = out % s.outPlane() / s.outWidth() * s.strideHeight()
                            + tap / s.kernelWidth() * s.dilationHeight()
                            - s.paddingHeight();
                    int w = out % s.outWidth() * s.strideWidth()
                            + tap % s.kernelWidth() * s.dilationWidth()
                            - s.paddingWidth();
                    if (h >= 0 && h < s.height() && w >= 0 && w < s.width()) {
                        double v = x[plane + h * s.width() + w];
                        if (index[out] < 0 || v > y[out] || Double.isNaN(v) && !Double.isNaN(y[out])) {
                            y[out] = v;
                            index[out] = h * s.width() + w;
                        }
                    }
                }
                dx[plane + (int) index[out]] += g[out];
            }
            A got = subject.blank(y.length);
            long[] gotIndex = new long[y.length + 1];
            subject.kernels().pool2d().max(s, subject.of(x), 0, got, 0, gotIndex, 1);
            subject.check(got, y, 0, "max " + s);
            assertThat(Arrays.copyOfRange(gotIndex, 1, gotIndex.length))
                    .as(s.toString())
                    .isEqualTo(index);
            A dIn = subject.blank(x.length);
            subject.kernels().pool2d().maxBackward(s, subject.of(g), 0, gotIndex, 1, dIn, 0);
            subject.check(dIn, dx, 1, "max backward " + s);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void average(Subject<A> subject) {
        for (Pool2dShape s : SHAPES) {
            if (s.dilationHeight() == 1) {
                for (Divisor divisor : Divisor.values()) {
                    checkAverage(subject, s, divisor);
                }
            }
        }
    }

    private static <A> void checkAverage(Subject<A> subject, Pool2dShape s, Divisor divisor) {
        double[] x = Subject.random(s.planes() * s.inPlane(), 1);
        double[] g = Subject.random(s.planes() * s.outPlane(), 2);
        double[] y = new double[g.length];
        double[] dx = new double[x.length];
        for (int out = 0; out < y.length; out++) {
            int plane = out / s.outPlane() * s.inPlane();
            int top = out % s.outPlane() / s.outWidth() * s.strideHeight() - s.paddingHeight();
            int left = out % s.outWidth() * s.strideWidth() - s.paddingWidth();
            int inside = 0;
            int padded = 0;
            for (int pass = 0; pass < 2; pass++) {
                for (int h = top; h < top + s.kernelHeight(); h++) {
                    for (int w = left; w < left + s.kernelWidth(); w++) {
                        boolean in = h >= 0 && h < s.height() && w >= 0 && w < s.width();
                        boolean paddedIn = h < s.height() + s.paddingHeight() && w < s.width() + s.paddingWidth();
                        if (pass == 0) {
                            inside += in ? 1 : 0;
                            padded += paddedIn ? 1 : 0;
                        } else if (in) {
                            int count = divisor == Divisor.WITH_PADDING ? padded : inside;
                            y[out] += x[plane + h * s.width() + w] / count;
                            dx[plane + h * s.width() + w] += g[out] / count;
                        }
                    }
                }
            }
        }
        A got = subject.blank(y.length);
        subject.kernels().pool2d().average(s, divisor, subject.of(x), 0, got, 0);
        subject.check(got, y, 1, "average " + s + divisor);
        A dIn = subject.blank(x.length);
        subject.kernels().pool2d().averageBackward(s, divisor, subject.of(g), 0, dIn, 0);
        subject.check(dIn, dx, 1, "average backward " + s + divisor);
    }
}
