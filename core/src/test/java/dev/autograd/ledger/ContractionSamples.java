package dev.autograd.ledger;

import static dev.autograd.ledger.Sample.of;
import static dev.autograd.ledger.Sample.ofAll;

import dev.autograd.Autograd;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.op.contraction.Conv2d;
import dev.autograd.op.contraction.ConvTranspose2d;
import dev.autograd.op.contraction.Linear;
import java.util.List;
import java.util.stream.Stream;

/// Calls of the operators in `op.contraction`.
final class ContractionSamples {
    private static final int[] NONE = {0};
    private static final int[] ONE = {1};
    private static final int[] TWO = {2};
    private static final Tensor INTEGERS = Tensor.of(3L, 1L, 2L, 5L, 4L, 9L).reshape(2, 3);

    private ContractionSamples() {}

    static List<Sample> all() {
        return Stream.of(products(), sums(), convolutions())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> products() {
        return List.of(
                matmul("two vectors", Inputs.of(3), Inputs.of(3)),
                matmul("a vector and a matrix", Inputs.of(2), Inputs.of(2, 3)),
                matmul("a matrix and a vector", Inputs.of(2, 3), Inputs.of(3)),
                matmul("two matrices", Inputs.of(2, 3), Inputs.of(3, 2)),
                matmul("a stack and a matrix", Inputs.of(2, 2, 3), Inputs.of(3, 2)),
                matmul("a matrix and a stack", Inputs.of(2, 3), Inputs.of(2, 3, 1)),
                matmul("a stack and a vector", Inputs.of(2, 2, 3), Inputs.of(3)),
                matmul("stacks that broadcast", Inputs.of(2, 1, 1, 2), Inputs.of(2, 2, 1)),
                matmul("nothing to sum", Inputs.of(2, 0), Inputs.of(0, 3)),
                matmul(
                        "transposed matrices",
                        Inputs.of(3, 2).mT(),
                        Inputs.of(2, 3).mT()),
                matmul("integers", INTEGERS, INTEGERS.mT()).constant("integers have no derivatives"),
                of("mm", "mm", x -> x[0].mm(x[1]), Inputs.of(2, 3), Inputs.of(3, 2)),
                of("bmm", "bmm", x -> x[0].bmm(x[1]), Inputs.of(2, 1, 2), Inputs.of(2, 2, 3)),
                of("mv", "mv", x -> x[0].mv(x[1]), Inputs.of(2, 3), Inputs.of(3)),
                of("dot", "dot", x -> x[0].dot(x[1]), Inputs.of(3), Inputs.of(3)),
                of("outer", "outer", x -> x[0].outer(x[1]), Inputs.of(2), Inputs.of(3)),
                of(
                        "addmm",
                        "addmm",
                        x -> x[0].addmm(x[1], x[2], 0.5, 2),
                        Inputs.of(2),
                        Inputs.of(2, 3),
                        Inputs.of(3, 2)),
                linear("a vector", Inputs.of(3), Inputs.of(2, 3), Inputs.of(2)),
                linear("rows", Inputs.of(2, 3), Inputs.of(2, 3), Inputs.of(2)),
                linear("no bias", Inputs.of(2, 2, 3), Inputs.of(2, 3)),
                linear("no features", Inputs.of(2, 0), Inputs.of(1, 0), Inputs.of(1)));
    }

    private static Sample matmul(String call, Tensor a, Tensor b) {
        return of("matmul", call, x -> x[0].matmul(x[1]), a, b);
    }

    private static Sample linear(String call, Tensor... inputs) {
        return of("linear", call, x -> Linear.of(x[0], x[1], x.length == 3 ? x[2] : null), inputs);
    }

    private static List<Sample> sums() {
        return List.of(
                einsum("ik,kj->ij", Inputs.of(2, 3), Inputs.of(3, 2)),
                einsum("bij,bjk->bik", Inputs.of(2, 1, 2), Inputs.of(2, 2, 1)),
                einsum("ii->i", Inputs.of(3, 3)),
                einsum("...ij->...ji", Inputs.of(2, 1, 2)),
                einsum("ij->", Inputs.of(2, 2)),
                einsum("i,j,ij->", Inputs.of(2), Inputs.of(3), Inputs.of(2, 3)),
                einsum(",i->i", Inputs.of(), Inputs.of(2)));
    }

    private static Sample einsum(String equation, Tensor... operands) {
        return of("einsum", equation, x -> Tensor.einsum(equation, x), operands);
    }

    private static List<Sample> convolutions() {
        Tensor image = Inputs.of(1, 2, 3, 2);
        Tensor images = Inputs.of(2, 2, 2, 3);
        Tensor weight = Inputs.of(2, 2, 2, 2);
        Tensor grouped = Inputs.of(4, 1, 2, 2);
        Tensor outputs = Inputs.of(2, 2, 1, 2);
        return List.of(
                of("conv2d", "one image", x -> convolved(NONE, 1, x), Inputs.of(2, 2, 3), weight, Inputs.of(2)),
                of("conv2d", "a batch without bias", x -> convolved(NONE, 1, x), images, weight),
                of("conv2d", "stride and padding", x -> convolved(ONE, 1, x), image, weight, Inputs.of(2)),
                of("conv2d", "groups", x -> convolved(ONE, 2, x), images, grouped, Inputs.of(4)),
                of("conv2d", "no images", x -> convolved(NONE, 1, x), Inputs.of(0, 2, 2, 2), weight, Inputs.of(2)),
                of("conv2d", "same", x -> Conv2d.same(x[0], x[1], null, ONE, 1), image, weight),
                ofAll("conv2dInput", "gradients of conv2d", x -> gradients(NONE, 1, x), images, weight, outputs),
                ofAll(
                        "conv2dWeight",
                        "gradients of groups",
                        x -> gradients(ONE, 2, x),
                        image,
                        grouped,
                        Inputs.of(1, 4, 2, 2)),
                of("conv2dBias", "gradient by the bias", ContractionSamples::byBias, outputs),
                of("convTranspose2d", "stride 2", x -> transposed(1, x), Inputs.of(1, 2, 2, 1), weight, Inputs.of(2)),
                of(
                        "convTranspose2d",
                        "groups",
                        x -> transposed(2, x),
                        Inputs.of(2, 2, 1),
                        Inputs.of(2, 2, 1, 2),
                        Inputs.of(4)));
    }

    private static Tensor convolved(int[] padding, int groups, Tensor... x) {
        int[] stride = padding == NONE ? ONE : TWO;
        return Conv2d.of(x[0], x[1], x.length == 3 ? x[2] : null, stride, padding, ONE, groups);
    }

    /// By input and weight, of what is linear in the third.
    private static Tensor[] gradients(int[] padding, int groups, Tensor... x) {
        return Autograd.vjp(in -> new Tensor[] {convolved(padding, groups, in)}, new Tensor[] {x[0], x[1]})
                .pullback()
                .apply(new Tensor[] {x[2]});
    }

    private static Tensor byBias(Tensor... x) {
        Tensor image = Inputs.of(2, 2, 2, 3);
        return Autograd.vjp(bias -> convolved(NONE, 1, image, Inputs.of(2, 2, 2, 2), bias), Inputs.of(2))
                .pullback()
                .apply(x[0]);
    }

    private static Tensor transposed(int groups, Tensor... x) {
        return ConvTranspose2d.of(x[0], x[1], x[2], TWO, NONE, ONE, ONE, groups);
    }
}
