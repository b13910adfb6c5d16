package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Index;
import dev.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that pick and place elements.
final class IndexingFunctions {
    static final List<TorchRow> ROWS = List.of(
            row("__getitem__(Tensor input, any index)", a -> a.tensor("input").index(index(a.get("index")))),
            row(
                    "gather(Tensor input, int dim, Tensor index)",
                    a -> a.tensor("input").gather(a.integer("dim"), a.tensor("index"))));

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
