package dev.autograd.nn;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import org.jspecify.annotations.Nullable;

/// Normalises the last dimensions of each example to mean 0 and variance 1, then scales and shifts each element by
/// `weight` and `bias`, which start as ones and zeros.
///
/// Source: Ba et al., "Layer normalization", 2016.
public final class LayerNorm extends Layer {
    /// What is usually added to the variance.
    public static final double DEFAULT_EPS = 1e-5;

    private final Shape normalizedShape;
    private final double eps;
    private final @Nullable Tensor weight;
    private final @Nullable Tensor bias;

    /// Over the last dimensions, which have the given sizes.
    public LayerNorm(long... normalizedShape) {
        this(DEFAULT_EPS, normalizedShape);
    }

    /// With something else added to the variance.
    public LayerNorm(double eps, long... normalizedShape) {
        this.normalizedShape = Shape.of(normalizedShape);
        this.eps = eps;
        this.weight = parameter("weight", Tensor.ones(this.normalizedShape, DType.FLOAT32));
        this.bias = parameter("bias", Tensor.zeros(this.normalizedShape, DType.FLOAT32));
    }

    private LayerNorm(Shape normalizedShape, double eps, @Nullable Tensor weight) {
        this.normalizedShape = normalizedShape;
        this.eps = eps;
        this.weight = weight == null ? null : parameter("weight", weight);
        this.bias = null;
    }

    /// With weight, but without bias.
    public static LayerNorm withoutBias(double eps, long... normalizedShape) {
        Shape shape = Shape.of(normalizedShape);
        return new LayerNorm(shape, eps, Tensor.ones(shape, DType.FLOAT32));
    }

    /// Without weight and bias.
    public static LayerNorm withoutAffine(double eps, long... normalizedShape) {
        return new LayerNorm(Shape.of(normalizedShape), eps, null);
    }

    @Override
    protected Tensor compute(Tensor x) {
        return F.layerNorm(x, normalizedShape.sizes(), weight, bias, eps);
    }

    @Override
    protected String settings() {
        return normalizedShape + ", eps=" + eps
                + (weight == null ? ", without affine" : bias == null ? ", without bias" : "");
    }
}
