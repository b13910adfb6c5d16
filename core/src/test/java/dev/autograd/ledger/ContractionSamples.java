package dev.autograd.ledger;

import static dev.autograd.Gradients.input;
import static dev.autograd.ledger.Sample.of;
import static dev.autograd.ledger.Sample.ofAll;

import dev.autograd.Autograd;
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
                matmul("two vectors", input(3), input(3)),
                matmul("a vector and a matrix", input(2), input(2, 3)),
                matmul("a matrix and a vector", input(2, 3), input(3)),
                matmul("two matrices", input(2, 3), input(3, 2)),
                matmul("a stack and a matrix", input(2, 2, 3), input(3, 2)),
                matmul("a matrix and a stack", input(2, 3), input(2, 3, 1)),
                matmul("a stack and a vector", input(2, 2, 3), input(3)),
                matmul("stacks that broadcast", input(2, 1, 1, 2), input(2, 2, 1)),
                matmul("nothing to sum", input(2, 0), input(0, 3)),
                matmul("transposed matrices", input(3, 2).mT(), input(2, 3).mT()),
                matmul("integers", INTEGERS, INTEGERS.mT()).constant("integers have no derivatives"),
                of("mm", "mm", x -> x[0].mm(x[1]), input(2, 3), input(3, 2)),
                of("bmm", "bmm", x -> x[0].bmm(x[1]), input(2, 1, 2), input(2, 2, 3)),
                of("mv", "mv", x -> x[0].mv(x[1]), input(2, 3), input(3)),
                of("dot", "dot", x -> x[0].dot(x[1]), input(3), input(3)),
                of("outer", "outer", x -> x[0].outer(x[1]), input(2), input(3)),
                of("addmm", "addmm", x -> x[0].addmm(x[1], x[2], 0.5, 2), input(2), input(2, 3), input(3, 2)),
                linear("a vector", input(3), input(2, 3), input(2)),
                linear("rows", input(2, 3), input(2, 3), input(2)),
                linear("no bias", input(2, 2, 3), input(2, 3)),
                linear("no features", input(2, 0), input(1, 0), input(1)));
    }

    private static Sample matmul(String call, Tensor a, Tensor b) {
        return of("matmul", call, x -> x[0].matmul(x[1]), a, b);
    }

    private static Sample linear(String call, Tensor... inputs) {
        return of("linear", call, x -> Linear.of(x[0], x[1], x.length == 3 ? x[2] : null), inputs);
    }

    private static List<Sample> sums() {
        return List.of(
                einsum("ik,kj->ij", input(2, 3), input(3, 2)),
                einsum("bij,bjk->bik", input(2, 1, 2), input(2, 2, 1)),
                einsum("ii->i", input(3, 3)),
                einsum("...ij->...ji", input(2, 1, 2)),
                einsum("ij->", input(2, 2)),
                einsum("i,j,ij->", input(2), input(3), input(2, 3)),
                einsum(",i->i", input(), input(2)));
    }

    private static Sample einsum(String equation, Tensor... operands) {
        return of("einsum", equation, x -> Tensor.einsum(equation, x), operands);
    }

    private static List<Sample> convolutions() {
        Tensor image = input(1, 2, 3, 2);
        Tensor images = input(2, 2, 2, 3);
        Tensor weight = input(2, 2, 2, 2);
        Tensor grouped = input(4, 1, 2, 2);
        Tensor outputs = input(2, 2, 1, 2);
        return List.of(
                of("conv2d", "one image", x -> convolved(NONE, 1, x), input(2, 2, 3), weight, input(2)),
                of("conv2d", "a batch without bias", x -> convolved(NONE, 1, x), images, weight),
                of("conv2d", "stride and padding", x -> convolved(ONE, 1, x), image, weight, input(2)),
                of("conv2d", "groups", x -> convolved(ONE, 2, x), images, grouped, input(4)),
                of("conv2d", "no images", x -> convolved(NONE, 1, x), input(0, 2, 2, 2), weight, input(2)),
                of("conv2d", "same", x -> Conv2d.same(x[0], x[1], null, ONE, 1), image, weight),
                ofAll("conv2dInput", "gradients of conv2d", x -> gradients(NONE, 1, x), images, weight, outputs),
                ofAll(
                        "conv2dWeight",
                        "gradients of groups",
                        x -> gradients(ONE, 2, x),
                        image,
                        grouped,
                        input(1, 4, 2, 2)),
                of("conv2dBias", "gradient by the bias", ContractionSamples::byBias, outputs),
                of("convTranspose2d", "stride 2", x -> transposed(1, x), input(1, 2, 2, 1), weight, input(2)),
                of("convTranspose2d", "groups", x -> transposed(2, x), input(2, 2, 1), input(2, 2, 1, 2), input(4)));
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
        Tensor image = input(2, 2, 2, 3);
        return Autograd.vjp(bias -> convolved(NONE, 1, image, input(2, 2, 2, 2), bias), input(2))
                .pullback()
                .apply(x[0]);
    }

    private static Tensor transposed(int groups, Tensor... x) {
        return ConvTranspose2d.of(x[0], x[1], x[2], TWO, NONE, ONE, ONE, groups);
    }
}
