package dev.autograd.torch;

import static dev.autograd.torch.TorchRow.row;

import dev.autograd.Tensor;
import java.util.List;

/// Functions that arrange elements anew: views, permutations, joins.
final class LayoutFunctions {
    static final List<TorchRow> ROWS = List.of(
            row("reshape(Tensor input, ints... shape)", a -> a.tensor("input").reshape(a.longs("shape"))),
            row("expand(Tensor input, ints... size)", a -> a.tensor("input").expand(a.longs("size"))),
            row("cat(Tensors tensors, int dim=0)", a -> Tensor.cat(a.integer("dim"), a.tensors("tensors"))));

    private LayoutFunctions() {}
}
