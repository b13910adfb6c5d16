package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Strided;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// A dense copy, also to another element type. Gradient: converted back.
public final class Copy implements Op {
    private final String name;
    private final DType dtype;

    private Copy(String name, DType dtype) {
        this.name = name;
        this.dtype = dtype;
    }

    /// A copy that shares nothing.
    public static Tensor clone(Tensor x) {
        return Tape.run(new Copy("clone", x.dtype()), x);
    }

    /// The tensor itself when it is contiguous, otherwise a dense copy.
    public static Tensor contiguous(Tensor x) {
        return x.isContiguous() ? x : Tape.run(new Copy("contiguous", x.dtype()), x);
    }

    /// The tensor itself when it has that type already, otherwise a converted copy. Fractions are cut off in
    /// integers, NaN becomes 0 and what does not fit the nearest value that does; of an int64 an int32 keeps the
    /// low 32 bits; any nonzero number is true.
    public static Tensor to(Tensor x, DType dtype) {
        return x.dtype() == dtype ? x : Tape.run(new Copy("to", dtype), x);
    }

    /// A contiguous tensor of the same values, off the tape: for operators' own use.
    public static Tensor dense(Tensor x) {
        return x.isContiguous() ? x : copy(x, x.dtype());
    }

    /// A contiguous tensor of the same values and the given type, off the tape: for operators' own use.
    public static Tensor dense(Tensor x, DType dtype) {
        return x.isContiguous() && x.dtype() == dtype ? x : copy(x, dtype);
    }

    private static Tensor copy(Tensor x, DType dtype) {
        Storage storage = Storage.forResult(dtype, x.shape().numel());
        Strided.gather(x.storage().array(), x.layout(), storage.array(), 0);
        return Tape.wrap(storage, x.shape().contiguous());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String onnx() {
        return name.equals("to") ? "Cast" : "Identity";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        return new Tensor[] {copy(inputs[0], dtype)};
    }

    @Override
    public String gradientRule() {
        return "x: grad";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return b.grad().to(b.inputDtype(0));
    }

    @Override
    public @Nullable Tensor[] jvp(Forward f) {
        return new Tensor[] {f.tangent().to(dtype)};
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(this);
    }
}
