package dev.autograd.ledger;

import static dev.autograd.ledger.Sample.of;
import static dev.autograd.ledger.Sample.ofAll;

import dev.autograd.Autograd;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.ValuesAndIndices;
import dev.autograd.value.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Calls of the operators in `op.reduction`.
final class ReductionSamples {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final int[] NO_DIMS = {};
    private static final int[] LAST = {-1};
    private static final Tensor INTEGERS = Tensor.of(3L, 1L, 2L, 5L, 4L, 9L).reshape(2, 3);
    private static final Tensor TRUTHS =
            Tensor.of(true, false, true, true, false, false).reshape(3, 2);

    /// Rows with one zero and with two.
    private static final Tensor ZEROS = Tensor.of(new double[] {0.5, 0, 1.5, 0, 2, 0}, Shape.of(2, 3));

    private ReductionSamples() {}

    static List<Sample> all() {
        return Stream.of(sums(), spreads(), extremes(), exponentials(), scans(), constants())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> sums() {
        return List.of(
                of("sum", "sum()", x -> x[0].sum(), Inputs.of(2, 3)),
                of("sum", "sum(-1)", x -> x[0].sum(-1), Inputs.of(2, 3)),
                of("sum", "sumKeepDim(0, 2)", x -> x[0].sumKeepDim(0, 2), Inputs.of(2, 2, 2)),
                of("sum", "of a scalar", x -> x[0].sum(), Inputs.of()),
                of("sum", "of a scalar, sum(0)", x -> x[0].sum(0), Inputs.of()),
                of("sum", "of nothing", x -> x[0].sum(1), Inputs.of(2, 0)),
                of("mean", "mean()", x -> x[0].mean(), Inputs.of(2, 3)),
                of("mean", "mean(0, 2)", x -> x[0].mean(0, 2), Inputs.of(2, 2, 2)),
                of("mean", "meanKeepDim(-1)", x -> x[0].meanKeepDim(-1), Inputs.of(2, 3)),
                of("mean", "of a scalar", x -> x[0].mean(-1), Inputs.of()),
                of("prod", "prod()", x -> x[0].prod(), Inputs.of(2, 2)),
                of("prod", "prod(1)", x -> x[0].prod(1), Inputs.of(2, 3)),
                of("prod", "prod(1) with zeros", x -> x[0].prod(1), ZEROS),
                of("prod", "prodKeepDim(0, 2)", x -> x[0].prodKeepDim(0, 2), Inputs.of(2, 2, 2)),
                of("prod", "of a scalar", x -> x[0].prod(), Inputs.of()),
                of("prod", "of nothing", x -> x[0].prod(1), Inputs.of(2, 0)));
    }

    private static List<Sample> spreads() {
        return List.of(
                of("var", "var()", x -> x[0].var(), Inputs.of(2, 3)),
                of("var", "var(1), correction 0", x -> x[0].var(new int[] {1}, 0), Inputs.of(2, 3)),
                of("var", "varKeepDim(0, 2)", x -> x[0].varKeepDim(0, 2), Inputs.of(2, 2, 2)),
                of("var", "of a scalar, correction 0", x -> x[0].var(NO_DIMS, 0), Inputs.of()),
                of("std", "std()", x -> x[0].std(), Inputs.of(2, 3)),
                of("std", "stdKeepDim(-1), correction 0.5", x -> x[0].stdKeepDim(LAST, 0.5), Inputs.of(2, 3)),
                of("std", "of a scalar, correction 0", x -> x[0].std(NO_DIMS, 0), Inputs.of()),
                of("norm", "norm()", x -> x[0].norm(), Inputs.of(2, 3)),
                of("norm", "of a scalar", x -> x[0].norm(), Inputs.of()),
                of("norm", "norm(0, 1)", x -> x[0].norm(0, 1), Inputs.of(2, 3)),
                of("norm", "norm(1, 1)", x -> x[0].norm(1, 1), Inputs.of(2, 3)),
                of("norm", "normKeepDim(2, -1)", x -> x[0].normKeepDim(2, -1), Inputs.of(2, 3)),
                of("norm", "norm(1.5, 0, 2)", x -> x[0].norm(1.5, 0, 2), Inputs.of(2, 2, 2)),
                of("norm", "norm(3, 1)", x -> x[0].norm(3, 1), Inputs.of(2, 3)),
                of("norm", "norm(3) of a scalar", x -> x[0].norm(3), Inputs.of()),
                of("norm", "norm(-2, 1)", x -> x[0].norm(-2, 1), Inputs.of(2, 3)),
                of("norm", "normKeepDim(inf, 1)", x -> x[0].normKeepDim(INF, 1), Inputs.of(2, 3)),
                of("norm", "norm(inf) of a scalar", x -> x[0].norm(INF), Inputs.of()),
                of("norm", "norm(-inf)", x -> x[0].norm(-INF), Inputs.of(2, 3)));
    }

    private static List<Sample> extremes() {
        return List.of(
                of("max", "max()", x -> x[0].max(), Inputs.of(2, 3)),
                of("min", "min()", x -> x[0].min(), Inputs.of(2, 3)),
                of("max", "max() of a scalar", x -> x[0].max(), Inputs.of()),
                ofAll("max", "max(1)", x -> both(x[0].max(1)), Inputs.of(2, 3)),
                ofAll("max", "max(0) of a scalar", x -> both(x[0].max(0)), Inputs.of()),
                ofAll("min", "minKeepDim(-2)", x -> both(x[0].minKeepDim(-2)), Inputs.of(2, 3, 2)),
                of("amax", "amax(1)", x -> x[0].amax(1), Inputs.of(2, 3)),
                of("amax", "amax() of a scalar", x -> x[0].amax(), Inputs.of()),
                of("amin", "aminKeepDim(0, 2)", x -> x[0].aminKeepDim(0, 2), Inputs.of(2, 2, 2)));
    }

    private static Tensor[] both(ValuesAndIndices pair) {
        return new Tensor[] {pair.values(), pair.indices()};
    }

    private static List<Sample> exponentials() {
        return List.of(
                of("logsumexp", "logsumexp()", x -> x[0].logsumexp(), Inputs.of(2, 3)),
                of("logsumexp", "logsumexp(0)", x -> x[0].logsumexp(0), Inputs.of(2, 3)),
                of("logsumexp", "logsumexpKeepDim(0, -1)", x -> x[0].logsumexpKeepDim(0, -1), Inputs.of(2, 2, 2)),
                of("logsumexp", "of a scalar", x -> x[0].logsumexp(), Inputs.of()),
                of("logsumexp", "of integers", x -> x[0].logsumexp(1), INTEGERS).constant("integers"));
    }

    private static List<Sample> scans() {
        return List.of(
                of("cumsum", "cumsum(0)", x -> x[0].cumsum(0), Inputs.of(2, 3)),
                of("cumsum", "cumsum(-1)", x -> x[0].cumsum(-1), Inputs.of(2, 3)),
                of("cumsum", "of a scalar", x -> x[0].cumsum(0), Inputs.of()),
                of("cumprod", "cumprod(0)", x -> x[0].cumprod(0), Inputs.of(3, 2)),
                of("cumprod", "cumprod(-1) with zeros", x -> x[0].cumprod(-1), ZEROS),
                of("cumprod", "of a scalar", x -> x[0].cumprod(0), Inputs.of()),
                of("cumprod", "of integers", x -> x[0].cumprod(1), INTEGERS).constant("integers"),
                of(
                        "linearScan",
                        "the gradient of cumprod",
                        x -> pullback(t -> t.cumprod(0), x),
                        Inputs.of(3),
                        Inputs.of(3)),
                of("linearScan", "of its rows", x -> pullback(t -> t.cumprod(1), x), Inputs.of(2, 3), Inputs.of(2, 3)));
    }

    private static Tensor pullback(UnaryOperator<Tensor> function, Tensor... inputAndGradient) {
        return Autograd.vjp(function, inputAndGradient[0]).pullback().apply(inputAndGradient[1]);
    }

    private static List<Sample> constants() {
        return Stream.of(
                        of("argmax", "argmax()", x -> x[0].argmax(), Inputs.of(2, 3)),
                        of("argmax", "argmax(1)", x -> x[0].argmax(1), Inputs.of(2, 3)),
                        of("argmax", "of a scalar", x -> x[0].argmax(), Inputs.of()),
                        of("argmin", "argminKeepDim(-2)", x -> x[0].argminKeepDim(-2), Inputs.of(2, 3)),
                        of("argmin", "of integers", x -> x[0].argmin(), INTEGERS),
                        of("any", "any(1)", x -> x[0].any(1), TRUTHS),
                        of("any", "any() of numbers", x -> x[0].any(), Inputs.of(2, 3)),
                        of("any", "of a scalar", x -> x[0].any(), Tensor.scalar(true)),
                        of("all", "allKeepDim(0)", x -> x[0].allKeepDim(0), TRUTHS),
                        of("all", "of nothing", x -> x[0].all(1), Inputs.of(2, 0)),
                        of("countNonzero", "countNonzero(-1)", x -> x[0].countNonzero(-1), ZEROS),
                        of("countNonzero", "of truths", x -> x[0].countNonzero(), TRUTHS),
                        of("sum", "of integers", x -> x[0].sum(1), INTEGERS),
                        of("sum", "of truths", x -> x[0].sum(0), TRUTHS),
                        of("prod", "of truths", x -> x[0].prod(0), TRUTHS),
                        of("amax", "of truths", x -> x[0].amax(0), TRUTHS),
                        of("cumsum", "of truths", x -> x[0].cumsum(0), TRUTHS))
                .map(sample -> sample.constant("indices, counts and truths are no real numbers"))
                .toList();
    }
}
