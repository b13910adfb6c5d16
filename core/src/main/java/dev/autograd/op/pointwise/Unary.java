package dev.autograd.op.pointwise;

import dev.autograd.Tensor;
import dev.autograd.graph.OperatorFamily;

/// A pointwise operator of one operand.
public final class Unary {
    private final Row row;
    private final Pointwise op;

    Unary(Row row) {
        this.row = row;
        this.op = Pointwise.of(row);
    }

    Unary gradient(Row.GradientRule rule) {
        row.gradient(0, rule);
        return this;
    }

    Unary onnx(String operator) {
        row.onnx(operator);
        return this;
    }

    Unary family(OperatorFamily special) {
        row.family(special);
        return this;
    }

    /// Computes it for every element.
    public Tensor of(Tensor x) {
        row.checkTypes(x);
        return op.run(x);
    }

    /// Replaces every element by it.
    public Tensor inPlace(Tensor x) {
        return InPlace.apply(row.inPlaceName(), x, this::of);
    }
}
