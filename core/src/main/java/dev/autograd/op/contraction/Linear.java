package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// The affine map `y = x W^T + b` of the last dimension: `x (..., in)`, `W (out, in)`, `b (out)`, `y (..., out)`.
///
/// Gradients, with all dimensions but the last taken as rows: `dx = dy W`, `dW = dy^T x`, `db` the sum of `dy` over
/// rows.
public final class Linear implements ContractionOp {
    private static final Linear PRODUCT = new Linear(OperatorFamily.MATMUL);
    private static final Linear BIASED = new Linear(OperatorFamily.MATMUL_ADD);

    private final OperatorFamily family;

    private Linear(OperatorFamily family) {
        this.family = family;
    }

    /// The product with the transposed weight, whose sums start from the bias.
    ///
    /// @throws IllegalArgumentException when sizes or types do not fit
    public static Tensor of(Tensor x, Tensor weight, @Nullable Tensor bias) {
        Check.floating("linear", "input", x);
        Check.sameDtype("linear", "input", x, "weight", weight);
        Check.rank("linear", "weight", weight, 2);
        Check.that(x.dim() > 0, () -> "linear: input is a scalar, but needs at least one dimension");
        Check.that(
                x.size(-1) == weight.size(1),
                () -> "linear: the last dimension of input " + x.shape() + " is " + x.size(-1) + ", but weight "
                        + weight.shape() + " takes " + weight.size(1) + " features");
        if (bias == null) {
            return Tape.run(PRODUCT, x, weight);
        }
        Check.sameDtype("linear", "input", x, "bias", bias);
        Check.that(
                bias.dim() == 1 && bias.size(0) == weight.size(0),
                () -> "linear: bias " + bias.shape() + " must have one element for each of the " + weight.size(0)
                        + " rows of weight " + weight.shape());
        return Tape.run(BIASED, x, weight, bias);
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public OperatorFamily family() {
        return family;
    }

    @Override
    public String onnx() {
        return "Gemm";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = inputs[0];
        Tensor weight = inputs[1];
        long in = weight.size(1);
        long out = weight.size(0);
        Shape shape = x.shape().with(x.dim() - 1, out);
        Storage storage = Storage.forResult(x.dtype(), shape.numel());
        Shape matrix = Shape.of(rows(x.shape()), in);
        Layout rows = x.layout().view(matrix);
        if (rows == null) {
            x = Copy.dense(x);
            rows = matrix.contiguous();
        }
        Tensor bias = inputs.length == 3 ? inputs[2] : null;
        Products.affine(x, rows, weight, weight.layout().permute(1, 0), bias, storage);
        return new Tensor[] {Tape.wrap(storage, shape.contiguous())};
    }

    /// The number of elements of all dimensions but the last; not by division, since the last may be 0.
    static long rows(Shape shape) {
        long rows = 1;
        for (int i = 0; i < shape.rank() - 1; i++) {
            rows *= shape.size(i);
        }
        return rows;
    }

    /// All dimensions but the last as one.
    static Tensor matrix(Tensor x) {
        return x.dim() == 2 ? x : x.reshape(rows(x.shape()), x.size(-1));
    }

    @Override
    public long saves(int input) {
        return input == 2 ? 0 : Op.input(1 - input);
    }

    @Override
    public String gradientRule() {
        return """
                x: grad weight
                weight: grad^T x, over all rows
                bias: sum of grad over all rows""";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor g = b.grad();
        return switch (input) {
            case 0 -> MatMul.matmul(g, b.in(1));
            case 1 -> MatMul.mm(matrix(g).mT(), matrix(b.in(0)));
            default -> matrix(g).sum(0);
        };
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor product = f.bilinear((x, weight) -> of(x, weight, null));
        Tensor bias = f.inputCount() == 3 ? f.tangent(2) : null;
        return new Tensor[] {Forward.sum(product, bias == null ? null : bias.expand(f.outputShape(0)))};
    }

    /// With one weight the examples are further rows.
    @Override
    public Tensor[] vmap(Batch b) {
        Tensor bias = b.inputCount() == 3 ? b.in(2) : null;
        if (b.isBatched(1)) {
            return shifted(products(b), b);
        }
        return bias == null || !b.isBatched(2)
                ? new Tensor[] {of(b.in(0), b.in(1), bias)}
                : shifted(of(b.in(0), b.in(1), null), b);
    }

    private static Tensor[] shifted(Tensor y, Batch b) {
        return new Tensor[] {
            b.inputCount() == 3 ? y.add(b.aligned(2, b.example(0).dim())) : y
        };
    }

    /// The products with every example's own weight. What all examples share meets all weights in one product.
    private static Tensor products(Batch b) {
        Tensor weights = b.in(1);
        Shape x = b.example(0).shape();
        Tensor y = b.isBatched(0)
                ? MatMul.matmul(b.in(0).reshape(b.size(), rows(x), weights.size(2)), weights.mT())
                : MatMul.matmul(weights, matrix(b.in(0)).mT()).mT();
        return y.reshape(b.shape(x.with(x.rank() - 1, weights.size(1))));
    }
}
