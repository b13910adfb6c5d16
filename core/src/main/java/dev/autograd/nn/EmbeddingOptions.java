package dev.autograd.nn;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.op.indexing.Embedding;
import org.jspecify.annotations.Nullable;

/// How [F#embedding(Tensor, Tensor, EmbeddingOptions)] treats the rows it looks up; refined by the methods here.
///
/// @param paddingIdx the row that gets no gradient, counted from the end when negative; null for none
/// @param maxNorm the largest norm of a row: those looked up that are longer are scaled down in place first; null for
/// no limit
/// @param normType the p of that norm
/// @param scaleGradByFreq whether the gradient of a row is divided by how often it was looked up
public record EmbeddingOptions(
        @Nullable Long paddingIdx, @Nullable Double maxNorm, double normType, boolean scaleGradByFreq) {
    /// PyTorch's defaults: no padding, no limit, plain sums for gradients.
    public static final EmbeddingOptions DEFAULT = new EmbeddingOptions(null, null, 2, false);

    /// The same with a row that gets no gradient.
    public EmbeddingOptions withPaddingIdx(long paddingIdx) {
        return new EmbeddingOptions(paddingIdx, maxNorm, normType, scaleGradByFreq);
    }

    /// The same with a largest norm.
    public EmbeddingOptions withMaxNorm(double maxNorm) {
        return new EmbeddingOptions(paddingIdx, maxNorm, normType, scaleGradByFreq);
    }

    /// The same with another norm to measure rows by.
    public EmbeddingOptions withNormType(double normType) {
        return new EmbeddingOptions(paddingIdx, maxNorm, normType, scaleGradByFreq);
    }

    /// The same with gradients divided by how often a row was looked up.
    public EmbeddingOptions withScaleGradByFreq() {
        return new EmbeddingOptions(paddingIdx, maxNorm, normType, true);
    }

    /// @throws IllegalArgumentException when `indices` are no integers or the norm is negative
    /// @throws IndexOutOfBoundsException when there is no such row
    Tensor lookUp(Tensor indices, Tensor weight) {
        Check.rank("embedding", "weight", weight, 2);
        Check.index("embedding", "indices", indices);
        if (maxNorm != null) {
            shorten(indices, weight, maxNorm);
        }
        if (scaleGradByFreq) {
            return Embedding.scaledByFrequency(indices, weight, paddingIdx);
        }
        return paddingIdx == null ? Embedding.of(indices, weight) : Embedding.of(indices, weight, paddingIdx);
    }

    private void shorten(Tensor indices, Tensor weight, double longest) {
        Check.that(longest >= 0, () -> "embedding: maxNorm must not be negative, but is " + longest);
        Autograd.noGrad(() -> {
            Tensor index = indices.reshape(-1);
            Tensor rows = Embedding.of(index, weight);
            Tensor norms = rows.normKeepDim(normType, 1);
            // The small number is PyTorch's.
            Tensor scale = norms.add(1e-7).reciprocal().mul(longest);
            Tensor shortened = rows.mul(scale).where(norms.gt(longest), rows);
            Tensor columns = index.unsqueeze(1).expand(shortened.shape());
            weight.copy_(weight.scatter(0, columns, shortened));
        });
    }
}
