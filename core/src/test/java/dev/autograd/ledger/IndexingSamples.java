package dev.autograd.ledger;

import static dev.autograd.ledger.Sample.of;
import static dev.autograd.ledger.Sample.ofAll;

import dev.autograd.Index;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.ValuesAndIndices;
import dev.autograd.op.indexing.Embedding;
import dev.autograd.value.Shape;
import java.util.List;
import java.util.stream.Stream;

/// Calls of the operators in `op.indexing`. Indices are inputs as well, so that they differ between the examples of a
/// map too.
final class IndexingSamples {
    private static final String INTEGERS = "indices are integers";
    private static final String COUNTED = "every example picks another number of elements";
    private static final Tensor MASK = Tensor.of(new boolean[] {true, false, true, false, true, true}, Shape.of(2, 3));

    private IndexingSamples() {}

    static List<Sample> all() {
        return Stream.of(selecting(), placing(), python(), sorting())
                .flatMap(List::stream)
                .toList();
    }

    private static Tensor longs(long... values) {
        return Tensor.of(values);
    }

    private static Tensor rows(long... values) {
        return Tensor.of(values, Shape.of(2, values.length / 2));
    }

    private static Tensor scalar(long value) {
        return Tensor.scalar(value);
    }

    private static List<Sample> selecting() {
        Tensor x = Inputs.of(2, 3);
        return List.of(
                of("indexSelect", "indexSelect(0)", in -> in[0].indexSelect(0, in[1]), x, longs(1, 1, 0)),
                of("indexSelect", "indexSelect(-1)", in -> in[0].indexSelect(-1, in[1]), x, longs(2, 0, 2, 1)),
                of("indexSelect", "a scalar index", in -> in[0].indexSelect(1, in[1]), x, scalar(2)),
                of("indexSelect", "of a scalar", in -> in[0].indexSelect(0, in[1]), Inputs.of(), longs(0)),
                of("indexSelect", "in the middle", in -> in[0].indexSelect(1, in[1]), Inputs.of(2, 3, 2), longs(2, 0)),
                of("gather", "gather(0)", in -> in[0].gather(0, in[1]), x, rows(1, 0, 1, 0, 0, 1)),
                of("gather", "gather(-1)", in -> in[0].gather(-1, in[1]), x, rows(2, 0, 0, 1, 1, 1)),
                of("gather", "more than there is", in -> in[0].gather(1, in[1]), x, rows(2, 0, 0, 1, 1, 1, 2, 2)),
                of("gather", "a smaller index", in -> in[0].gather(0, in[1]), Inputs.of(3, 2), rows(2, 1)),
                of("gather", "in the middle", in -> in[0].gather(1, in[1]), Inputs.of(2, 3, 2), cube()),
                of("gather", "of a scalar", in -> in[0].gather(0, in[1]), Inputs.of(), longs(0, 0)),
                of("gather", "a scalar index", in -> in[0].gather(0, in[1]), Inputs.of(3), scalar(2)),
                of("takeAlongDim", "broadcast", in -> in[0].takeAlongDim(in[1], 1), x, rows(-1, 1)),
                of("takeAlongDim", "of a scalar", in -> in[0].takeAlongDim(in[1], 0), Inputs.of(), scalar(0)),
                of("embedding", "a vector", in -> Embedding.of(in[1], in[0]), x, longs(1, 0, 1)),
                of("embedding", "a matrix", in -> Embedding.of(in[1], in[0]), x, rows(1, 0, 1, 1)),
                of("embedding", "a scalar", in -> Embedding.of(in[1], in[0]), x, scalar(1)),
                of(
                        "embedding",
                        "a padding not met",
                        in -> Embedding.of(in[1], in[0], -1),
                        Inputs.of(3, 2),
                        longs(1, 0, 0)),
                of("take", "take", in -> in[0].take(in[1]), x, rows(5, -1, 0, 0)),
                of("maskedSelect", "a shared mask", in -> in[0].maskedSelect(MASK), x),
                of("maskedSelect", "a shared mask, broadcast", in -> in[0].maskedSelect(MASK), Inputs.of(3)),
                of("maskedSelect", "a mask of its own", in -> in[0].maskedSelect(in[1]), x, MASK)
                        .unmapped(COUNTED),
                of("oneHot", "oneHot", in -> in[0].oneHot(3), rows(2, 0, 1, 1)).constant(INTEGERS),
                of("oneHot", "of a scalar", in -> in[0].oneHot(2), scalar(1)).constant(INTEGERS),
                of("nonzero", "nonzero", in -> in[0].nonzero(), x)
                        .constant(INTEGERS)
                        .unmapped(COUNTED));
    }

    private static Tensor cube() {
        return Tensor.of(new long[] {2, 0, 1, 1, 0, 2, 0, 1}, Shape.of(2, 2, 2));
    }

    private static List<Sample> placing() {
        Tensor x = Inputs.of(2, 3);
        Tensor y = Inputs.of(3, 2).reshape(2, 3);
        Tensor index = rows(2, 0, 0, 1, 1, 1);
        return List.of(
                of("indexAdd", "indexAdd(0)", in -> in[0].indexAdd(0, in[2], in[1]), x, y, longs(0, 0)),
                of("indexAdd", "indexAdd(-1)", in -> in[0].indexAdd(-1, in[2], in[1]), x, y, longs(2, 0, 2)),
                of(
                        "indexAdd",
                        "to a scalar",
                        in -> in[0].indexAdd(0, in[2], in[1]),
                        Inputs.of(),
                        Inputs.of(),
                        longs(0)),
                of("scatterAdd", "scatterAdd(1)", in -> in[0].scatterAdd(1, in[2], in[1]), x, y, index),
                of("scatterAdd", "a smaller index", in -> in[0].scatterAdd(0, in[2], in[1]), x, y, rows(1, 1, 0, 1)),
                of(
                        "scatterAdd",
                        "to a scalar",
                        in -> in[0].scatterAdd(0, in[2], in[1]),
                        Inputs.of(),
                        Inputs.of(2),
                        longs(0, 0)),
                of("scatter", "scatter(1)", in -> in[0].scatter(1, in[2], in[1]), x, y, index),
                of("scatter", "a smaller index", in -> in[0].scatter(-1, in[2], in[1]), x, y, rows(1, 1, 0, 1)),
                of(
                        "scatter",
                        "in the middle",
                        in -> in[0].scatter(1, in[2], in[1]),
                        Inputs.of(2, 3, 2),
                        Inputs.of(2, 2, 2),
                        cube()),
                of(
                        "scatter",
                        "to a scalar",
                        in -> in[0].scatter(0, in[2], in[1]),
                        Inputs.of(),
                        Inputs.of(2),
                        longs(0, 0)),
                of("scatter", "a number", in -> in[0].scatter(1, in[1], 3), x, rows(1, 1)));
    }

    private static List<Sample> python() {
        Tensor x = Inputs.of(2, 3);
        Tensor y = Inputs.of(3, 2).reshape(2, 3);
        return List.of(
                of(
                        "index",
                        "duplicates",
                        in -> in[0].index(Index.of(in[1]), Index.of(in[2])),
                        x,
                        longs(1, 1, 0),
                        longs(2, -1, 2)),
                of(
                        "index",
                        "apart",
                        in -> in[0].index(Index.of(in[1]), Index.all(), Index.of(in[2])),
                        Inputs.of(2, 2, 3),
                        longs(1, 1),
                        longs(-1, 0)),
                of(
                        "index",
                        "behind",
                        in -> in[0].index(Index.all(), Index.of(in[1])),
                        Inputs.of(2, 3, 2),
                        rows(1, 1, 0, 2)),
                of("index", "views", in -> in[0].index(Index.ellipsis(), Index.newAxis(), Index.range(0, 3, 2)), x),
                of("index", "a position", in -> in[0].index(Index.at(-1)), x),
                of("index", "a shared mask", in -> in[0].index(Index.of(MASK)), x),
                of("index", "a mask of its own", in -> in[0].index(Index.of(in[1])), x, MASK)
                        .unmapped(COUNTED),
                of(
                        "indexPut",
                        "indexPut",
                        in -> in[0].indexPut(in[1], Index.all(), Index.of(in[2])),
                        x,
                        y,
                        longs(0, 2, 0)),
                of("indexPut", "broadcast", in -> in[0].indexPut(in[1], Index.of(in[2])), x, Inputs.of(3), longs(1, 1)),
                of("indexPut", "a shared mask", in -> in[0].indexPut(in[1], Index.of(MASK)), x, Inputs.of()),
                of("indexPut", "a mask of its own", in -> in[0].indexPut(in[1], Index.of(in[2])), x, Inputs.of(), MASK)
                        .unmapped(COUNTED),
                of(
                        "indexPutAdd",
                        "indexPutAdd",
                        in -> in[0].indexPutAdd(in[1], Index.all(), Index.of(in[2])),
                        x,
                        y,
                        longs(0, 2, 0)));
    }

    private static List<Sample> sorting() {
        Tensor x = Inputs.of(2, 3);
        return List.of(
                ofAll("sort", "sort(-1)", in -> pair(in[0].sort(-1)), x),
                ofAll("sort", "sortDescending(0)", in -> pair(in[0].sortDescending(0)), x),
                ofAll("sort", "of a scalar", in -> pair(in[0].sort(0)), Inputs.of()),
                of("argsort", "argsort(0)", in -> in[0].argsort(0), x).constant(INTEGERS),
                of("argsort", "descending, of integers", in -> in[0].argsortDescending(1), rows(3, 1, 3, 2))
                        .constant(INTEGERS),
                ofAll("topk", "topk(2)", in -> pair(in[0].topk(2)), x),
                ofAll("topk", "topkSmallest(1, 0)", in -> pair(in[0].topkSmallest(1, 0)), x),
                ofAll("topk", "of a scalar", in -> pair(in[0].topk(1)), Inputs.of()));
    }

    private static Tensor[] pair(ValuesAndIndices both) {
        return new Tensor[] {both.values(), both.indices()};
    }
}
