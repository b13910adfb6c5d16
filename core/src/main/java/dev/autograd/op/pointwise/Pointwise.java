package dev.autograd.op.pointwise;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.engine.ThreadState;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.kernel.Loops;
import dev.autograd.op.Broadcast;
import dev.autograd.op.Op;
import dev.autograd.op.Promotion;
import dev.autograd.value.DType;
import dev.autograd.value.DType.Category;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row of the table with the settings of one call.
public final class Pointwise implements Op {
    private static final double[] NONE = {};

    private final Row row;
    private final double[] params;
    private final Category scalar;

    private Pointwise(Row row, double[] params, Category scalar) {
        this.row = row;
        this.params = params;
        this.scalar = scalar;
    }

    /// A row without settings.
    static Pointwise of(Row row) {
        return new Pointwise(row, NONE, Category.BOOLEAN);
    }

    /// A row with settings that do not take part in type promotion.
    static Pointwise of(Row row, double... params) {
        return new Pointwise(row, params, Category.BOOLEAN);
    }

    /// A row one of whose operands is a Java number.
    static Pointwise withScalar(Row row, double value, Category category) {
        return new Pointwise(row, new double[] {value}, category);
    }

    /// A row several of whose operands are Java numbers of one category.
    static Pointwise withScalars(Row row, Category category, double... values) {
        return new Pointwise(row, values, category);
    }

    /// Runs on one operand.
    Tensor run(Tensor a) {
        ThreadState thread = ThreadState.current();
        if (a.isBatched() || thread.timed()) {
            return Tape.run(this, a);
        }
        Tensor output;
        try {
            output = forward(a);
        } catch (OutOfMemoryError e) {
            throw Tape.outOfMemory(this, e);
        }
        if (thread.gradEnabled() && a.requiresGrad()) {
            Tape.attach(this, a, saves(0), output, thread);
        }
        if (thread.watched()) {
            Tape.watch(this, new Tensor[] {a}, new Tensor[] {output}, thread);
        }
        return output;
    }

    /// Runs on two operands, which broadcast.
    Tensor run(Tensor a, Tensor b) {
        ThreadState thread = ThreadState.current();
        if (a.isBatched() || b.isBatched() || thread.timed()) {
            return Tape.run(this, a, b);
        }
        Tensor output;
        try {
            output = forward(a, b);
        } catch (OutOfMemoryError e) {
            throw Tape.outOfMemory(this, e);
        }
        if (thread.gradEnabled() && (a.requiresGrad() || b.requiresGrad())) {
            attach(a, b, output, thread);
        }
        if (thread.watched()) {
            Tape.watch(this, new Tensor[] {a, b}, new Tensor[] {output}, thread);
        }
        return output;
    }

    private void attach(Tensor a, Tensor b, Tensor output, ThreadState thread) {
        long saves = (a.requiresGrad() ? saves(0) : 0) | (b.requiresGrad() ? saves(1) : 0);
        Tape.attach(this, a, b, saves, output, thread);
    }

    /// Runs on three operands, which broadcast.
    Tensor run(Tensor a, Tensor b, Tensor c) {
        return Tape.run(this, a, b, c);
    }

    @Override
    public String name() {
        return row.name();
    }

    @Override
    public OperatorFamily family() {
        return row.family();
    }

    @Override
    public @Nullable String onnx() {
        return row.onnx();
    }

    @Override
    public Tensor[] forward(Tensor[] in) {
        return new Tensor[] {
            switch (in.length) {
                case 1 -> forward(in[0]);
                case 2 -> forward(in[0], in[1]);
                default -> compute(in);
            }
        };
    }

    private Tensor forward(Tensor a) {
        try {
            return compute(a);
        } catch (ArithmeticException e) {
            throw ofIntegers(e, a);
        }
    }

    private Tensor forward(Tensor a, Tensor b) {
        try {
            return compute(a, b);
        } catch (ArithmeticException e) {
            throw ofIntegers(e, a, b);
        }
    }

    /// What kernels of integers refuse, such as a division by zero, with the operator and its operands.
    private ArithmeticException ofIntegers(ArithmeticException thrown, Tensor... in) {
        String operands = Arrays.stream(in)
                .map(operand -> operand.dtype() + " " + operand.shape())
                .collect(Collectors.joining(" and "));
        var error = new ArithmeticException(row.name() + ": " + thrown.getMessage() + " (of " + operands + ")");
        error.initCause(thrown);
        return error;
    }

    private Tensor compute(Tensor a) {
        DType compute = row.types().compute(a.dtype(), scalar);
        if (!a.isContiguous() || a.dtype() != row.operandType(0, compute)) {
            return compute(new Tensor[] {a});
        }
        Shape shape = a.shape();
        Storage out = Storage.forResult(row.types().result(compute), shape.numel());
        Loops.run1(
                row.kernel(compute),
                out.array(),
                a.storage().array(),
                (int) a.layout().offset(),
                params,
                (int) shape.numel());
        return Tape.wrap(out, shape.contiguous());
    }

    private Tensor compute(Tensor a, Tensor b) {
        DType compute = a.dtype() == b.dtype() ? row.types().compute(a.dtype(), scalar) : null;
        if (compute != a.dtype() || row.hasConditions() || !a.isContiguous() || !b.isContiguous()) {
            return compute(new Tensor[] {a, b});
        }
        Shape shape = a.shape();
        boolean same = shape.equals(b.shape());
        if (!same && !Loops.repeatsAlong(b.shape(), shape)) {
            return compute(new Tensor[] {a, b});
        }
        Storage out = Storage.forResult(row.types().result(compute), shape.numel());
        PointwiseKernel kernel = row.kernel(compute);
        Object left = a.storage().array();
        Object right = b.storage().array();
        int leftAt = (int) a.layout().offset();
        int rightAt = (int) b.layout().offset();
        int n = (int) shape.numel();
        if (same) {
            Loops.run2(kernel, out.array(), 0, left, leftAt, right, rightAt, params, n);
        } else {
            int length = (int) b.shape().numel();
            for (int at = 0; at < n; at += length) {
                kernel.run2(out.array(), at, left, leftAt + at, right, rightAt, params, length);
            }
        }
        return Tape.wrap(out, shape.contiguous());
    }

    /// Writes the result for two operands over the first, off the tape, if both are dense and of one type and
    /// shape.
    ///
    /// @return whether they are
    boolean overwrite(Tensor a, Tensor b) {
        DType type = a.dtype();
        if (type != b.dtype()
                || !a.isContiguous()
                || !b.isContiguous()
                || !a.shape().equals(b.shape())) {
            return false;
        }
        Object sums = a.storage().array();
        int at = (int) a.layout().offset();
        int n = (int) a.shape().numel();
        Loops.run2(
                row.kernel(type),
                sums,
                at,
                sums,
                at,
                b.storage().array(),
                (int) b.layout().offset(),
                params,
                n);
        return true;
    }

    /// Operands of any layout and type.
    private Tensor compute(Tensor[] in) {
        Shape shape = in[0].shape();
        for (int i = 1; i < in.length; i++) {
            shape = Broadcast.shapes(row.name(), shape, in[i].shape());
        }
        DType compute = row.types().compute(commonType(in), scalar);
        Storage out = Storage.forResult(row.types().result(compute), shape.numel());
        Storage[] storages = new Storage[in.length];
        Layout[] layouts = new Layout[in.length];
        for (int i = 0; i < in.length; i++) {
            storages[i] = in[i].storage();
            layouts[i] = in[i].layout();
        }
        Loops.run(row.kernel(compute), shape, out.array(), params, storages, layouts);
        return Tape.wrap(out, shape.contiguous());
    }

    private DType commonType(Tensor[] in) {
        if (!row.hasConditions()) {
            return Promotion.of(in);
        }
        Tensor[] values = new Tensor[in.length];
        int n = 0;
        for (int i = 0; i < in.length; i++) {
            if (!row.isCondition(i)) {
                values[n++] = in[i];
            }
        }
        return Promotion.of(Arrays.copyOf(values, n));
    }

    @Override
    public boolean givesInfinity() {
        return Arrays.stream(params).anyMatch(Double::isInfinite);
    }

    @Override
    public long saves(int input) {
        return row.gradient(input).saves();
    }

    @Override
    public @Nullable String gradientRule() {
        return row.gradientRule(params);
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        Row.Gradient gradient = row.gradient(input);
        if (gradient.isZero()) {
            return Tensor.zeros(b.inputShape(input), b.inputDtype(input));
        }
        return Broadcast.sumTo(full(gradient, b), b.inputShape(input)).to(b.inputDtype(input));
    }

    private Tensor full(Row.Gradient gradient, Backward b) {
        if (gradient.isIdentity()) {
            return b.grad();
        }
        int[] operands = gradient.operands();
        Pointwise op = with(gradient);
        return switch (operands.length) {
            case 1 -> op.run(value(operands[0], b));
            case 2 -> op.run(value(operands[0], b), value(operands[1], b));
            default -> {
                Tensor[] values = new Tensor[operands.length];
                Arrays.setAll(values, i -> value(operands[i], b));
                yield Tape.run(op, values);
            }
        };
    }

    private Tensor value(int operand, Backward b) {
        return operand < row.arity() ? b.in(operand) : operand == row.arity() ? b.out() : b.grad();
    }

    /// A gradient with the settings of this call.
    private Pointwise with(Row.Gradient gradient) {
        return params.length == 0 ? gradient.bare() : new Pointwise(gradient.row(), params, Category.BOOLEAN);
    }

    /// The derivative of each element stands alone, so the gradient's formula serves both modes, with the operand's
    /// tangent in place of the result's gradient.
    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        Tensor sum = null;
        for (int i = 0; i < f.inputCount(); i++) {
            Tensor tangent = f.tangent(i);
            if (tangent != null) {
                sum = Forward.sum(sum, moved(row.gradient(i), tangent, f));
            }
        }
        return new Tensor[] {sum == null ? null : sum.expand(f.outputShape(0)).to(f.outputDtype(0))};
    }

    private @Nullable Tensor moved(Row.Gradient gradient, Tensor tangent, Forward f) {
        if (gradient.isZero()) {
            return null;
        }
        if (gradient.isIdentity()) {
            return tangent;
        }
        int[] operands = gradient.operands();
        Tensor[] values = new Tensor[operands.length];
        for (int i = 0; i < operands.length; i++) {
            int operand = operands[i];
            values[i] = operand < row.arity() ? f.in(operand) : operand == row.arity() ? f.out() : tangent;
        }
        return Tape.run(with(gradient), values);
    }

    /// The same on operands with the examples in front, aligned so that they broadcast as one example's do.
    /// The common type is one example's: a scalar is none any more once all examples stand side by side.
    @Override
    public Tensor[] vmap(Batch b) {
        Tensor[] examples = new Tensor[b.inputCount()];
        Arrays.setAll(examples, b::example);
        DType compute = row.types().compute(commonType(examples), scalar);
        int rank = b.rank();
        Tensor[] operands = new Tensor[examples.length];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = b.aligned(i, rank).to(row.operandType(i, compute));
        }
        return Tape.runAll(this, operands);
    }
}
