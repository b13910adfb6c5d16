package dev.autograd.ledger;

import static dev.autograd.ledger.Sample.of;
import static dev.autograd.ledger.Sample.ofAll;

import dev.autograd.Autograd;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.op.layout.Alias;
import dev.autograd.value.DType;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Calls of the operators in `op.layout`.
final class LayoutSamples {
    private static final Tensor INTEGERS = Tensor.of(3L, 1L, 2L, 5L, 4L, 9L).reshape(2, 3);
    private static final String NO_REALS = "integers have no derivatives";

    private LayoutSamples() {}

    static List<Sample> all() {
        return Stream.of(views(), ranges(), copies(), joins())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> views() {
        return List.of(
                of("alias", "alias", x -> Alias.of(x[0])[0], Inputs.of(2, 3)),
                of("reshape", "reshape(3, -1)", x -> x[0].reshape(3, -1), Inputs.of(2, 3)),
                of("reshape", "of a transposed tensor", x -> x[0].mT().reshape(3, 2), Inputs.of(3, 2)),
                of("reshape", "scalar to (1, 1)", x -> x[0].reshape(1, 1), Inputs.of()),
                of("reshape", "of nothing", x -> x[0].reshape(3, 0, 2), Inputs.of(0, 3)),
                of("view", "view(2, 1, 3)", x -> x[0].view(2, 1, 3), Inputs.of(2, 3)),
                of("view", "of a range", x -> x[0].slice(1, 1, 3).view(2, 1, 2), Inputs.of(2, 4)),
                of("view", "to a scalar", x -> x[0].view(), Inputs.of(1)),
                of("flatten", "flatten()", x -> x[0].flatten(), Inputs.of(2, 3)),
                of("flatten", "flatten(-2, -1)", x -> x[0].flatten(-2, -1), Inputs.of(2, 3, 2)),
                of("flatten", "of a scalar", x -> x[0].flatten(), Inputs.of()),
                of("permute", "permute(2, 0, 1)", x -> x[0].permute(2, 0, 1), Inputs.of(2, 1, 3)),
                of("permute", "permute(-1, 0)", x -> x[0].permute(-1, 0), Inputs.of(2, 3)),
                of("permute", "of a scalar", x -> x[0].permute(), Inputs.of()),
                of("transpose", "transpose(0, -1)", x -> x[0].transpose(0, -1), Inputs.of(2, 1, 3)),
                of("transpose", "of a scalar", x -> x[0].transpose(0, -1), Inputs.of()),
                of("expand", "expand(2, -1, 3)", x -> x[0].expand(2, -1, 3), Inputs.of(2, 1)),
                of("expand", "of a scalar", x -> x[0].expand(2, 2), Inputs.of()),
                of("expand", "to nothing", x -> x[0].expand(0, 2), Inputs.of(2)),
                of("squeeze", "squeeze()", x -> x[0].squeeze(), Inputs.of(1, 2, 1)),
                of("squeeze", "squeeze(-1)", x -> x[0].squeeze(-1), Inputs.of(1, 2, 1)),
                of("squeeze", "to a scalar", x -> x[0].squeeze(), Inputs.of(1)),
                of("unsqueeze", "unsqueeze(0)", x -> x[0].unsqueeze(0), Inputs.of(2)),
                of("unsqueeze", "unsqueeze(-1)", x -> x[0].unsqueeze(-1), Inputs.of(2, 3)),
                of("unsqueeze", "of a scalar", x -> x[0].unsqueeze(-1), Inputs.of()),
                of("permute", "of integers", x -> x[0].permute(1, 0), INTEGERS).constant(NO_REALS));
    }

    private static List<Sample> ranges() {
        return List.of(
                of("slice", "slice(-1, 1, 9, 2)", x -> x[0].slice(-1, 1, 9, 2), Inputs.of(2, 4)),
                of("slice", "nothing", x -> x[0].slice(0, 1, 1), Inputs.of(2, 3)),
                of("narrow", "narrow(0, -2, 1)", x -> x[0].narrow(0, -2, 1), Inputs.of(3, 2)),
                of("select", "select(-1, -1)", x -> x[0].select(-1, -1), Inputs.of(2, 3)),
                of("select", "to a scalar", x -> x[0].select(0, 1), Inputs.of(3)),
                of("select", "of integers", x -> x[0].select(0, 1), INTEGERS).constant(NO_REALS),
                of(
                        "sliceInto",
                        "the gradient of slice",
                        x -> pullback(t -> t.slice(1, 0, 4, 2), x),
                        Inputs.of(2, 4),
                        Inputs.of(2, 2)),
                of(
                        "sliceInto",
                        "the gradient of select",
                        x -> pullback(t -> t.select(0, 1), x),
                        Inputs.of(3),
                        Inputs.of()),
                ofAll("split", "split(2, -1)", x -> x[0].split(2, -1), Inputs.of(2, 3)),
                ofAll("split", "split([1, 0, 2], 0)", x -> x[0].split(new long[] {1, 0, 2}, 0), Inputs.of(3)),
                ofAll("chunk", "chunk(2, 0)", x -> x[0].chunk(2, 0), Inputs.of(3, 2)));
    }

    private static Tensor pullback(UnaryOperator<Tensor> function, Tensor... inputAndGradient) {
        return Autograd.vjp(function, inputAndGradient[0]).pullback().apply(inputAndGradient[1]);
    }

    private static List<Sample> copies() {
        return List.of(
                of("clone", "clone()", x -> x[0].clone(), Inputs.of(2, 3)),
                of("clone", "of integers", x -> x[0].clone(), INTEGERS).constant(NO_REALS),
                of("contiguous", "contiguous()", x -> x[0].mT().contiguous(), Inputs.of(2, 3)),
                of("to", "integers to float64", x -> x[0].to(DType.FLOAT64), INTEGERS)
                        .constant(NO_REALS),
                of("to", "float64 to integers", x -> x[0].mul(9).to(DType.INT64), Inputs.of(2, 3))
                        .constant(NO_REALS),
                of("flip", "flip(0, -1)", x -> x[0].flip(0, -1), Inputs.of(2, 3)),
                of("flip", "flip() of nothing", x -> x[0].flip(), Inputs.of(2)),
                of("flip", "of a scalar", x -> x[0].flip(0), Inputs.of()),
                of("pad", "pad(2, 1, 0, 0, 2)", x -> x[0].pad(2, 1, 0, 0, 2), Inputs.of(2, 3)),
                of("pad", "pad and cut", x -> x[0].pad(2, -1, 2), Inputs.of(2, 3)),
                of("pad", "cutting all", x -> x[0].pad(2, -5, 4), Inputs.of(2, 3)),
                of("pad", "of a scalar", x -> x[0].pad(2), Inputs.of()),
                of("pad", "of integers", x -> x[0].pad(7, 1, 1), INTEGERS).constant(NO_REALS));
    }

    private static List<Sample> joins() {
        return List.of(
                of("cat", "cat(0)", x -> Tensor.cat(0, x), Inputs.of(1, 2), Inputs.of(2, 2)),
                of(
                        "cat",
                        "cat(-1) of three",
                        x -> Tensor.cat(-1, x),
                        Inputs.of(2, 1),
                        Inputs.of(2, 0),
                        Inputs.of(2, 2)),
                of("cat", "passing over (0)", x -> Tensor.cat(1, x), Inputs.of(0), Inputs.of(2, 1), Inputs.of(2, 2)),
                of("cat", "of nothing", x -> Tensor.cat(0, x), Inputs.of(0), Inputs.of(0)),
                of("cat", "of integers", x -> Tensor.cat(1, x), INTEGERS, INTEGERS)
                        .constant(NO_REALS),
                of("stack", "stack(0)", x -> Tensor.stack(0, x), Inputs.of(2), Inputs.of(2)),
                of("stack", "stack(-1)", x -> Tensor.stack(-1, x), Inputs.of(2, 2), Inputs.of(2, 2)),
                of("stack", "of scalars", x -> Tensor.stack(0, x), Inputs.of(), Inputs.of()));
    }
}
