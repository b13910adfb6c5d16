package dev.autograd.op.reduction;

import dev.autograd.Tensor;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.value.DType;

/// Whether any or all elements over dimensions are true, and how many are; any nonzero number is true. Without a
/// gradient.
public final class Truth implements ReductionOp {
    /// What is asked.
    enum Question {
        ANY("any", DType.BOOL),
        ALL("all", DType.BOOL),
        COUNT("countNonzero", DType.INT64);

        private final String operator;
        private final DType answer;

        Question(String operator, DType answer) {
            this.operator = operator;
            this.answer = answer;
        }
    }

    private final Question question;
    private final Reduced reduced;

    private Truth(Question question, Reduced reduced) {
        this.question = question;
        this.reduced = reduced;
    }

    /// Whether any is true over the given dimensions; none given means all. False where there are none.
    public static Tensor any(Tensor x, boolean keepDim, int... dims) {
        return of(Question.ANY, x, keepDim, dims);
    }

    /// Whether all are true over the given dimensions; none given means all. True where there are none.
    public static Tensor all(Tensor x, boolean keepDim, int... dims) {
        return of(Question.ALL, x, keepDim, dims);
    }

    /// How many are not 0 over the given dimensions; none given means all.
    public static Tensor countNonzero(Tensor x, int... dims) {
        return of(Question.COUNT, x, false, dims);
    }

    private static Tensor of(Question question, Tensor x, boolean keepDim, int... dims) {
        return Tape.run(new Truth(question, Reduced.of(question.operator, x.shape(), keepDim, dims)), x);
    }

    @Override
    public String name() {
        return question.operator;
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        return new Tensor[] {reduced.reduce(inputs[0], DType.BOOL, question.answer, kernel(question))};
    }

    static Reduced.Kernel kernel(Question question) {
        return switch (question) {
            case ANY ->
                (x, offset, out, at, outer, length, inner) ->
                        Kernels.bool().any((boolean[]) x, offset, (boolean[]) out, at, outer, length, inner);
            case ALL ->
                (x, offset, out, at, outer, length, inner) ->
                        Kernels.bool().all((boolean[]) x, offset, (boolean[]) out, at, outer, length, inner);
            case COUNT ->
                (x, offset, out, at, outer, length, inner) ->
                        Kernels.bool().sum((boolean[]) x, offset, (long[]) out, at, outer, length, inner);
        };
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(new Truth(question, reduced.moved()));
    }
}
