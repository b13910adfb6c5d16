package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Tensor;
import dev.autograd.ValuesAndIndices;
import dev.autograd.value.DType;
import java.util.List;
import java.util.stream.Stream;

/// Functions that fold dimensions away, or run along one.
final class ReductionFunctions {
    private static final String OVER = "(Tensor input, ints? dim=None, bool keepdim=False";

    private static final List<TorchRow> FOLDS = List.of(
            folded("amax", Tensor::amax, Tensor::amaxKeepDim),
            folded("amin", Tensor::amin, Tensor::aminKeepDim),
            folded("logsumexp", Tensor::logsumexp, Tensor::logsumexpKeepDim),
            folded("any", Tensor::any, Tensor::anyKeepDim),
            folded("all", Tensor::all, Tensor::allKeepDim),
            folded("sum", Tensor::sum, Tensor::sumKeepDim, Tensor::sum, Tensor::sumKeepDim),
            folded("mean", Tensor::mean, Tensor::meanKeepDim, Tensor::mean, Tensor::meanKeepDim),
            folded("prod", Tensor::prod, Tensor::prodKeepDim, Tensor::prod, Tensor::prodKeepDim),
            row(
                    "count_nonzero(Tensor input, ints? dim=None)",
                    a -> a.tensor("input").countNonzero(a.dims("dim"))));

    private static final List<TorchRow> EXTREMES = List.of(
            row("max(Tensor input)", a -> a.tensor("input").max()),
            row(
                    "max(Tensor input, int dim, bool keepdim=False)",
                    a -> both(
                            a.flag("keepdim")
                                    ? a.tensor("input").maxKeepDim(a.integer("dim"))
                                    : a.tensor("input").max(a.integer("dim")))),
            row("min(Tensor input)", a -> a.tensor("input").min()),
            row(
                    "min(Tensor input, int dim, bool keepdim=False)",
                    a -> both(
                            a.flag("keepdim")
                                    ? a.tensor("input").minKeepDim(a.integer("dim"))
                                    : a.tensor("input").min(a.integer("dim")))),
            row(
                    "argmax(Tensor input, int? dim=None, bool keepdim=False)",
                    a -> a.has("dim")
                            ? position(a, Tensor::argmax, Tensor::argmaxKeepDim)
                            : a.flag("keepdim")
                                    ? a.tensor("input").argmaxKeepDim()
                                    : a.tensor("input").argmax()),
            row(
                    "argmin(Tensor input, int? dim=None, bool keepdim=False)",
                    a -> a.has("dim")
                            ? position(a, Tensor::argmin, Tensor::argminKeepDim)
                            : a.flag("keepdim")
                                    ? a.tensor("input").argminKeepDim()
                                    : a.tensor("input").argmin()));

    private static final List<TorchRow> SPREADS = Stream.of(
                    spread("std", Tensor::std, Tensor::stdKeepDim), spread("var", Tensor::var, Tensor::varKeepDim))
            .flatMap(List::stream)
            .toList();

    private static final List<TorchRow> NORMS = List.of(
            row(
                    "norm(Tensor input, Number p, ints? dim=None, bool keepdim=False, *, dtype? dtype=None)",
                    a -> norm(a, a.real("p"))),
            row(
                    "norm(Tensor input, str? p='fro', ints? dim=None, bool keepdim=False, *, dtype? dtype=None)",
                    a -> norm(a, order(a))),
            row(
                    "linalg.vector_norm(Tensor input, Number ord=2, ints? dim=None, bool keepdim=False, *, dtype? dtype=None)",
                    a -> norm(a, a.real("ord"))));

    private static final List<TorchRow> SCANS = List.of(
            row(
                    "cumsum(Tensor input, int dim, *, dtype? dtype=None)",
                    a -> a.has("dtype")
                            ? a.tensor("input").cumsum(a.integer("dim"), a.dtype("dtype"))
                            : a.tensor("input").cumsum(a.integer("dim"))),
            row(
                    "cumprod(Tensor input, int dim, *, dtype? dtype=None)",
                    a -> a.has("dtype")
                            ? a.tensor("input").cumprod(a.integer("dim"), a.dtype("dtype"))
                            : a.tensor("input").cumprod(a.integer("dim"))),
            row("softmax(Tensor input, int dim, *, dtype? dtype=None)", a -> softmax(a)),
            row("nn.functional.softmax(Tensor input, int dim, int _stacklevel=3, dtype? dtype=None)", a -> softmax(a)),
            row("log_softmax(Tensor input, int dim, *, dtype? dtype=None)", a -> logSoftmax(a)),
            row(
                    "nn.functional.log_softmax(Tensor input, int dim, int _stacklevel=3, dtype? dtype=None)",
                    a -> logSoftmax(a)));

    static final List<TorchRow> ROWS = Stream.of(FOLDS, EXTREMES, SPREADS, NORMS, SCANS)
            .flatMap(List::stream)
            .toList();

    private ReductionFunctions() {}

    /// A reduction over any dimensions.
    private interface Fold {
        Tensor of(Tensor x, int... dims);
    }

    /// A reduction over any dimensions, computed in a type.
    private interface TypedFold {
        Tensor of(Tensor x, DType dtype, int... dims);
    }

    /// A reduction over any dimensions with a correction of the count.
    private interface Spread {
        Tensor of(Tensor x, int[] dims, double correction);
    }

    private interface AlongOne {
        Tensor of(Tensor x, int dim);
    }

    private static Tensor position(TorchArguments a, AlongOne fold, AlongOne keepDim) {
        return (a.flag("keepdim") ? keepDim : fold).of(a.tensor("input"), a.integer("dim"));
    }

    private static TorchRow folded(String name, Fold fold, Fold keepDim) {
        return row(name + OVER + ")", a -> (a.flag("keepdim") ? keepDim : fold).of(a.tensor("input"), a.dims("dim")));
    }

    private static TorchRow folded(String name, Fold fold, Fold keepDim, TypedFold typed, TypedFold typedKeepDim) {
        return row(name + OVER + ", *, dtype? dtype=None)", a -> {
            Tensor x = a.tensor("input");
            int[] dims = a.dims("dim");
            boolean keep = a.flag("keepdim");
            return a.has("dtype")
                    ? (keep ? typedKeepDim : typed).of(x, a.dtype("dtype"), dims)
                    : (keep ? keepDim : fold).of(x, dims);
        });
    }

    private static List<TorchRow> spread(String name, Spread spread, Spread keepDim) {
        return List.of(
                row(
                        name + "(Tensor input, bool unbiased)",
                        a -> spread.of(a.tensor("input"), new int[0], a.flag("unbiased") ? 1 : 0)),
                row(
                        name + "(Tensor input, ints? dim, bool unbiased, bool keepdim=False)",
                        a -> (a.flag("keepdim") ? keepDim : spread)
                                .of(a.tensor("input"), a.dims("dim"), a.flag("unbiased") ? 1 : 0)),
                row(
                        name + "(Tensor input, ints? dim=None, *, Number? correction=1, bool keepdim=False)",
                        a -> (a.flag("keepdim") ? keepDim : spread)
                                .of(a.tensor("input"), a.dims("dim"), a.has("correction") ? a.real("correction") : 1)));
    }

    private static List<Object> both(ValuesAndIndices chosen) {
        return List.of(chosen.values(), chosen.indices());
    }

    private static double order(TorchArguments a) {
        if (a.has("p") && !a.text("p").equals("fro")) {
            throw new UnsupportedTorchCall("norm knows numbers and fro for p, and not " + a.text("p"));
        }
        return 2;
    }

    private static Tensor norm(TorchArguments a, double p) {
        Tensor x = a.has("dtype") ? a.tensor("input").to(a.dtype("dtype")) : a.tensor("input");
        return a.flag("keepdim") ? x.normKeepDim(p, a.dims("dim")) : x.norm(p, a.dims("dim"));
    }

    private static Tensor softmax(TorchArguments a) {
        Tensor x = a.tensor("input");
        return a.has("dtype") ? x.softmax(a.integer("dim"), a.dtype("dtype")) : x.softmax(a.integer("dim"));
    }

    private static Tensor logSoftmax(TorchArguments a) {
        Tensor x = a.tensor("input");
        return a.has("dtype") ? x.logSoftmax(a.integer("dim"), a.dtype("dtype")) : x.logSoftmax(a.integer("dim"));
    }
}
