package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Conv2dTest {
    //                                              N, C, H,  W,  M, kh,kw,sh,sw,ph,pw,dh,dw,groups
    private static final Conv2dShape[] SHAPES = {
        new Conv2dShape(1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1),
        new Conv2dShape(2, 3, 8, 9, 5, 3, 3, 1, 1, 1, 1, 1, 1, 1),
        new Conv2dShape(2, 1, 28, 28, 8, 5, 5, 1, 1, 2, 2, 1, 1, 1),
        new Conv2dShape(1, 16, 10, 10, 9, 5, 5, 1, 1, 0, 0, 1, 1, 1),
        new Conv2dShape(2, 18, 7, 5, 6, 3, 2, 1, 1, 2, 1, 1, 1, 1),
        new Conv2dShape(2, 16, 9, 11, 4, 3, 3, 2, 2, 1, 1, 1, 1, 1),
        new Conv2dShape(1, 2, 12, 13, 3, 3, 4, 2, 3, 1, 2, 2, 1, 1),
        new Conv2dShape(1, 17, 13, 14, 2, 2, 3, 1, 2, 0, 1, 3, 2, 1),
        new Conv2dShape(2, 6, 9, 9, 6, 3, 3, 1, 1, 1, 1, 1, 1, 6),
        new Conv2dShape(2, 6, 9, 9, 12, 3, 3, 2, 2, 1, 1, 1, 1, 3),
        new Conv2dShape(1, 34, 6, 20, 4, 1, 1, 1, 1, 0, 0, 1, 1, 2),
        new Conv2dShape(1, 2, 5, 5, 2, 1, 1, 1, 1, 2, 3, 1, 1, 1),
        new Conv2dShape(1, 2, 6, 6, 3, 2, 2, 3, 3, 0, 0, 1, 1, 1),
        new Conv2dShape(1, 3, 1, 40, 4, 1, 7, 1, 1, 0, 3, 1, 2, 1),
        new Conv2dShape(0, 3, 4, 4, 2, 3, 3, 1, 1, 1, 1, 1, 1, 1),
        new Conv2dShape(2, 0, 4, 4, 2, 3, 3, 1, 1, 1, 1, 1, 1, 1),
        // More images than go through a tile together.
        new Conv2dShape(5, 4, 50, 50, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1),
        new Conv2dShape(3, 8, 50, 50, 4, 3, 3, 1, 1, 1, 1, 1, 1, 2),
        // More sums than are kept at a time, by rows and by taps.
        new Conv2dShape(2, 4, 6, 6, 166, 5, 5, 1, 1, 0, 0, 1, 1, 1),
        new Conv2dShape(2, 3, 41, 41, 5, 40, 40, 1, 1, 0, 0, 1, 1, 1),
    };

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void againstTheDefinition(Subject<A> subject) {
        for (Conv2dShape shape : SHAPES) {
            check(subject, shape);
        }
    }

    private static <A> void check(Subject<A> subject, Conv2dShape s) {
        double[] x = Subject.random(s.batch() * s.inChannels() * s.inPlane(), 1);
        double[] weight = Subject.random(s.outChannels() * s.taps(), 2);
        double[] bias = Subject.random(s.outChannels(), 3);
        double[] g = Subject.random(s.batch() * s.outChannels() * s.outPlane(), 4);
        double[] y = new double[g.length];
        double[] dx = new double[x.length];
        double[] dweight = new double[weight.length];
        double[] dbias = new double[bias.length];
        for (int out = 0; out < y.length; out++) {
            int channel = out / s.outPlane() % s.outChannels();
            int image = out / s.outPlane() / s.outChannels();
            y[out] = bias[channel];
            dbias[channel] += g[out];
            for (int tap = 0; tap < s.taps(); tap++) {
                int in = source(s, image, channel, tap, out % s.outPlane());
                if (in >= 0) {
                    y[out] += weight[channel * s.taps() + tap] * x[in];
                    dx[in] += weight[channel * s.taps() + tap] * g[out];
                    dweight[channel * s.taps() + tap] += x[in] * g[out];
                }
            }
        }
        Conv2d<A> kernels = subject.kernels().conv2d();
        String what = s.toString();
        double scale = Math.sqrt(s.taps()) * 4;
        A in = subject.of(shifted(x, 2));
        A weights = subject.of(shifted(weight, 3));
        A gradient = subject.of(shifted(g, 1));
        A out = subject.blank(y.length);
        kernels.forward(s, in, 2, weights, 3, subject.of(shifted(bias, 1)), 1, out, 0);
        subject.check(out, y, scale, "forward " + what);
        kernels.forward(s, in, 2, weights, 3, null, 0, out, 0);
        for (int i = 0; i < y.length; i++) {
            y[i] -= bias[i / s.outPlane() % s.outChannels()];
        }
        subject.check(out, y, scale, "forward without bias " + what);
        A dIn = subject.blank(x.length);
        kernels.backwardInput(s, gradient, 1, weights, 3, dIn, 0);
        subject.check(dIn, dx, scale * 4, "by input " + what);
        A dWeight = subject.blank(weight.length);
        kernels.backwardWeight(s, in, 2, gradient, 1, dWeight, 0);
        subject.check(dWeight, dweight, Math.sqrt(s.outPlane()) * 4, "by weight " + what);
        A dBias = subject.blank(bias.length);
        kernels.backwardBias(s, gradient, 1, dBias, 0);
        subject.check(dBias, dbias, Math.sqrt(s.outPlane()) * 4, "by bias " + what);
    }

    /// The input element that a tap of an output element reads, or -1 in the padding.
    private static int source(Conv2dShape s, int image, int channel, int tap, int pixel) {
        int area = s.kernelHeight() * s.kernelWidth();
        int c = channel / s.groupOutputs() * s.groupInputs() + tap / area;
        int h = pixel / s.outWidth() * s.strideHeight()
                + tap % area / s.kernelWidth() * s.dilationHeight()
                - s.paddingHeight();
        int w = pixel % s.outWidth() * s.strideWidth() + tap % s.kernelWidth() * s.dilationWidth() - s.paddingWidth();
        boolean inside = h >= 0 && h < s.height() && w >= 0 && w < s.width();
        return inside ? ((image * s.inChannels() + c) * s.height() + h) * s.width() + w : -1;
    }

    private static double[] shifted(double[] x, int offset) {
        double[] shifted = new double[x.length + offset];
        Arrays.fill(shifted, 0, offset, Double.NaN);
        System.arraycopy(x, 0, shifted, offset, x.length);
        return shifted;
    }

    @ParameterizedTest
    @MethodSource("dev.autograd.kernel.Subject#all")
    <A> void anImageDoesNotDependOnItsBatch(Subject<A> subject) {
        Conv2dShape three = SHAPES[1].withBatch(3);
        int in = three.inChannels() * three.inPlane();
        int out = three.outChannels() * three.outPlane();
        A x = subject.of(Subject.random(3 * in, 1));
        A weight = subject.of(Subject.random(three.outChannels() * three.taps(), 2));
        A whole = subject.blank(3 * out);
        A parts = subject.blank(3 * out);
        subject.kernels().conv2d().forward(three, x, 0, weight, 0, null, 0, whole, 0);
        subject.kernels().conv2d().forward(three.withBatch(1), x, 0, weight, 0, null, 0, parts, 0);
        subject.kernels().conv2d().forward(three.withBatch(2), x, in, weight, 0, null, 0, parts, out);
        assertThat(subject.values().apply(parts)).isEqualTo(subject.values().apply(whole));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4|3|1|0|1|3 | conv2d: groups 3 must divide the 4 input channels",
                "4|9|1|1|1|1 | conv2d: kernel height 9 reaches over 9 elements, more than the padded input's 7",
                "4|3|0|0|1|1 | conv2d: stride of height 0 must be positive",
                "4|3|1|-1|1|1| conv2d: padding of height -1 must not be negative",
                "4|3|1|0|0|1 | conv2d: dilation of height 0 must be positive"
            })
    void sizesThatContradict(
            int channels, int kernel, int stride, int padding, int dilation, int groups, String message) {
        assertThatThrownBy(() -> new Conv2dShape(
                        1, channels, 5, 5, 6, kernel, kernel, stride, stride, padding, padding, dilation, dilation,
                        groups))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
