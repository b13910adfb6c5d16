package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Products of matrices, or of stacks of matrices that broadcast against each other.
///
/// `C = A B` with `A (..., M, K)`, `B (..., K, N)`, `C (..., M, N)`. Gradients `dA = dC B^T` and `dB = A^T dC`, summed
/// over the dimensions that were broadcast.
public final class MatMul implements ContractionOp {
    private final String name;

    private MatMul(String name) {
        this.name = name;
    }

    /// As `matmul`: vectors count as one row on the left and one column on the right, and stacks of matrices
    /// broadcast.
    ///
    /// @throws IllegalArgumentException when sizes or types do not fit, or an operand is a scalar
    public static Tensor matmul(Tensor a, Tensor b) {
        Check.that(
                a.dim() > 0 && b.dim() > 0,
                () -> "matmul: both operands need at least one dimension, but have " + a.dim() + " and " + b.dim()
                        + "; use mul for scalars");
        if (a.dim() == 1 && b.dim() == 1) {
            return product("matmul", a.unsqueeze(0), b.unsqueeze(1)).reshape(Shape.SCALAR);
        }
        if (a.dim() == 1) {
            return product("matmul", a.unsqueeze(0), b).squeeze(-2);
        }
        return b.dim() == 1 ? product("matmul", a, b.unsqueeze(1)).squeeze(-1) : product("matmul", a, b);
    }

    /// As `mm`: two matrices.
    public static Tensor mm(Tensor a, Tensor b) {
        Check.rank("mm", "input", a, 2);
        Check.rank("mm", "other", b, 2);
        return product("mm", a, b);
    }

    /// As `bmm`: two stacks of equally many matrices.
    public static Tensor bmm(Tensor a, Tensor b) {
        Check.rank("bmm", "input", a, 3);
        Check.rank("bmm", "other", b, 3);
        Check.that(
                a.size(0) == b.size(0),
                () -> "bmm: input " + a.shape() + " has " + a.size(0) + " matrices, but other " + b.shape() + " has "
                        + b.size(0));
        return product("bmm", a, b);
    }

    /// As `mv`: a matrix and a vector.
    public static Tensor mv(Tensor a, Tensor b) {
        Check.rank("mv", "input", a, 2);
        Check.rank("mv", "other", b, 1);
        Check.that(
                a.size(1) == b.size(0),
                () -> "mv: the last dimension of input " + a.shape() + " is " + a.size(1) + ", but other " + b.shape()
                        + " has " + b.size(0) + " elements");
        return product("mv", a, b.unsqueeze(1)).squeeze(1);
    }

    /// As `dot`: two vectors of one length.
    public static Tensor dot(Tensor a, Tensor b) {
        Check.rank("dot", "input", a, 1);
        Check.rank("dot", "other", b, 1);
        Check.that(
                a.size(0) == b.size(0),
                () -> "dot: input " + a.shape() + " has " + a.size(0) + " elements, but other " + b.shape() + " has "
                        + b.size(0));
        return product("dot", a.unsqueeze(0), b.unsqueeze(1)).reshape(Shape.SCALAR);
    }

    /// As `outer`: every element of one vector times every element of another.
    public static Tensor outer(Tensor a, Tensor b) {
        Check.rank("outer", "input", a, 1);
        Check.rank("outer", "other", b, 1);
        return a.unsqueeze(1).mul(b);
    }

    /// As `addmm`: `beta input + alpha (a b)`, where `input` broadcasts to the product's shape and is not read when
    /// `beta` is 0.
    public static Tensor addmm(Tensor input, Tensor a, Tensor b, double beta, double alpha) {
        Check.rank("addmm", "first matrix", a, 2);
        Check.rank("addmm", "second matrix", b, 2);
        Check.sameDtype("addmm", "input", input, "first matrix", a);
        Check.that(
                a.size(1) == b.size(0),
                () -> "addmm: the last dimension of the first matrix " + a.shape() + " is " + a.size(1)
                        + ", but the first of the second " + b.shape() + " is " + b.size(0));
        Check.that(
                Broadcast.fits(input.shape(), Shape.of(a.size(0), b.size(1))),
                () -> "addmm: input " + input.shape() + " does not broadcast to the product's shape "
                        + Shape.of(a.size(0), b.size(1)));
        Tensor product = product("addmm", a, b);
        Tensor scaled = alpha == 1 ? product : product.mul(alpha);
        if (beta == 0) {
            return scaled;
        }
        return (beta == 1 ? input : input.mul(beta)).add(scaled).to(a.dtype());
    }

    private static Tensor product(String name, Tensor a, Tensor b) {
        Check.sameDtype(name, "input", a, "other", b);
        Check.that(
                a.dtype() != DType.BOOL, () -> name + ": bool tensors cannot be multiplied; convert them with to(...)");
        Check.that(
                a.size(-1) == b.size(-2),
                () -> name + ": the last dimension of input " + a.shape() + " is " + a.size(-1)
                        + ", but the second-to-last of other " + b.shape() + " is " + b.size(-2));
        if (a.dim() > 2 || b.dim() > 2) {
            Broadcast.shapes(name, stack(a.shape()), stack(b.shape()));
        }
        return Tape.run(new MatMul(name), a, b);
    }

    /// The dimensions in front of the matrices.
    private static Shape stack(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.sizes(), shape.rank() - 2));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OperatorFamily family() {
        return OperatorFamily.MATMUL;
    }

    @Override
    public String onnx() {
        return "MatMul";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor a = inputs[0];
        Tensor b = inputs[1];
        int M = (int) a.size(-2);
        int N = (int) b.size(-1);
        if (a.dim() == 2 && b.dim() == 2) {
            Shape shape = Shape.of(M, N);
            Storage out = Storage.forResult(a.dtype(), shape.numel());
            Products.matrix(a, a.layout(), b, b.layout(), out);
            return new Tensor[] {Tape.wrap(out, shape.contiguous())};
        }
        Shape stack = Broadcast.shapes(name, stack(a.shape()), stack(b.shape()));
        Shape shape = grown(stack, M, N);
        Storage out = Storage.forResult(a.dtype(), shape.numel());
        Layout rows = b.dim() == 2 ? a.layout().view(Shape.of(stack.numel() * M, a.size(-1))) : null;
        if (rows != null) {
            Products.matrix(a, rows, b, b.layout(), out); // one tall matrix instead of many
        } else {
            Layout left = a.layout().expand(grown(stack, M, a.size(-1)));
            Layout right = b.layout().expand(grown(stack, b.size(-2), N));
            Products.matrices(a, left, b, right, out);
        }
        return new Tensor[] {Tape.wrap(out, shape.contiguous())};
    }

    private static Shape grown(Shape stack, long rows, long columns) {
        long[] sizes = Arrays.copyOf(stack.sizes(), stack.rank() + 2);
        sizes[stack.rank()] = rows;
        sizes[stack.rank() + 1] = columns;
        return Shape.of(sizes);
    }

    @Override
    public long saves(int input) {
        return Op.input(1 - input);
    }

    @Override
    public String gradientRule() {
        return """
                x: grad y^T
                y: x^T grad""";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Tensor g = b.grad();
        if (input == 0) {
            return Broadcast.sumTo(product(name, g, b.in(1).mT()), b.inputShape(0));
        }
        Tensor a = b.in(0);
        if (b.inputShape(1).rank() == 2 && a.dim() > 2) {
            return product("mm", Linear.matrix(a).mT(), Linear.matrix(g));
        }
        return Broadcast.sumTo(product(name, a.mT(), g), b.inputShape(1));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return new Tensor[] {f.bilinear((a, b) -> product(name, a, b))};
    }

    /// The examples are one dimension more of the stacks. A matrix that all share goes to the right, where it
    /// meets all rows of all examples in one product.
    @Override
    public Tensor[] vmap(Batch b) {
        int rank = b.rank();
        Tensor left = b.aligned(0, rank);
        Tensor right = b.aligned(1, rank);
        if (!b.isBatched(0) && left.dim() == 2 && right.size(-1) == 1) {
            return new Tensor[] {product(name, right.mT(), left.mT()).mT()};
        }
        return new Tensor[] {product(name, left, right)};
    }
}
