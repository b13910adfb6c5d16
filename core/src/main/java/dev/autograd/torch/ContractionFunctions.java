package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/// Products of matrices and what is made of them.
final class ContractionFunctions {
    static final List<TorchRow> ROWS = List.of(
            product("matmul", "other", Tensor::matmul),
            product("mm", "mat2", Tensor::mm),
            product("bmm", "mat2", Tensor::bmm),
            product("mv", "vec", Tensor::mv),
            product("dot", "tensor", Tensor::dot),
            product("outer", "vec2", Tensor::outer),
            row(
                    "addmm(Tensor input, Tensor mat1, Tensor mat2, *, Number beta=1, Number alpha=1)",
                    a -> a.tensor("input").addmm(a.tensor("mat1"), a.tensor("mat2"), a.real("beta"), a.real("alpha"))),
            row(
                    "einsum(str equation, tensors... operands)",
                    a -> Tensor.einsum(a.text("equation"), a.tensors("operands"))),
            row(
                    "einsum(Tensors operands, str equation)",
                    a -> Tensor.einsum(a.text("equation"), a.tensors("operands"))));

    private ContractionFunctions() {}

    private static TorchRow product(String name, String second, BinaryOperator<Tensor> operator) {
        return row(
                name + "(Tensor input, Tensor " + second + ")",
                a -> operator.apply(a.tensor("input"), a.tensor(second)));
    }
}
