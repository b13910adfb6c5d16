package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Recurrence;
import dev.autograd.op.Op;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// The solution of a linear recurrence along a dimension: `y[i] = a[i] y[i-1] + b[i]`, or with `y[i+1]` when it runs
/// from the end.
///
/// Gradients are a recurrence the other way: with `t[i] = g[i] + a[i+1] t[i+1]`, `b[i]` gets `t[i]` and `a[i]` gets
/// `t[i] y[i-1]`. Tangents are the same recurrence: `y'[i] = a[i] y'[i-1] + a'[i] y[i-1] + b'[i]`.
///
/// @param fromEnd whether it runs from the last index to the first
record LinearScan(int dim, boolean fromEnd) implements Op {
    /// `y[i] = a[i] y[i-1] + b[i]`, for operands of one shape that is no scalar's.
    static Tensor forward(Tensor a, Tensor b, int dim) {
        return Tape.run(new LinearScan(dim, false), a, b);
    }

    /// `y[i] = a[i] y[i+1] + b[i]`, for operands of one shape that is no scalar's.
    static Tensor backward(Tensor a, Tensor b, int dim) {
        return Tape.run(new LinearScan(dim, true), a, b);
    }

    @Override
    public String name() {
        return "linearScan";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor b = inputs[1];
        Reduced along = new Reduced(new int[] {dim}, true);
        Reduced.Dense factors = along.dense(inputs[0], b.dtype());
        Reduced.Dense terms = along.dense(b, b.dtype());
        Storage out = Storage.forResult(b.dtype(), b.numel());
        Recurrence.solve(
                factors.array(),
                factors.offset(),
                terms.array(),
                terms.offset(),
                out.array(),
                terms.outer(),
                terms.length(),
                terms.inner(),
                fromEnd ? Recurrence.Direction.BACKWARD : Recurrence.Direction.FORWARD);
        return new Tensor[] {Tape.wrap(out, b.shape().contiguous())};
    }

    @Override
    public long saves(int input) {
        return input == 0 ? Op.input(0) | Op.output(0) : Op.input(0);
    }

    @Override
    public String gradientRule() {
        return """
                x[i]: t[i] * out[i-1]
                y[i]: t[i], with t[i] = grad[i] + x[i+1] * t[i+1]""";
    }

    @Override
    public @Nullable Tensor[] gradients(Backward b) {
        Tensor a = fromEnd ? Shift.right(b.in(0), dim, 0) : Shift.left(b.in(0), dim, 0);
        Tensor t = Tape.run(new LinearScan(dim, !fromEnd), a, b.grad());
        Tensor byA = null;
        if (b.needs(0)) {
            byA = t.mul(earlier(b.out()));
        }
        return new @Nullable Tensor[] {byA, b.needs(1) ? t : null};
    }

    /// The result that each step started from.
    private Tensor earlier(Tensor y) {
        return fromEnd ? Shift.left(y, dim, 0) : Shift.right(y, dim, 0);
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor byA = f.tangent(0);
        Tensor terms = Forward.sum(byA == null ? null : byA.mul(earlier(f.out())), f.tangent(1));
        return new Tensor[] {terms == null ? null : Tape.run(this, f.in(0), terms)};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new LinearScan(dim + 1, fromEnd));
    }
}
