package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import java.util.List;

/// Products of matrices and what is made of them.
final class ContractionFunctions {
    static final List<TorchRow> ROWS = List.of(
            row("matmul(Tensor input, Tensor other)", a -> a.tensor("input").matmul(a.tensor("other"))),
            row(
                    "addmm(Tensor input, Tensor mat1, Tensor mat2, *, Number beta=1, Number alpha=1)",
                    a -> a.tensor("input").addmm(a.tensor("mat1"), a.tensor("mat2"), a.real("beta"), a.real("alpha"))));

    private ContractionFunctions() {}
}
