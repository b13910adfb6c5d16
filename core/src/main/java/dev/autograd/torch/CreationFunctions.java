package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.List;
import java.util.function.Function;

/// Functions that make tensors from nothing.
final class CreationFunctions {
    static final List<TorchRow> ROWS = List.of(
            made("zeros(ints... size", a -> Tensor.zeros(a.shape("size"), a.dtypeOr("dtype", DType.FLOAT32))),
            made("ones(ints... size", a -> Tensor.ones(a.shape("size"), a.dtypeOr("dtype", DType.FLOAT32))),
            made("full(ints size, Number fill_value", a -> full(a, type(a.number("fill_value")))),
            made("zeros_like(Tensor input", a -> like(a, Tensor::zerosLike)),
            made("ones_like(Tensor input", a -> like(a, Tensor::onesLike)),
            made(
                    "full_like(Tensor input, Number fill_value",
                    a -> like(a, x -> Tensor.fullLike(x, a.real("fill_value")))),
            made("new_zeros(Tensor input, ints... size", a -> Tensor.zeros(a.shape("size"), inputType(a))),
            made("new_ones(Tensor input, ints... size", a -> Tensor.ones(a.shape("size"), inputType(a))),
            made(
                    "new_full(Tensor input, ints size, Number fill_value",
                    a -> full(a, a.tensor("input").dtype())),
            made(
                    "scalar_tensor(Number s",
                    a -> Tensor.full(Shape.SCALAR, a.real("s"), a.dtypeOr("dtype", DType.FLOAT32))),
            made("eye(int n", a -> Tensor.eye(a.integer64("n"), a.integer64("n"), a.dtypeOr("dtype", DType.FLOAT32))),
            made(
                    "eye(int n, int m",
                    a -> Tensor.eye(a.integer64("n"), a.integer64("m"), a.dtypeOr("dtype", DType.FLOAT32))),
            made("arange(Number end", a -> arange(a, 0L, a.number("end"), 1L)),
            made(
                    "arange(Number start, Number end, Number step=1",
                    a -> arange(a, a.number("start"), a.number("end"), a.number("step"))),
            made(
                    "linspace(any start, any end, int steps",
                    a -> Tensor.linspace(
                            scalar(a, "start"),
                            scalar(a, "end"),
                            a.integer("steps"),
                            a.dtypeOr("dtype", DType.FLOAT32))));

    private CreationFunctions() {}

    /// A row with the settings that all of these have.
    private static TorchRow made(String open, Function<TorchArguments, Tensor> body) {
        return row(
                open + ", *, dtype? dtype=None, str? device=None, bool requires_grad=False)",
                a -> a.created(body.apply(a)));
    }

    private static Tensor full(TorchArguments a, DType otherwise) {
        return Tensor.full(a.shape("size"), a.real("fill_value"), a.dtypeOr("dtype", otherwise));
    }

    private static Tensor like(TorchArguments a, Function<Tensor, Tensor> body) {
        Tensor x = a.tensor("input");
        return body.apply(Tensor.zeros(x.shape(), a.dtypeOr("dtype", x.dtype())));
    }

    private static DType inputType(TorchArguments a) {
        return a.dtypeOr("dtype", a.tensor("input").dtype());
    }

    private static DType type(Object number) {
        return switch (number) {
            case Long _ -> DType.INT64;
            case Boolean _ -> DType.BOOL;
            case Object _ -> DType.FLOAT32;
        };
    }

    private static Tensor arange(TorchArguments a, Object start, Object end, Object step) {
        if (start instanceof Long from && end instanceof Long to && step instanceof Long by) {
            Tensor whole = Tensor.arange(from, to, by);
            return whole.to(a.dtypeOr("dtype", DType.INT64));
        }
        DType dtype = a.dtypeOr("dtype", DType.FLOAT32);
        return Tensor.arange(TorchNumber.real(start), TorchNumber.real(end), TorchNumber.real(step), dtype);
    }

    /// A number, or the only element of a tensor.
    private static double scalar(TorchArguments a, String name) {
        return a.get(name) instanceof Tensor tensor ? tensor.item() : a.real(name);
    }
}
