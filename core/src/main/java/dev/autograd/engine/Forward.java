package dev.autograd.engine;

import dev.autograd.Tensor;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// What a forward-mode rule may read: the tangents of its operator's inputs, and the inputs and outputs that the
/// operator declared to save for its gradient. Both modes read the same values, since both apply the same derivative.
///
/// @see Op#jvp
public final class Forward implements SavedValues {
    private final OpNode node;
    private final Unpacked saved;
    private final @Nullable Tensor[] tangents;

    /// The rule's view of one node.
    ///
    /// @param tangents of the inputs, null where the input does not move
    Forward(OpNode node, @Nullable Tensor[] tangents) {
        this.node = node;
        this.saved = new Unpacked(node);
        this.tangents = tangents;
    }

    @Override
    public Tensor opaque(Op op, Tensor value, @Nullable Tensor... others) {
        return Tape.opaque(node, op, value, others);
    }

    /// How many inputs the operator had.
    public int inputCount() {
        return node.inputCount();
    }

    /// Whether an input moves.
    public boolean moves(int i) {
        return tangents[i] != null;
    }

    /// The tangent of an input, or null when it does not move.
    public @Nullable Tensor tangent(int i) {
        return tangents[i];
    }

    /// The tangent of the only, or the first, input, which moves.
    public Tensor tangent() {
        Tensor tangent = tangents[0];
        if (tangent == null) {
            throw new IllegalStateException(node.name() + ": input 0 does not move");
        }
        return tangent;
    }

    /// The tangent of an input, zeros when it does not move. The input must be one that gradients can flow to.
    public Tensor tangentOrZeros(int i) {
        Tensor tangent = tangents[i];
        return tangent != null ? tangent : Tensor.zerosLike(in(i));
    }

    /// The tangent of an input of the shape and type of the first output, zeros when it does not move.
    public Tensor outputTangent(int i) {
        Tensor tangent = tangents[i];
        return tangent != null ? tangent : Tensor.zeros(outputShape(0), outputDtype(0));
    }

    @Override
    public Tensor in(int i) {
        return saved.get(i);
    }

    /// The only, or the first, output, saved.
    public Tensor out() {
        return saved.get(node.inputCount());
    }

    @Override
    public Tensor out(int i) {
        return saved.get(node.inputCount() + i);
    }

    /// The shape of an output.
    public Shape outputShape(int i) {
        return node.shape(i);
    }

    /// The element type of an output.
    public DType outputDtype(int i) {
        return node.dtype(i);
    }

    /// The rule of a linear operator of one input, which is its own derivative: it runs on the tangent.
    public Tensor[] linear(Op op) {
        return Tape.runAll(op, tangent());
    }

    /// The derivative of what is linear in each of inputs 0 and 1: the product of one's tangent and the other's
    /// value,
    /// both summed. Null when neither moves. The operator must save each of them for the other's gradient.
    public @Nullable Tensor bilinear(BinaryOperator<Tensor> product) {
        Tensor byFirst = tangents[0] == null ? null : product.apply(tangents[0], in(1));
        Tensor bySecond = tangents[1] == null ? null : product.apply(in(0), tangents[1]);
        return sum(byFirst, bySecond);
    }

    /// The sum of two tangents of which either may be missing.
    public static @Nullable Tensor sum(@Nullable Tensor a, @Nullable Tensor b) {
        return a == null ? b : b == null ? a : a.add(b);
    }
}
