package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.PadMode;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Functions that arrange elements anew: views, permutations, joins, conversions.
final class LayoutFunctions {
    private static final List<TorchRow> VIEWS = Stream.of(
                    view(
                            "reshape(Tensor input, ints... shape)",
                            a -> a.tensor("input").reshape(a.longs("shape"))),
                    viewAndCopy(
                            "view",
                            "(Tensor input, ints... size)",
                            a -> a.tensor("input").view(a.longs("size"))),
                    viewAndCopy(
                            "expand",
                            "(Tensor input, ints... size)",
                            a -> a.tensor("input").expand(a.longs("size"))),
                    viewAndCopy(
                            "permute",
                            "(Tensor input, ints... dims)",
                            a -> a.tensor("input").permute(a.dims("dims"))),
                    viewAndCopy(
                            "transpose",
                            "(Tensor input, int dim0, int dim1)",
                            a -> a.tensor("input").transpose(a.integer("dim0"), a.integer("dim1"))),
                    viewAndCopy(
                            "squeeze", "(Tensor input)", a -> a.tensor("input").squeeze()),
                    viewAndCopy("squeeze", "(Tensor input, ints dim)", a -> squeeze(a.tensor("input"), a.dims("dim"))),
                    viewAndCopy(
                            "unsqueeze",
                            "(Tensor input, int dim)",
                            a -> a.tensor("input").unsqueeze(a.integer("dim"))),
                    viewAndCopy(
                            "narrow",
                            "(Tensor input, int dim, int start, int length)",
                            a -> a.tensor("input")
                                    .narrow(a.integer("dim"), a.integer64("start"), a.integer64("length"))),
                    viewAndCopy(
                            "narrow",
                            "(Tensor input, int dim, Tensor start, int length)",
                            a -> a.tensor("input").narrow(a.integer("dim"), a.tensor("start"), a.integer64("length"))),
                    viewAndCopy(
                            "select",
                            "(Tensor input, int dim, int index)",
                            a -> a.tensor("input").select(a.integer("dim"), a.integer64("index"))),
                    viewAndCopy(
                            "slice",
                            "(Tensor input, int dim=0, int? start=None, int? end=None, int step=1)",
                            a -> a.tensor("input")
                                    .slice(
                                            a.integer("dim"),
                                            a.has("start") ? a.integer64("start") : 0,
                                            a.has("end") ? a.integer64("end") : Long.MAX_VALUE,
                                            a.integer64("step"))),
                    view(
                            "flatten(Tensor input, int start_dim=0, int end_dim=-1)",
                            a -> a.tensor("input").flatten(a.integer("start_dim"), a.integer("end_dim"))),
                    view("mT(Tensor input)", a -> a.tensor("input").mT()))
            .flatMap(List::stream)
            .toList();

    private static final List<TorchRow> PARTS = List.of(
            row(
                    "split(Tensor tensor, int split_size_or_sections, int dim=0)",
                    a -> List.of(a.tensor("tensor").split(a.integer64("split_size_or_sections"), a.integer("dim")))),
            row(
                    "split(Tensor tensor, ints split_size_or_sections, int dim=0)",
                    a -> List.of(a.tensor("tensor").split(a.longs("split_size_or_sections"), a.integer("dim")))),
            row(
                    "split_with_sizes(Tensor input, ints split_sizes, int dim=0)",
                    a -> List.of(a.tensor("input").split(a.longs("split_sizes"), a.integer("dim")))),
            row(
                    "split_with_sizes_copy(Tensor input, ints split_sizes, int dim=0)",
                    a -> copies(a.tensor("input").split(a.longs("split_sizes"), a.integer("dim")))),
            row(
                    "unsafe_split(Tensor tensor, int split_size, int dim=0)",
                    a -> List.of(a.tensor("tensor").split(a.integer64("split_size"), a.integer("dim")))),
            row(
                    "chunk(Tensor input, int chunks, int dim=0)",
                    a -> List.of(a.tensor("input").chunk(a.integer("chunks"), a.integer("dim")))),
            row(
                    "unsafe_chunk(Tensor input, int chunks, int dim=0)",
                    a -> List.of(a.tensor("input").chunk(a.integer("chunks"), a.integer("dim")))));

    private static final List<TorchRow> COPIES = List.of(
            row("cat(Tensors tensors, int dim=0)", a -> Tensor.cat(a.integer("dim"), a.tensors("tensors"))),
            row("stack(Tensors tensors, int dim=0)", a -> Tensor.stack(a.integer("dim"), a.tensors("tensors"))),
            row("flip(Tensor input, ints... dims)", a -> a.tensor("input").flip(a.dims("dims"))),
            row("contiguous(Tensor input)", a -> a.tensor("input").contiguous()),
            row("clone(Tensor input)", a -> a.tensor("input").clone()),
            row("detach(Tensor input)", a -> a.tensor("input").detach()),
            row("float(Tensor input)", a -> a.tensor("input").to(DType.FLOAT32)),
            row("double(Tensor input)", a -> a.tensor("input").to(DType.FLOAT64)),
            row("int(Tensor input)", a -> a.tensor("input").to(DType.INT32)),
            row("long(Tensor input)", a -> a.tensor("input").to(DType.INT64)),
            row("bool(Tensor input)", a -> a.tensor("input").to(DType.BOOL)),
            row(
                    "constant_pad_nd(Tensor input, ints pad, Number value=0)",
                    a -> a.tensor("input").pad(a.real("value"), a.longs("pad"))),
            row("nn.functional.pad(Tensor input, ints pad, str mode='constant', Number? value=None)", a -> pad(a)));

    static final List<TorchRow> ROWS =
            Stream.of(VIEWS, PARTS, COPIES).flatMap(List::stream).toList();

    private LayoutFunctions() {}

    private static List<TorchRow> view(String signature, Function<TorchArguments, Object> body) {
        return List.of(row(signature, body));
    }

    /// A function and its namesake that ends in `_copy` and shares nothing.
    private static List<TorchRow> viewAndCopy(String name, String parameters, Function<TorchArguments, Tensor> body) {
        return List.of(
                row(name + parameters, body::apply),
                row(name + "_copy" + parameters, a -> body.apply(a).clone()));
    }

    /// Here no dimensions given mean all, there none.
    private static Tensor squeeze(Tensor x, int... dims) {
        return dims.length == 0 ? x.view(x.shape().sizes()) : x.squeeze(dims);
    }

    private static List<Object> copies(Tensor[] parts) {
        return Stream.of(parts).<Object>map(Tensor::clone).toList();
    }

    private static Tensor pad(TorchArguments a) {
        String mode = a.text("mode");
        Tensor x = a.tensor("input");
        long[] amounts = a.longs("pad");
        return mode.equals("constant")
                ? x.pad(a.has("value") ? a.real("value") : 0, amounts)
                : x.pad(padMode("pad: mode", "constant", mode), amounts);
    }

    /// What a tensor is surrounded by, other than one value.
    ///
    /// @param setting what errors call it
    /// @param value the setting's name for one value, for errors
    static PadMode padMode(String setting, String value, String name) {
        return switch (name) {
            case "reflect" -> PadMode.REFLECT;
            case "replicate" -> PadMode.REPLICATE;
            case "circular" -> PadMode.CIRCULAR;
            default ->
                throw new IllegalArgumentException(
                        setting + " must be " + value + ", reflect, replicate or circular, but is " + name);
        };
    }
}
