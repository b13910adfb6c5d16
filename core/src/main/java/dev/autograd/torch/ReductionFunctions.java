package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import java.util.List;

/// Functions that fold dimensions away.
final class ReductionFunctions {
    static final List<TorchRow> ROWS = List.of(row(
            "sum(Tensor input, ints? dim=None, bool keepdim=False)",
            a -> a.flag("keepdim")
                    ? a.tensor("input").sumKeepDim(a.dims("dim"))
                    : a.tensor("input").sum(a.dims("dim"))));

    private ReductionFunctions() {}
}
