package dev.autograd.kernel.plain;

import dev.autograd.kernel.Conv2d;
import dev.autograd.kernel.Conv2dShape;
import dev.autograd.kernel.Gemm;
import dev.autograd.kernel.Interruption;
import dev.autograd.kernel.Reductions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Convolution as a matrix product with the image's patches, which are copied out as columns.
public final class DoubleConv2d implements Conv2d<double[]> {
    private final Gemm<double[]> gemm;
    private final Reductions<double[], double[]> reductions;

    /// @param gemm does the products
    /// @param reductions sums the gradient of the bias
    public DoubleConv2d(Gemm<double[]> gemm, Reductions<double[], double[]> reductions) {
        this.gemm = gemm;
        this.reductions = reductions;
    }

    @Override
    public void forward(
            Conv2dShape shape,
            double[] x,
            int xOffset,
            double[] weight,
            int weightOffset,
            double @Nullable [] bias,
            int biasOffset,
            double[] y,
            int yOffset) {
        int M = shape.groupOutputs();
        int K = shape.taps();
        int P = shape.outPlane();
        double[] patches = new double[K * P];
        for (int image = 0; image < shape.batch() * shape.groups(); image++) {
            Interruption.check(shape.multiplications());
            int group = image % shape.groups();
            int to = yOffset + image * M * P;
            for (int m = 0; bias != null && m < M; m++) {
                Arrays.fill(y, to + m * P, to + m * P + P, bias[biasOffset + group * M + m]);
            }
            DoublePatches.gather(shape, x, xOffset + image * shape.groupInputs() * shape.inPlane(), patches);
            gemm.gemm(
                    M,
                    P,
                    K,
                    weight,
                    weightOffset + group * M * K,
                    K,
                    1,
                    patches,
                    0,
                    P,
                    1,
                    bias == null ? null : y,
                    to,
                    P,
                    y,
                    to,
                    P);
        }
    }

    @Override
    public void backwardInput(
            Conv2dShape shape, double[] g, int gOffset, double[] weight, int weightOffset, double[] dx, int dxOffset) {
        int M = shape.groupOutputs();
        int K = shape.taps();
        int P = shape.outPlane();
        int size = shape.groupInputs() * shape.inPlane();
        double[] patches = new double[K * P];
        Arrays.fill(dx, dxOffset, dxOffset + shape.batch() * shape.groups() * size, 0);
        for (int image = 0; image < shape.batch() * shape.groups(); image++) {
            Interruption.check(shape.multiplications());
            int from = weightOffset + image % shape.groups() * M * K;
            gemm.gemm(K, P, M, weight, from, 1, K, g, gOffset + image * M * P, P, 1, null, 0, 0, patches, 0, P);
            DoublePatches.scatter(shape, patches, dx, dxOffset + image * size);
        }
    }

    @Override
    public void backwardWeight(
            Conv2dShape shape, double[] x, int xOffset, double[] g, int gOffset, double[] dweight, int dweightOffset) {
        int M = shape.groupOutputs();
        int K = shape.taps();
        int P = shape.outPlane();
        double[] patches = new double[K * P];
        Arrays.fill(dweight, dweightOffset, dweightOffset + shape.groups() * M * K, 0);
        for (int image = 0; image < shape.batch() * shape.groups(); image++) {
            Interruption.check(shape.multiplications());
            int to = dweightOffset + image % shape.groups() * M * K;
            DoublePatches.gather(shape, x, xOffset + image * shape.groupInputs() * shape.inPlane(), patches);
            gemm.gemm(M, K, P, g, gOffset + image * M * P, P, 1, patches, 0, 1, P, dweight, to, K, dweight, to, K);
        }
    }

    @Override
    public void backwardBias(Conv2dShape shape, double[] g, int gOffset, double[] dbias, int dbiasOffset) {
        int channels = shape.outChannels();
        double[] sums = new double[shape.batch() * channels];
        reductions.sum(g, gOffset, sums, 0, shape.batch() * channels, shape.outPlane(), 1);
        reductions.sum(sums, 0, dbias, dbiasOffset, 1, shape.batch(), channels);
    }
}
