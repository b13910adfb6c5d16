package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Index;
import dev.autograd.Tensor;
import dev.autograd.ValuesAndIndices;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Functions that pick and place elements.
final class IndexingFunctions {
    private static final List<TorchRow> PICKS = List.of(
            row("__getitem__(Tensor input, any index)", a -> a.tensor("input").index(index(a.get("index")))),
            row("gather(Tensor input, int dim, Tensor index, *, bool sparse_grad=False)", a -> {
                a.off("sparse_grad");
                return a.tensor("input").gather(a.integer("dim"), a.tensor("index"));
            }),
            row(
                    "index_select(Tensor input, int dim, Tensor index)",
                    a -> a.tensor("input").indexSelect(a.integer("dim"), a.tensor("index"))),
            row(
                    "take_along_dim(Tensor input, Tensor indices, int dim)",
                    a -> a.tensor("input").takeAlongDim(a.tensor("indices"), a.integer("dim"))),
            row("take(Tensor input, Tensor index)", a -> a.tensor("input").take(a.tensor("index"))),
            row(
                    "masked_select(Tensor input, Tensor mask)",
                    a -> a.tensor("input").maskedSelect(a.tensor("mask"))),
            row(
                    "nonzero(Tensor input, *, bool as_tuple=False)",
                    a -> a.flag("as_tuple")
                            ? List.of(a.tensor("input").nonzeroAsTuple())
                            : a.tensor("input").nonzero()),
            row(
                    "nn.functional.one_hot(Tensor input, int num_classes=-1)",
                    a -> a.integer("num_classes") == -1
                            ? a.tensor("input").oneHot()
                            : a.tensor("input").oneHot(a.integer("num_classes"))));

    private static final List<TorchRow> PLACES = List.of(
            row("__setitem__(Tensor input, any index, Tensor value)", a -> {
                Tensor x = a.tensor("input");
                return x.indexPut(a.tensor("value").to(x.dtype()), index(a.get("index")));
            }),
            row("__setitem__(Tensor input, any index, Number value)", a -> {
                Tensor x = a.tensor("input");
                return x.indexPut(Tensor.full(Shape.SCALAR, a.real("value"), x.dtype()), index(a.get("index")));
            }),
            row("index_put(Tensor input, Tensors indices, Tensor values, bool accumulate=False)", a -> {
                Index[] entries =
                        Arrays.stream(a.tensors("indices")).map(Index::of).toArray(Index[]::new);
                return a.flag("accumulate")
                        ? a.tensor("input").indexPutAdd(a.tensor("values"), entries)
                        : a.tensor("input").indexPut(a.tensor("values"), entries);
            }),
            row(
                    "index_add(Tensor input, int dim, Tensor index, Tensor source, *, Number alpha=1)",
                    a -> a.number("alpha") instanceof Long alpha
                            ? a.tensor("input").indexAdd(a.integer("dim"), a.tensor("index"), a.tensor("source"), alpha)
                            : a.tensor("input")
                                    .indexAdd(
                                            a.integer("dim"), a.tensor("index"), a.tensor("source"), a.real("alpha"))),
            row(
                    "scatter(Tensor input, int dim, Tensor index, Tensor src)",
                    a -> a.tensor("input").scatter(a.integer("dim"), a.tensor("index"), a.tensor("src"))),
            row(
                    "scatter(Tensor input, int dim, Tensor index, Number value)",
                    a -> a.tensor("input").scatter(a.integer("dim"), a.tensor("index"), a.real("value"))),
            row(
                    "scatter_add(Tensor input, int dim, Tensor index, Tensor src)",
                    a -> a.tensor("input").scatterAdd(a.integer("dim"), a.tensor("index"), a.tensor("src"))));

    // Sorting here is always stable, and what is picked always sorted, so `stable` and `sorted` ask for nothing more.
    private static final List<TorchRow> ORDERS = List.of(
            row("sort(Tensor input, int dim=-1, bool descending=False)", a -> both(sorted(a))),
            row("sort(Tensor input, *, bool? stable, int dim=-1, bool descending=False)", a -> {
                a.get("stable");
                return both(sorted(a));
            }),
            row(
                    "argsort(Tensor input, int dim=-1, bool descending=False)",
                    a -> sorted(a).indices()),
            row("argsort(Tensor input, *, bool? stable, int dim=-1, bool descending=False)", a -> {
                a.get("stable");
                return sorted(a).indices();
            }),
            row("topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True)", a -> {
                a.get("sorted");
                return both(
                        a.flag("largest")
                                ? a.tensor("input").topk(a.integer("k"), a.integer("dim"))
                                : a.tensor("input").topkSmallest(a.integer("k"), a.integer("dim")));
            }));

    static final List<TorchRow> ROWS =
            Stream.of(PICKS, PLACES, ORDERS).flatMap(List::stream).toList();

    private static ValuesAndIndices sorted(TorchArguments a) {
        return a.flag("descending")
                ? a.tensor("input").sortDescending(a.integer("dim"))
                : a.tensor("input").sort(a.integer("dim"));
    }

    private static List<Object> both(ValuesAndIndices chosen) {
        return List.of(chosen.values(), chosen.indices());
    }

    private IndexingFunctions() {}

    /// The index is a tuple, or one entry alone.
    private static Index[] index(@Nullable Object value) {
        List<?> entries = value instanceof List<?> list ? list : singleton(value);
        return entries.stream().map(IndexingFunctions::entry).toArray(Index[]::new);
    }

    private static List<@Nullable Object> singleton(@Nullable Object value) {
        var list = new ArrayList<@Nullable Object>();
        list.add(value);
        return list;
    }

    private static Index entry(@Nullable Object value) {
        return switch (value) {
            case null -> Index.newAxis();
            case Long at -> Index.at(at);
            case TorchSlice(var start, var stop, var step) ->
                Index.range(start == null ? 0 : start, stop == null ? Long.MAX_VALUE : stop, step == null ? 1 : step);
            case TorchEllipsis _ -> Index.ellipsis();
            case Tensor positions -> Index.of(positions);
            case List<?> positions ->
                Index.of(positions.stream().mapToLong(Long.class::cast).toArray());
            case Object other -> throw new UnsupportedTorchCall("__getitem__ does not take the index " + other);
        };
    }
}
